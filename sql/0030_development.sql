-- Development settings of a plugin (S1, S4): where its servers are, and the Token that host signatures are made with.
CREATE TABLE plugin_domains (
  plugin_id BIGINT PRIMARY KEY,
  domains TEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'origins, one a line',
  rev BIGINT NOT NULL COMMENT '1 is the form before anything was saved',
  changed_at BIGINT NOT NULL,
  changed_by BIGINT NOT NULL,
  CONSTRAINT domains_of FOREIGN KEY (plugin_id) REFERENCES plugin (id)
) ENGINE=InnoDB;

CREATE TABLE plugin_token (
  plugin_id BIGINT PRIMARY KEY,
  n BIGINT NOT NULL COMMENT 'how many there have been: two who replace it at once do not both succeed',
  token VARBINARY(160) NOT NULL COMMENT 'sealed',
  former VARBINARY(160) NULL COMMENT 'sealed; of no use but to recognise signatures that were made with it',
  made_at BIGINT NOT NULL,
  made_by BIGINT NOT NULL,
  shown_to BIGINT NOT NULL DEFAULT 0 COMMENT 'session that may still see it, once',
  CONSTRAINT token_of FOREIGN KEY (plugin_id) REFERENCES plugin (id)
) ENGINE=InnoDB COMMENT='apart from the settings: replacing the Token makes no open form stale';
