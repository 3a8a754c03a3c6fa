-- The scopes that API keys may have, and the developer tier that each takes. internal/apikeys/tier.go has
-- the same table, and a test compares the two.

INSERT OR IGNORE INTO api_key_scopes (scope_name, description, tier_required) VALUES
  ('engines:numerology:read', 'Calculate with the engine numerology', 'free'),
  ('engines:biorhythm:read', 'Calculate with the engine biorhythm', 'free'),
  ('engines:iching:read', 'Calculate with the engine iching', 'free'),
  ('user:profile:read', 'Read your profile, onboarding and preferences', 'free'),
  ('readings:read', 'Read your readings and your timeline', 'free'),
  ('readings:write', 'Store, change and delete your readings and timeline entries', 'free'),
  ('forecast:read', 'Read your forecasts and cycles', 'free'),
  ('raycast:read', 'Read what the Raycast extension shows', 'free'),
  ('engines:human_design:read', 'Calculate with the engine human_design', 'pro'),
  ('engines:gene_keys:read', 'Calculate with the engine gene_keys', 'pro'),
  ('engines:tarot:read', 'Calculate with the engine tarot', 'pro'),
  ('engines:enneagram:read', 'Calculate with the engine enneagram', 'pro'),
  ('engines:sacred_geometry:read', 'Calculate with the engine sacred_geometry', 'pro'),
  ('engines:vimshottari:read', 'Calculate with the engine vimshottari', 'pro'),
  ('engines:vedicclock_tcm:read', 'Calculate with the engine vedicclock_tcm', 'pro'),
  ('engines:nadabrahman:read', 'Calculate with the engine nadabrahman', 'pro'),
  ('engines:astrology:read', 'Calculate with the engine astrology', 'pro'),
  ('user:profile:write', 'Change your profile, onboarding and preferences', 'pro'),
  ('analytics:usage:read', 'Read how you use the API', 'pro'),
  ('webhooks:manage', 'Manage webhooks', 'pro'),
  ('batch:calculate', 'Calculate with several engines in one request', 'pro'),
  ('ai:interpret', 'Have results interpreted by a model', 'pro'),
  ('workflows:run', 'Run workflows in the background', 'pro'),
  ('engines:sigil_forge:read', 'Calculate with the engine sigil_forge', 'enterprise'),
  ('engines:face_reading:read', 'Calculate with the engine face_reading', 'enterprise'),
  ('engines:biofield:read', 'Calculate with the engine biofield', 'enterprise'),
  ('engines:*:read', 'Calculate with every engine', 'enterprise'),
  ('admin:user_management:read', 'Read accounts', 'admin'),
  ('admin:user_management:write', 'Change and delete accounts', 'admin'),
  ('admin:analytics:system:read', 'Read statistics of the system', 'admin'),
  ('admin:engines:admin:access', 'Validate engines', 'admin'),
  ('admin:cache:management', 'Inspect, clear and warm caches', 'admin'),
  ('admin:system:monitoring', 'Read the state of the system', 'admin'),
  ('admin:api:rate_limit:bypass', 'Privilege over rate limits', 'admin'),
  ('admin:debug:access', 'Debug the system', 'admin'),
  ('admin:forecast:admin', 'Manage forecasts', 'admin'),
  ('admin:integration:management', 'Manage integrations', 'admin');

-- Deleting a key takes it out of the rows that name it, which are found by this.
CREATE INDEX IF NOT EXISTS idx_audit_logs_api_key_id ON audit_logs (api_key_id);

-- What an account leaves behind there is found by this when it goes.
CREATE INDEX IF NOT EXISTS idx_admin_api_key_audit_user_id ON admin_api_key_audit (user_id);
