-- Add mode `approval`: a binding that waits, and what its merchant asked for. One application for each waiting binding; applying
-- again is a new binding with a new application.
CREATE TABLE application (
  id BIGINT PRIMARY KEY,
  binding_id BIGINT NOT NULL,
  plugin_id BIGINT NOT NULL,
  app_id BIGINT NOT NULL,
  subject_id BIGINT NOT NULL COMMENT 'owner of the mini-program',
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rev BIGINT NOT NULL DEFAULT 1,
  reason VARCHAR(200) NOT NULL COMMENT 'of the merchant',
  applied_by BIGINT NOT NULL,
  applied_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL COMMENT 'from here on the clock has it',
  decided_by BIGINT NULL COMMENT 'NULL: nobody yet, the merchant, or the clock',
  decided_at BIGINT NOT NULL DEFAULT 0 COMMENT 'when it ended, in whatever way',
  answer VARCHAR(200) NULL COMMENT 'why it was refused',
  UNIQUE KEY of_binding (binding_id),
  KEY waiting (plugin_id, state, due_at, id),
  KEY ended (plugin_id, state, decided_at, id),
  KEY of_app (app_id, state, decided_at),
  KEY of_subject (subject_id, plugin_id, state, decided_at),
  KEY due (state, due_at, id),
  CONSTRAINT application_binding FOREIGN KEY (binding_id) REFERENCES binding (id),
  CONSTRAINT application_plugin FOREIGN KEY (plugin_id) REFERENCES plugin (id)
) ENGINE=InnoDB;
