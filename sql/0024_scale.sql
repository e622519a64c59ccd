-- Whose a plugin is stands in the rows that its provider is told about as well, so that a dashboard reads along one index what
-- waits, and not plugin by plugin. These rows move with the plugin.
ALTER TABLE version
  ADD COLUMN provider_id BIGINT NOT NULL DEFAULT 0 COMMENT 'plugin.subject_id';
UPDATE version v JOIN plugin p ON p.id = v.plugin_id SET v.provider_id = p.subject_id;
ALTER TABLE version
  ADD COLUMN todo_of BIGINT AS (IF(state IN ('auditing', 'rejected', 'passed'), provider_id, NULL)) VIRTUAL,
  ADD KEY todo (todo_of, submitted_at, id);

ALTER TABLE listing_revision
  ADD COLUMN provider_id BIGINT NOT NULL DEFAULT 0 COMMENT 'plugin.subject_id';
UPDATE listing_revision v JOIN plugin p ON p.id = v.plugin_id SET v.provider_id = p.subject_id;
ALTER TABLE listing_revision
  ADD COLUMN todo_of BIGINT AS (IF(state IN ('draft', 'auditing', 'passed', 'rejected'), provider_id, NULL)) VIRTUAL,
  ADD COLUMN todo_at BIGINT AS (GREATEST(submitted_at, created_at)) VIRTUAL,
  ADD KEY todo (todo_of, todo_at, id);

ALTER TABLE listing
  ADD COLUMN provider_id BIGINT NOT NULL DEFAULT 0 COMMENT 'plugin.subject_id';
UPDATE listing v JOIN plugin p ON p.id = v.plugin_id SET v.provider_id = p.subject_id;
ALTER TABLE listing
  ADD KEY shelves (provider_id, shelf);

ALTER TABLE application
  ADD COLUMN provider_id BIGINT NOT NULL DEFAULT 0 COMMENT 'plugin.subject_id';
UPDATE application v JOIN plugin p ON p.id = v.plugin_id SET v.provider_id = p.subject_id;
ALTER TABLE application
  ADD KEY todo (provider_id, state, due_at, id);

-- What was obtained lately.
ALTER TABLE entitlement
  ADD KEY lately (plugin_id, obtained_at);
