-- A plugin offered to another subject (domain/transfer.h): at most one offer of a plugin is open. Later ones are later rows.
CREATE TABLE transfer (
  id BIGINT PRIMARY KEY,
  plugin_id BIGINT NOT NULL,
  from_subject BIGINT NOT NULL,
  to_subject BIGINT NOT NULL,
  app_id BIGINT NULL COMMENT 'the mini-program of the receiving subject that it was accepted into',
  state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rev BIGINT NOT NULL DEFAULT 1,
  offered_by BIGINT NOT NULL,
  offered_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  ended_at BIGINT NOT NULL DEFAULT 0,
  open_of BIGINT AS (IF(state = 'offered', plugin_id, NULL)) VIRTUAL,
  UNIQUE KEY one_open (open_of),
  KEY of_plugin (plugin_id, offered_at, id),
  KEY to_subject (to_subject, offered_at, id),
  KEY due (state, due_at, id),
  CONSTRAINT transfer_plugin FOREIGN KEY (plugin_id) REFERENCES plugin (id),
  CONSTRAINT transfer_to FOREIGN KEY (to_subject) REFERENCES subject (id)
) ENGINE=InnoDB;
