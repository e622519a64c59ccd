-- What the market lists and finds, and what merchants hold and bind.
CREATE TABLE market (
  plugin_id BIGINT PRIMARY KEY,
  category VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  level1 VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(64) NOT NULL,
  name_key VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  name_order VARCHAR(64) CHARACTER SET gbk COLLATE gbk_chinese_ci NOT NULL COMMENT 'the name as far as GBK has it: pinyin order',
  summary VARCHAR(200) NOT NULL,
  tags VARCHAR(120) NOT NULL,
  text VARCHAR(1200) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'text_search of name, summary, tags',
  avatar BINARY(32) NULL,
  subject_name VARCHAR(128) NOT NULL,
  add_mode VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  audience VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  shelved_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  KEY newest (shelved_at, plugin_id),
  KEY newest_in (category, shelved_at, plugin_id),
  KEY newest_in1 (level1, shelved_at, plugin_id),
  KEY by_key (name_key, plugin_id),
  KEY by_name (name_order, plugin_id),
  KEY by_name_in (category, name_order, plugin_id),
  KEY by_name_in1 (level1, name_order, plugin_id),
  CONSTRAINT market_of FOREIGN KEY (plugin_id) REFERENCES plugin (id)
) ENGINE=InnoDB COMMENT='a row for each plugin that is on the shelf and not hidden, rewritten in the transactions that change it';

CREATE TABLE search_gram (
  gram VARBINARY(24) NOT NULL,
  doc BIGINT NOT NULL,
  w TINYINT NOT NULL COMMENT 'weight of the field it is from',
  PRIMARY KEY (gram, doc),
  KEY of_doc (doc)
) ENGINE=InnoDB;

CREATE TABLE entitlement (
  id BIGINT PRIMARY KEY,
  subject_id BIGINT NOT NULL,
  plugin_id BIGINT NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rev BIGINT NOT NULL DEFAULT 1,
  obtained_at BIGINT NOT NULL,
  UNIQUE KEY one_of (subject_id, plugin_id),
  KEY of_plugin (plugin_id, state, id),
  KEY of_subject (subject_id, state, obtained_at, id),
  CONSTRAINT entitlement_subject FOREIGN KEY (subject_id) REFERENCES subject (id),
  CONSTRAINT entitlement_plugin FOREIGN KEY (plugin_id) REFERENCES plugin (id)
) ENGINE=InnoDB;

CREATE TABLE binding (
  id BIGINT PRIMARY KEY,
  app_id BIGINT NOT NULL,
  plugin_id BIGINT NOT NULL,
  subject_id BIGINT NOT NULL COMMENT 'owner of the mini-program',
  major INT NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rev BIGINT NOT NULL DEFAULT 1,
  policy VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'follow',
  token_hash BINARY(32) NULL,
  token VARBINARY(160) NULL COMMENT 'sealed; NULL once revoked',
  config MEDIUMTEXT NOT NULL COMMENT 'JSON object of the guide''s config keys',
  agreed_by BIGINT NOT NULL COMMENT 'user who ticked the agreement',
  created_at BIGINT NOT NULL,
  closed_at BIGINT NOT NULL DEFAULT 0,
  open_app BIGINT AS (IF(state = 'closed', NULL, app_id)) VIRTUAL,
  UNIQUE KEY one_open (open_app, plugin_id),
  UNIQUE KEY token_hash (token_hash),
  KEY of_app (app_id, plugin_id),
  KEY of_plugin (plugin_id, state, id),
  KEY of_host (open_app, created_at, id),
  KEY of_subject (subject_id, plugin_id, created_at, id),
  CONSTRAINT binding_app FOREIGN KEY (app_id) REFERENCES app (id),
  CONSTRAINT binding_plugin FOREIGN KEY (plugin_id) REFERENCES plugin (id)
) ENGINE=InnoDB;
