-- Columns that earlier releases lack. SQLite cannot add a column only where it is missing; that this
-- runs once on each database is what d1_migrations sees to.

ALTER TABLE readings ADD COLUMN public_id TEXT; -- reading_…
ALTER TABLE readings ADD COLUMN payload TEXT; -- JSON of the client's fields that have no column
ALTER TABLE readings ADD COLUMN favorite BOOLEAN DEFAULT FALSE;
ALTER TABLE readings ADD COLUMN notes TEXT;
ALTER TABLE readings ADD COLUMN updated_at DATETIME;
CREATE UNIQUE INDEX idx_readings_public_id ON readings (public_id);

ALTER TABLE api_usage_logs ADD COLUMN cache_hit BOOLEAN; -- NULL: not cacheable
