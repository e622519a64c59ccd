-- Advisories of a provider about a range of its versions (domain.md section 4 "advisory"), and which bindings have acknowledged
-- them. Numbers within a major are kept as minor * 1000 + patch, so that a range is one comparison.
CREATE TABLE advisory (
  id BIGINT PRIMARY KEY,
  plugin_id BIGINT NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rev BIGINT NOT NULL DEFAULT 1,
  title VARCHAR(60) NOT NULL,
  severity VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'info, warning, critical',
  major INT NOT NULL,
  first_no INT NOT NULL COMMENT 'the affected range, both ends in it',
  last_no INT NOT NULL,
  fixed VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'number of the version with the fix; empty: none yet',
  text VARCHAR(2000) NOT NULL,
  due_at BIGINT NOT NULL DEFAULT 0 COMMENT 'last second of the day until which hosts should have acted; 0: none',
  reason VARCHAR(1000) NULL COMMENT 'why it was withdrawn',
  made_by BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  published_at BIGINT NOT NULL DEFAULT 0,
  ended_at BIGINT NOT NULL DEFAULT 0,
  KEY of_plugin (plugin_id, made_at, id, state, severity),
  KEY shown (plugin_id, state, major),
  CONSTRAINT advisory_plugin FOREIGN KEY (plugin_id) REFERENCES plugin (id)
) ENGINE=InnoDB;

CREATE TABLE advisory_ack (
  advisory_id BIGINT NOT NULL,
  binding_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (advisory_id, binding_id),
  KEY by_time (advisory_id, at, binding_id),
  CONSTRAINT ack_advisory FOREIGN KEY (advisory_id) REFERENCES advisory (id),
  CONSTRAINT ack_binding FOREIGN KEY (binding_id) REFERENCES binding (id)
) ENGINE=InnoDB COMMENT='one row a binding: acknowledging again changes nothing';
