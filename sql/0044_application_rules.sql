-- A provider's standing rule: applications of these subjects and mini-programs are approved at once. A rule is never changed: another
-- one takes its place, so that what a rule approved can always say by which words.
CREATE TABLE application_rule (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  plugin_id BIGINT NOT NULL,
  n BIGINT NOT NULL COMMENT 'counts from 1 in each plugin',
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rev BIGINT NOT NULL DEFAULT 1,
  host_types VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'types of subjects, | between; empty: any',
  host_level1 VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'first levels of categories, | between; empty: any',
  made_by BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  ended_by BIGINT NULL,
  ended_at BIGINT NOT NULL DEFAULT 0,
  on_of BIGINT AS (IF(state = 'on', plugin_id, NULL)) VIRTUAL,
  UNIQUE KEY one_on (on_of),
  UNIQUE KEY rule_number (plugin_id, n),
  CONSTRAINT application_rule_plugin FOREIGN KEY (plugin_id) REFERENCES plugin (id)
) ENGINE=InnoDB;

-- `history` is what ended, in whatever way, newest first, with all that a filter looks at; the answer rate is read along it too.
ALTER TABLE application
  ADD COLUMN rule_id BIGINT NULL COMMENT 'the rule that approved it; NULL: a person did, or nobody',
  ADD KEY history (plugin_id, decided_at, id, state, rule_id, app_id),
  ADD KEY of_rule (rule_id);
