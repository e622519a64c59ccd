-- Plugins, their versions, docs, listings, and the reviews of all of them.
CREATE TABLE plugin (
  id BIGINT PRIMARY KEY,
  app_id BIGINT NOT NULL,
  subject_id BIGINT NOT NULL,
  name VARCHAR(64) NOT NULL,
  name_key VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  name_look VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL COMMENT 'text_skeleton: look-alikes collide',
  intro VARCHAR(240) NOT NULL DEFAULT '',
  avatar BINARY(32) NULL,
  add_mode VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  audience VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'enterprise, individual; | between',
  contact VARCHAR(128) NOT NULL DEFAULT '',
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'active',
  rev BIGINT NOT NULL DEFAULT 1,
  created_at BIGINT NOT NULL,
  UNIQUE KEY plugin_name (name_key),
  UNIQUE KEY plugin_look (name_look),
  KEY of_subject (subject_id, created_at, id),
  KEY of_app (app_id, id),
  CONSTRAINT plugin_app FOREIGN KEY (app_id) REFERENCES app (id),
  CONSTRAINT plugin_subject FOREIGN KEY (subject_id) REFERENCES subject (id),
  CONSTRAINT plugin_avatar FOREIGN KEY (avatar) REFERENCES content (sha256)
) ENGINE=InnoDB;

CREATE TABLE plugin_state (
  plugin_id BIGINT PRIMARY KEY,
  category VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of the version put online last',
  tags VARCHAR(120) NOT NULL DEFAULT '',
  latest_version BIGINT NULL COMMENT 'the version put online last',
  online_versions INT NOT NULL DEFAULT 0,
  trial_version BIGINT NULL,
  CONSTRAINT plugin_state_of FOREIGN KEY (plugin_id) REFERENCES plugin (id)
) ENGINE=InnoDB COMMENT='what moves without making an open settings form stale; also the row that limits lock';

CREATE TABLE version (
  id BIGINT PRIMARY KEY,
  plugin_id BIGINT NOT NULL,
  major INT NOT NULL,
  minor INT NOT NULL,
  patch INT NOT NULL,
  state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rev BIGINT NOT NULL DEFAULT 1,
  note VARCHAR(400) NOT NULL DEFAULT '',
  min_base_library VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  uploader BIGINT NOT NULL,
  package_sha256 BINARY(32) NOT NULL,
  package_size BIGINT NOT NULL,
  upload_sha256 BINARY(32) NOT NULL,
  upload_size BIGINT NOT NULL,
  manifest MEDIUMTEXT NOT NULL COMMENT 'normalised manifest, JSON',
  findings MEDIUMTEXT NOT NULL COMMENT 'warnings of the checker, JSON',
  category VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  tags VARCHAR(120) NOT NULL DEFAULT '',
  description VARCHAR(1000) NOT NULL DEFAULT '',
  usage_text VARCHAR(1000) NOT NULL DEFAULT '',
  test_login VARBINARY(400) NULL COMMENT 'sealed account and password',
  self_check TINYINT NOT NULL DEFAULT 0,
  reason VARCHAR(1000) NULL COMMENT 'of the last rejection',
  created_at BIGINT NOT NULL,
  submitted_at BIGINT NOT NULL DEFAULT 0,
  online_at BIGINT NOT NULL DEFAULT 0,
  pipeline_of BIGINT AS (IF(state IN ('auditing', 'passed', 'gray'), plugin_id, NULL)) VIRTUAL,
  UNIQUE KEY version_number (plugin_id, major, minor, patch),
  UNIQUE KEY one_in_pipeline (pipeline_of),
  KEY by_state (plugin_id, state, id),
  CONSTRAINT version_plugin FOREIGN KEY (plugin_id) REFERENCES plugin (id),
  CONSTRAINT version_package FOREIGN KEY (package_sha256) REFERENCES content (sha256)
) ENGINE=InnoDB;

CREATE TABLE version_file (
  version_id BIGINT NOT NULL,
  n INT NOT NULL,
  path VARCHAR(400) NOT NULL,
  size BIGINT NOT NULL,
  sha256 BINARY(32) NOT NULL,
  PRIMARY KEY (version_id, n),
  CONSTRAINT file_of FOREIGN KEY (version_id) REFERENCES version (id)
) ENGINE=InnoDB;

CREATE TABLE doc (
  id BIGINT PRIMARY KEY,
  plugin_id BIGINT NOT NULL,
  n INT NOT NULL COMMENT 'revision, from 1',
  state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rev BIGINT NOT NULL DEFAULT 1,
  readme MEDIUMTEXT NOT NULL,
  size BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  published_at BIGINT NOT NULL DEFAULT 0,
  published_of BIGINT AS (IF(state = 'published', plugin_id, NULL)) VIRTUAL,
  UNIQUE KEY doc_number (plugin_id, n),
  UNIQUE KEY one_published (published_of),
  CONSTRAINT doc_plugin FOREIGN KEY (plugin_id) REFERENCES plugin (id)
) ENGINE=InnoDB;

CREATE TABLE doc_file (
  doc_id BIGINT NOT NULL,
  path VARCHAR(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
  sha256 BINARY(32) NOT NULL,
  size BIGINT NOT NULL,
  PRIMARY KEY (doc_id, path),
  CONSTRAINT doc_file_of FOREIGN KEY (doc_id) REFERENCES doc (id),
  CONSTRAINT doc_file_blob FOREIGN KEY (sha256) REFERENCES content (sha256)
) ENGINE=InnoDB;

CREATE TABLE listing (
  plugin_id BIGINT PRIMARY KEY,
  shelf VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'never',
  hidden TINYINT NOT NULL DEFAULT 0,
  rev BIGINT NOT NULL DEFAULT 1,
  shelved_at BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT listing_of FOREIGN KEY (plugin_id) REFERENCES plugin (id)
) ENGINE=InnoDB;

CREATE TABLE listing_revision (
  id BIGINT PRIMARY KEY,
  plugin_id BIGINT NOT NULL,
  n INT NOT NULL,
  state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rev BIGINT NOT NULL DEFAULT 1,
  summary VARCHAR(200) NOT NULL DEFAULT '',
  what TEXT NOT NULL,
  how TEXT NOT NULL,
  benefit TEXT NOT NULL,
  cases TEXT NOT NULL,
  contact VARCHAR(128) NOT NULL DEFAULT '',
  guide MEDIUMTEXT NOT NULL COMMENT 'JSON: description, sample, components, pages, interfaces, config',
  info_saved TINYINT NOT NULL DEFAULT 0,
  guide_saved TINYINT NOT NULL DEFAULT 0,
  reason VARCHAR(1000) NULL,
  created_at BIGINT NOT NULL,
  submitted_at BIGINT NOT NULL DEFAULT 0,
  live_at BIGINT NOT NULL DEFAULT 0,
  open_of BIGINT AS (IF(state IN ('draft', 'auditing', 'passed', 'rejected'), plugin_id, NULL)) VIRTUAL,
  live_of BIGINT AS (IF(state = 'live', plugin_id, NULL)) VIRTUAL,
  UNIQUE KEY revision_number (plugin_id, n),
  UNIQUE KEY one_open (open_of),
  UNIQUE KEY one_live (live_of),
  CONSTRAINT revision_plugin FOREIGN KEY (plugin_id) REFERENCES plugin (id)
) ENGINE=InnoDB;

CREATE TABLE picture (
  owner_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'listing (revision), version (previews)',
  owner_id BIGINT NOT NULL,
  n INT NOT NULL,
  sha256 BINARY(32) NOT NULL,
  PRIMARY KEY (owner_kind, owner_id, n),
  CONSTRAINT picture_blob FOREIGN KEY (sha256) REFERENCES content (sha256)
) ENGINE=InnoDB;

CREATE TABLE review (
  id BIGINT PRIMARY KEY,
  kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  object_id BIGINT NOT NULL COMMENT 'version, listing revision, plugin (payment) or subject (real-name)',
  plugin_id BIGINT NULL,
  subject_id BIGINT NOT NULL COMMENT 'who submitted',
  submitter BIGINT NOT NULL,
  state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rev BIGINT NOT NULL DEFAULT 1,
  round INT NOT NULL DEFAULT 1,
  shown_hash BINARY(32) NULL COMMENT 'sha256 of what is to be decided: bytes approved = bytes shown',
  queued_at BIGINT NOT NULL COMMENT 'place in the queue',
  submitted_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  claimed_by BIGINT NULL,
  lease_until BIGINT NOT NULL DEFAULT 0,
  decided_by BIGINT NULL,
  decided_at BIGINT NOT NULL DEFAULT 0,
  reason VARCHAR(1000) NULL,
  open_of VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin AS (IF(state IN ('queued', 'claimed', 'awaiting'), CONCAT(kind, ':', object_id), NULL)) VIRTUAL,
  UNIQUE KEY one_open (open_of),
  KEY queue (kind, state, due_at, id),
  KEY mine (claimed_by, state, lease_until, id),
  KEY lease (state, lease_until),
  KEY done (kind, decided_at, id),
  KEY of_object (kind, object_id, id),
  CONSTRAINT review_subject FOREIGN KEY (subject_id) REFERENCES subject (id)
) ENGINE=InnoDB;

CREATE TABLE finding (
  review_id BIGINT NOT NULL,
  n INT NOT NULL,
  rule VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  target VARCHAR(400) NOT NULL DEFAULT '' COMMENT 'file or field',
  line INT NOT NULL DEFAULT 0,
  severity VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  text VARCHAR(1000) NOT NULL,
  hint VARCHAR(400) NOT NULL DEFAULT '',
  PRIMARY KEY (review_id, n),
  CONSTRAINT finding_of FOREIGN KEY (review_id) REFERENCES review (id)
) ENGINE=InnoDB;
