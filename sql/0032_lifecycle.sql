-- The version that joint debugging gets (domain.md section 4 "pointer"): a row of its own, so that setting it makes no open
-- form of the version stale. What plugin_state had kept free for it goes.
CREATE TABLE trial (
  plugin_id BIGINT PRIMARY KEY,
  version_id BIGINT NULL COMMENT 'NULL: cleared',
  set_by BIGINT NOT NULL,
  set_at BIGINT NOT NULL,
  UNIQUE KEY of_version (version_id),
  CONSTRAINT trial_plugin FOREIGN KEY (plugin_id) REFERENCES plugin (id),
  CONSTRAINT trial_version FOREIGN KEY (version_id) REFERENCES version (id)
) ENGINE=InnoDB COMMENT='written under the lock of the row of plugin_state';
ALTER TABLE plugin_state
  DROP COLUMN trial_version,
  ALGORITHM=INSTANT;

ALTER TABLE version
  ADD COLUMN gray_percent INT NOT NULL DEFAULT 0 COMMENT 'how many in a hundred of the callers get it; 0 but in state gray';

-- Which mini-programs run a major, along one index: for what going offline does to them.
ALTER TABLE binding
  ADD COLUMN pin_version BIGINT NULL COMMENT 'policy pin: the version of its major that it stays with',
  ADD COLUMN host_of BIGINT AS (IF(state IN ('active', 'stopped'), plugin_id, NULL)) VIRTUAL,
  ADD KEY hosts (host_of, major, created_at, id, pin_version);
