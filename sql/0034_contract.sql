-- What a version changes of the one before it, as it was when it was submitted, and why it may break what hosts rely on.
ALTER TABLE version
  ADD COLUMN contract MEDIUMTEXT NULL COMMENT 'comparison with the version before, JSON; NULL: never submitted',
  ADD COLUMN breaking INT NOT NULL DEFAULT 0 COMMENT 'breaking changes in it',
  ADD COLUMN override_reason VARCHAR(400) NOT NULL DEFAULT '' COMMENT 'why it breaks within its major';
