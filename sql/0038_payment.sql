-- Payment capability of a plugin (domain.md sections 2 and 4 "payment"). The row comes with the first submission; a plugin
-- without one is in state none.
CREATE TABLE payment (
  plugin_id BIGINT PRIMARY KEY,
  app_id BIGINT NULL COMMENT 'owner mini-program when it was submitted last',
  state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'none',
  rev BIGINT NOT NULL DEFAULT 1,
  round INT NOT NULL DEFAULT 0 COMMENT 'submissions so far; evidence belongs to one',
  mode VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'provider, merchant',
  merchant_no VARCHAR(32) NULL COMMENT 'of the mini-program when it was submitted last',
  provider_no VARCHAR(32) NULL,
  sub_merchants VARCHAR(700) NULL COMMENT 'numbers, a line each',
  services TEXT NULL COMMENT 'JSON: [{kind, address}]',
  reason VARCHAR(1000) NULL COMMENT 'of the last refusal',
  submitted_at BIGINT NOT NULL DEFAULT 0,
  decided_at BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT payment_plugin FOREIGN KEY (plugin_id) REFERENCES plugin (id)
) ENGINE=InnoDB;

-- Whose a file is stands in its row: its object may get another owner, the file does not.
ALTER TABLE evidence
  ADD COLUMN subject_id BIGINT NOT NULL DEFAULT 0 COMMENT 'who handed it in';
UPDATE evidence SET subject_id = object_id WHERE kind = 'real-name';
