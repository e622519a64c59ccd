-- People, subjects and what a browser session needs. Times are seconds since 1970 UTC (base/clock.h).
-- Codes are ascii_bin; names that people choose carry a canonical column (text_key) in utf8mb4_nopad_bin.
CREATE TABLE public_id (
  id BIGINT PRIMARY KEY,
  kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) ENGINE=InnoDB COMMENT='one namespace of 16-digit random ids (domain.md section 2)';

CREATE TABLE user (
  id BIGINT PRIMARY KEY,
  email VARCHAR(254) NOT NULL,
  email_key VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  display_name VARCHAR(64) NOT NULL,
  password VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  lang VARCHAR(2) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'NULL: cookie and browser decide',
  totp_secret VARBINARY(128) NULL COMMENT 'sealed; NULL: not enrolled',
  totp_step BIGINT NOT NULL DEFAULT 0 COMMENT 'last step used: a code works once',
  status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'active',
  created_at BIGINT NOT NULL,
  UNIQUE KEY email_key (email_key)
) ENGINE=InnoDB;

CREATE TABLE subject (
  id BIGINT PRIMARY KEY,
  type VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(128) NOT NULL,
  name_key VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'active',
  rev BIGINT NOT NULL DEFAULT 1,
  created_at BIGINT NOT NULL,
  UNIQUE KEY subject_name (name_key),
  CHECK (type IN ('enterprise', 'media', 'government', 'organisation', 'individual'))
) ENGINE=InnoDB;

CREATE TABLE member (
  subject_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  role VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  can_obtain TINYINT NOT NULL DEFAULT 0 COMMENT 'empowered by the main account for obtaining',
  main_of BIGINT AS (IF(role = 'main', subject_id, NULL)) VIRTUAL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (subject_id, user_id),
  UNIQUE KEY one_main (main_of),
  KEY of_user (user_id),
  CONSTRAINT member_subject FOREIGN KEY (subject_id) REFERENCES subject (id),
  CONSTRAINT member_user FOREIGN KEY (user_id) REFERENCES user (id),
  CHECK (role IN ('main', 'admin', 'developer', 'operator'))
) ENGINE=InnoDB;

CREATE TABLE staff (
  user_id BIGINT NOT NULL,
  staff_right VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (user_id, staff_right),
  CONSTRAINT staff_user FOREIGN KEY (user_id) REFERENCES user (id),
  CHECK (staff_right IN ('version', 'listing', 'payment', 'real-name', 'operator'))
) ENGINE=InnoDB;

CREATE TABLE invite_secret (
  user_id BIGINT PRIMARY KEY,
  secret_hash BINARY(32) NOT NULL,
  expires_at BIGINT NOT NULL,
  CONSTRAINT invite_user FOREIGN KEY (user_id) REFERENCES user (id)
) ENGINE=InnoDB COMMENT='one-time secret of a staff account until its first sign-in';

CREATE TABLE real_name (
  subject_id BIGINT PRIMARY KEY,
  state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'none',
  rev BIGINT NOT NULL DEFAULT 1,
  licence_no VARCHAR(64) NULL,
  contact VARCHAR(128) NULL,
  real_name VARCHAR(64) NULL,
  id_no VARBINARY(160) NULL COMMENT 'sealed',
  reason VARCHAR(1000) NULL COMMENT 'of the last refusal',
  submitted_at BIGINT NOT NULL DEFAULT 0,
  decided_at BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT real_name_subject FOREIGN KEY (subject_id) REFERENCES subject (id)
) ENGINE=InnoDB;

CREATE TABLE session (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  token_hash BINARY(32) NOT NULL,
  user_id BIGINT NOT NULL,
  subject_id BIGINT NULL COMMENT 'the subject acted for',
  factor TINYINT NOT NULL COMMENT '0 password given and second step open, 1 password, 2 password and code',
  proved_at BIGINT NOT NULL COMMENT 'last time the person proved to be there',
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  ended_at BIGINT NOT NULL DEFAULT 0,
  agent VARCHAR(200) NOT NULL DEFAULT '',
  address VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  flash_tone VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  flash_text VARCHAR(500) NOT NULL DEFAULT '',
  UNIQUE KEY token_hash (token_hash),
  KEY of_user (user_id, ended_at, id),
  KEY old (seen_at),
  CONSTRAINT session_user FOREIGN KEY (user_id) REFERENCES user (id)
) ENGINE=InnoDB;

CREATE TABLE idempotency (
  owner BIGINT NOT NULL COMMENT 'user id; 0 for visitors',
  key_hash BINARY(32) NOT NULL COMMENT 'of key and path',
  body_hash BINARY(32) NOT NULL,
  location VARCHAR(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (owner, key_hash),
  KEY old (created_at)
) ENGINE=InnoDB;

CREATE TABLE stash (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  session_id BIGINT NOT NULL,
  token_hash BINARY(32) NOT NULL,
  form MEDIUMBLOB NOT NULL COMMENT 'a posted form waiting for step-up or sign-in, sealed',
  created_at BIGINT NOT NULL,
  UNIQUE KEY token_hash (token_hash),
  KEY of_session (session_id),
  KEY old (created_at)
) ENGINE=InnoDB;

CREATE TABLE throttle (
  bucket BINARY(32) PRIMARY KEY COMMENT 'keyed hash of what is counted: account, address or known device',
  failures INT NOT NULL,
  blocked_until BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  KEY old (updated_at)
) ENGINE=InnoDB;

CREATE TABLE content (
  sha256 BINARY(32) PRIMARY KEY,
  size BIGINT NOT NULL,
  type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  class VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at BIGINT NOT NULL,
  CHECK (class IN ('image', 'package', 'evidence'))
) ENGINE=InnoDB;

CREATE TABLE content_chunk (
  sha256 BINARY(32) NOT NULL,
  n INT NOT NULL,
  data MEDIUMBLOB NOT NULL,
  PRIMARY KEY (sha256, n),
  CONSTRAINT chunk_of FOREIGN KEY (sha256) REFERENCES content (sha256) ON DELETE CASCADE
) ENGINE=InnoDB COMMENT='256 KB each';

CREATE TABLE evidence (
  id BIGINT PRIMARY KEY COMMENT 'public id',
  kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'review kind that may read it',
  object_id BIGINT NOT NULL COMMENT 'subject (real-name) or plugin (payment)',
  round INT NOT NULL COMMENT 'submission the file belongs to',
  n INT NOT NULL DEFAULT 0 COMMENT 'order in which they were sent',
  name VARCHAR(200) NOT NULL,
  sha256 BINARY(32) NOT NULL,
  created_at BIGINT NOT NULL,
  KEY of_object (kind, object_id, round, n),
  CONSTRAINT evidence_blob FOREIGN KEY (sha256) REFERENCES content (sha256)
) ENGINE=InnoDB;

CREATE TABLE history (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  machine VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  object_id BIGINT NOT NULL,
  from_state VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  action VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  to_state VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  user_id BIGINT NULL COMMENT 'NULL: the clock',
  side VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'owner, reviewer, operator, clock',
  reason VARCHAR(1000) NULL,
  at BIGINT NOT NULL,
  KEY of_object (machine, object_id, id)
) ENGINE=InnoDB COMMENT='one row for each move; INSERT and SELECT only';

CREATE TABLE audit (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  at BIGINT NOT NULL,
  user_id BIGINT NULL,
  subject_id BIGINT NULL,
  act VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  object_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  object_id BIGINT NOT NULL,
  detail VARCHAR(2000) NOT NULL DEFAULT '' COMMENT 'JSON object or empty',
  request_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  address VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  KEY of_object (object_kind, object_id, id),
  KEY of_user (user_id, id)
) ENGINE=InnoDB COMMENT='one row for each act, in its transaction; INSERT and SELECT only';

CREATE TABLE audit_seal (
  audit_id BIGINT PRIMARY KEY,
  chain BINARY(32) NOT NULL COMMENT 'hash over the previous link and the row',
  CONSTRAINT seal_of FOREIGN KEY (audit_id) REFERENCES audit (id)
) ENGINE=InnoDB COMMENT='written by the sealer in the jobs process';

CREATE TABLE epoch (
  name VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin PRIMARY KEY,
  n BIGINT NOT NULL
) ENGINE=InnoDB COMMENT='catalogue: changes with everything that the market shows';

INSERT INTO epoch (name, n) VALUES ('catalogue', 1);

CREATE TABLE holiday (
  day BIGINT PRIMARY KEY COMMENT 'yyyymmdd in the display time zone',
  name_zh VARCHAR(64) NOT NULL,
  name_en VARCHAR(64) NOT NULL
) ENGINE=InnoDB;
