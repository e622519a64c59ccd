-- What a provider does not maintain much longer: a version, or the whole plugin (version_id 0), with what takes its place.
CREATE TABLE deprecation (
  id BIGINT PRIMARY KEY,
  plugin_id BIGINT NOT NULL,
  version_id BIGINT NOT NULL DEFAULT 0 COMMENT '0: the whole plugin',
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rev BIGINT NOT NULL DEFAULT 1,
  successor BIGINT NOT NULL DEFAULT 0 COMMENT 'a version of the plugin, or another plugin; 0: none',
  ends_at BIGINT NOT NULL COMMENT 'last second of the day on which maintenance ends',
  reason VARCHAR(200) NOT NULL,
  set_at BIGINT NOT NULL,
  UNIQUE KEY of (plugin_id, version_id),
  CONSTRAINT deprecation_plugin FOREIGN KEY (plugin_id) REFERENCES plugin (id)
) ENGINE=InnoDB COMMENT='one row for each thing, kept when it is lifted';
