-- What a reviewer found is open while the field that it is about is what the reviewer saw. NULL: not known, so it stays open
-- until the next submission.
ALTER TABLE finding
  ADD COLUMN seen BINARY(32) NULL COMMENT 'hash of the target when it was found', ALGORITHM=INSTANT;
