-- Previews of a version: how the pictures were called when they were chosen, and those that are kept before they are saved.
ALTER TABLE picture
  ADD COLUMN name VARCHAR(120) NOT NULL DEFAULT '' COMMENT 'of the file that was chosen',
  MODIFY COLUMN owner_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
    COMMENT 'listing (revision), version (previews), kept (previews of a version that were chosen and not saved yet)',
  ALGORITHM=INSTANT;
