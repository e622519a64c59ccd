-- The category tree and mini-programs (hosts).
CREATE TABLE category (
  code VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin PRIMARY KEY,
  level1 VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  level1_zh VARCHAR(40) NOT NULL,
  level1_en VARCHAR(80) NOT NULL,
  level2_zh VARCHAR(40) NOT NULL,
  level2_en VARCHAR(80) NOT NULL,
  open_to_plugins TINYINT NOT NULL,
  host_level1 VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'allowed host level-1 codes, | between; empty: all',
  host_types VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'allowed host subject types, | between; empty: all',
  note_zh VARCHAR(120) NOT NULL DEFAULT '',
  note_en VARCHAR(160) NOT NULL DEFAULT '',
  position INT NOT NULL,
  KEY in_order (position)
) ENGINE=InnoDB;

CREATE TABLE app (
  id BIGINT PRIMARY KEY,
  subject_id BIGINT NOT NULL,
  name VARCHAR(64) NOT NULL,
  name_key VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  avatar BINARY(32) NULL,
  base_library VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  payment_opened TINYINT NOT NULL DEFAULT 0,
  merchant_no VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  rev BIGINT NOT NULL DEFAULT 1,
  created_at BIGINT NOT NULL,
  UNIQUE KEY app_name (name_key),
  KEY of_subject (subject_id, created_at, id),
  CONSTRAINT app_subject FOREIGN KEY (subject_id) REFERENCES subject (id),
  CONSTRAINT app_avatar FOREIGN KEY (avatar) REFERENCES content (sha256)
) ENGINE=InnoDB;

CREATE TABLE app_category (
  app_id BIGINT NOT NULL,
  code VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'passed',
  PRIMARY KEY (app_id, code),
  CONSTRAINT app_category_app FOREIGN KEY (app_id) REFERENCES app (id),
  CONSTRAINT app_category_code FOREIGN KEY (code) REFERENCES category (code),
  CHECK (state IN ('passed', 'revoked'))
) ENGINE=InnoDB;
