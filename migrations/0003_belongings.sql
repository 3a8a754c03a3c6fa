-- What belongs to an account: profiles, readings, keys, logs. The tables stand as earlier releases
-- have them; columns that are new in a table of theirs come in 0004.

CREATE TABLE IF NOT EXISTS consciousness_profiles (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  profile_data TEXT NOT NULL, -- JSON
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  updated_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  is_active BOOLEAN DEFAULT TRUE
);

CREATE INDEX IF NOT EXISTS idx_consciousness_profiles_user_id ON consciousness_profiles (user_id);
CREATE INDEX IF NOT EXISTS idx_consciousness_profiles_active ON consciousness_profiles (user_id, is_active);
CREATE INDEX IF NOT EXISTS idx_consciousness_profiles_user_created ON consciousness_profiles (user_id, created_at DESC);
CREATE INDEX IF NOT EXISTS idx_consciousness_profiles_user_updated ON consciousness_profiles (user_id, updated_at DESC);

CREATE TABLE IF NOT EXISTS readings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  reading_type TEXT NOT NULL,
  engines_used TEXT NOT NULL, -- JSON array
  input_data TEXT NOT NULL,
  results TEXT NOT NULL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  shared BOOLEAN DEFAULT FALSE,
  share_token TEXT UNIQUE
);

CREATE INDEX IF NOT EXISTS idx_readings_user_id ON readings (user_id);
CREATE INDEX IF NOT EXISTS idx_readings_created_at ON readings (created_at);
CREATE INDEX IF NOT EXISTS idx_readings_engines_used ON readings (engines_used);
CREATE INDEX IF NOT EXISTS idx_readings_shared ON readings (shared, share_token);
CREATE INDEX IF NOT EXISTS idx_readings_user_created ON readings (user_id, created_at DESC);
CREATE INDEX IF NOT EXISTS idx_readings_user_type ON readings (user_id, reading_type);
CREATE INDEX IF NOT EXISTS idx_readings_user_engines ON readings (user_id, engines_used);

CREATE TABLE IF NOT EXISTS reading_history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  reading_id INTEGER NOT NULL REFERENCES readings (id) ON DELETE CASCADE,
  accessed_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  device_info TEXT
);

CREATE INDEX IF NOT EXISTS idx_reading_history_user_id ON reading_history (user_id);
CREATE INDEX IF NOT EXISTS idx_reading_history_reading_id ON reading_history (reading_id);
CREATE INDEX IF NOT EXISTS idx_reading_history_user_accessed ON reading_history (user_id, accessed_at DESC);
CREATE INDEX IF NOT EXISTS idx_reading_history_reading_accessed ON reading_history (reading_id, accessed_at DESC);

CREATE TABLE IF NOT EXISTS refresh_tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  token_hash TEXT UNIQUE NOT NULL,
  family TEXT NOT NULL,
  expires_at DATETIME NOT NULL,
  used BOOLEAN DEFAULT FALSE,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX IF NOT EXISTS idx_refresh_tokens_user_id ON refresh_tokens (user_id);
CREATE INDEX IF NOT EXISTS idx_refresh_tokens_family ON refresh_tokens (family);
CREATE INDEX IF NOT EXISTS idx_refresh_tokens_expires_at ON refresh_tokens (expires_at);

CREATE TABLE IF NOT EXISTS password_reset_tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  token_hash TEXT UNIQUE NOT NULL,
  expires_at DATETIME NOT NULL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  used BOOLEAN DEFAULT FALSE
);

CREATE INDEX IF NOT EXISTS idx_password_reset_tokens_user_id ON password_reset_tokens (user_id);
CREATE INDEX IF NOT EXISTS idx_password_reset_tokens_token_hash ON password_reset_tokens (token_hash);

CREATE TABLE IF NOT EXISTS email_verification_tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  token_hash TEXT UNIQUE NOT NULL,
  expires_at DATETIME NOT NULL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  used BOOLEAN DEFAULT FALSE
);

CREATE INDEX IF NOT EXISTS idx_email_verification_tokens_user_id ON email_verification_tokens (user_id);
CREATE INDEX IF NOT EXISTS idx_email_verification_tokens_token_hash ON email_verification_tokens (token_hash);

CREATE TABLE IF NOT EXISTS api_keys (
  id TEXT PRIMARY KEY, -- UUID
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  key_hash TEXT UNIQUE NOT NULL,
  key_prefix TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  scopes TEXT NOT NULL, -- JSON array
  environment TEXT NOT NULL DEFAULT 'live',
  rate_limit_per_minute INTEGER DEFAULT 60,
  rate_limit_per_hour INTEGER DEFAULT 1000,
  rate_limit_per_day INTEGER DEFAULT 10000,
  expires_at DATETIME,
  last_used_at DATETIME,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  updated_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  is_active BOOLEAN DEFAULT TRUE,
  is_admin_key BOOLEAN DEFAULT FALSE,
  admin_privileges TEXT,
  elevated_rate_limits TEXT
);

CREATE INDEX IF NOT EXISTS idx_api_keys_user_id ON api_keys (user_id);
CREATE INDEX IF NOT EXISTS idx_api_keys_key_hash ON api_keys (key_hash);
CREATE INDEX IF NOT EXISTS idx_api_keys_is_active ON api_keys (is_active);
CREATE INDEX IF NOT EXISTS idx_api_keys_user_active ON api_keys (user_id, is_active);

CREATE TABLE IF NOT EXISTS api_key_scopes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  scope_name TEXT UNIQUE NOT NULL,
  description TEXT NOT NULL,
  tier_required TEXT NOT NULL DEFAULT 'free'
);

CREATE TABLE IF NOT EXISTS api_usage_logs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  api_key_id TEXT REFERENCES api_keys (id) ON DELETE SET NULL,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  endpoint TEXT NOT NULL,
  method TEXT NOT NULL,
  status_code INTEGER NOT NULL,
  response_time_ms INTEGER,
  request_size_bytes INTEGER,
  response_size_bytes INTEGER,
  ip_address TEXT,
  user_agent TEXT,
  timestamp DATETIME DEFAULT CURRENT_TIMESTAMP,
  engine_used TEXT,
  error_message TEXT
);

CREATE INDEX IF NOT EXISTS idx_api_usage_logs_api_key_id ON api_usage_logs (api_key_id);
CREATE INDEX IF NOT EXISTS idx_api_usage_logs_user_id ON api_usage_logs (user_id);
CREATE INDEX IF NOT EXISTS idx_api_usage_logs_timestamp ON api_usage_logs (timestamp);
CREATE INDEX IF NOT EXISTS idx_api_usage_logs_user_timestamp ON api_usage_logs (user_id, timestamp DESC);

CREATE TABLE IF NOT EXISTS user_actions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  action TEXT NOT NULL,
  source TEXT,
  metadata TEXT DEFAULT '{}',
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX IF NOT EXISTS idx_user_actions_user_created ON user_actions (user_id, created_at DESC);

CREATE TABLE IF NOT EXISTS audit_logs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
  api_key_id TEXT REFERENCES api_keys (id) ON DELETE SET NULL,
  action TEXT NOT NULL,
  details TEXT,
  ip_address TEXT,
  user_agent TEXT,
  timestamp DATETIME DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX IF NOT EXISTS idx_audit_logs_user_id ON audit_logs (user_id);
CREATE INDEX IF NOT EXISTS idx_audit_logs_timestamp ON audit_logs (timestamp);

CREATE TABLE IF NOT EXISTS admin_api_key_audit (
  id TEXT PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))),
  api_key_id TEXT,
  user_id INTEGER,
  action TEXT,
  privilege TEXT,
  endpoint TEXT,
  ip_address TEXT,
  user_agent TEXT,
  metadata TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE IF NOT EXISTS kv_imports (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind TEXT NOT NULL, -- readings, timeline, profile
  imported_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (user_id, kind)
);
