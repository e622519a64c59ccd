-- Joint debugging (domain.md section 4 "link"): a plugin's provider and a mini-program's owner agree that the mini-program may
-- run the plugin while both are being developed. One that is not over for each pair; the others are history.
CREATE TABLE link (
  id BIGINT PRIMARY KEY,
  plugin_id BIGINT NOT NULL,
  app_id BIGINT NOT NULL COMMENT 'the host',
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rev BIGINT NOT NULL DEFAULT 1,
  token_hash BINARY(32) NULL,
  token VARBINARY(160) NULL COMMENT 'sealed; NULL unless authorised',
  token_at BIGINT NOT NULL DEFAULT 0 COMMENT 'since when this token is good',
  added_by BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  authorised_at BIGINT NOT NULL DEFAULT 0,
  ended_at BIGINT NOT NULL DEFAULT 0 COMMENT 'when it was over, in whatever way',
  is_open TINYINT AS (IF(state IN ('pending', 'authorised'), 1, 0)) VIRTUAL,
  open_app BIGINT AS (IF(state IN ('pending', 'authorised'), app_id, NULL)) VIRTUAL,
  UNIQUE KEY one_open (open_app, plugin_id),
  UNIQUE KEY token_hash (token_hash),
  KEY of_plugin (plugin_id, is_open, created_at, id),
  KEY of_app (app_id, is_open, created_at, id, state),
  CONSTRAINT link_plugin FOREIGN KEY (plugin_id) REFERENCES plugin (id),
  CONSTRAINT link_app FOREIGN KEY (app_id) REFERENCES app (id)
) ENGINE=InnoDB;
