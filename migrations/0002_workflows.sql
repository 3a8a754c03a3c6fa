-- Workflow instances, what they leave behind, and the timeline in which they are entered. Every
-- migration also runs on a database that has the tables already.

CREATE TABLE IF NOT EXISTS timeline_entries (
  id TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  timestamp DATETIME NOT NULL,
  type TEXT NOT NULL,
  engine_name TEXT,
  workflow_type TEXT,
  input TEXT,
  result TEXT,
  metadata TEXT DEFAULT '{}',
  linked_entries TEXT DEFAULT '[]',
  parent_entry TEXT,
  child_entries TEXT DEFAULT '[]',
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX IF NOT EXISTS idx_timeline_entries_user_time ON timeline_entries (user_id, timestamp DESC);
CREATE INDEX IF NOT EXISTS idx_timeline_entries_user_type_time ON timeline_entries (user_id, type, timestamp DESC);

CREATE TABLE IF NOT EXISTS workflow_instances (
  instance_id TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  workflow TEXT NOT NULL, -- consciousness, integration
  type TEXT NOT NULL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX IF NOT EXISTS idx_workflow_instances_user_created ON workflow_instances (user_id, created_at DESC);

CREATE TABLE IF NOT EXISTS workflow_results (
  workflow_id TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  workflow_type TEXT NOT NULL,
  core_engines TEXT, -- this and the columns below are JSON
  synthesis TEXT,
  guidance TEXT,
  forecast TEXT,
  metadata TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX IF NOT EXISTS idx_workflow_results_user_created ON workflow_results (user_id, created_at DESC);
