-- Names that plugins had once people could know them (domain/former.h). Every change adds a row and none goes: while a name is
-- kept, it finds its plugin and nobody else may take it or one that looks like it.
CREATE TABLE plugin_name (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  plugin_id BIGINT NOT NULL,
  name VARCHAR(64) NOT NULL,
  name_key VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  name_look VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by BIGINT NOT NULL,
  kept_until BIGINT NOT NULL,
  KEY by_look (name_look, kept_until),
  KEY of_plugin (plugin_id, id),
  CONSTRAINT plugin_name_of FOREIGN KEY (plugin_id) REFERENCES plugin (id)
) ENGINE=InnoDB;

ALTER TABLE market
  ADD COLUMN former VARCHAR(200) NOT NULL DEFAULT '' COMMENT 'names that are kept, newest first, 、 between',
  ADD COLUMN former_until BIGINT NOT NULL DEFAULT 0 COMMENT 'when the first of them is kept no longer; 0: none',
  ADD KEY former_ends (former_until);
