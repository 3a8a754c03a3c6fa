-- Columns that earlier releases lack. SQLite cannot add a column only where it is missing; that this
-- runs once on each database is what d1_migrations sees to.
--
-- public_id is what clients know a reading by (reading_…), payload the JSON of their fields that have
-- no column. cache_hit is NULL for what is not cacheable.

ALTER TABLE readings ADD COLUMN public_id TEXT;
ALTER TABLE readings ADD COLUMN payload TEXT;
ALTER TABLE readings ADD COLUMN favorite BOOLEAN DEFAULT FALSE;
ALTER TABLE readings ADD COLUMN notes TEXT;
ALTER TABLE readings ADD COLUMN updated_at DATETIME;
CREATE UNIQUE INDEX idx_readings_public_id ON readings (public_id);

ALTER TABLE api_usage_logs ADD COLUMN cache_hit BOOLEAN;
