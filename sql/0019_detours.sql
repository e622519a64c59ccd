-- Forms that wait for signing in again: kept for the user who typed them, few for each.
ALTER TABLE stash
  ADD COLUMN user_id BIGINT NOT NULL DEFAULT 0 COMMENT 'who typed it, where it waits for signing in; 0: for a step-up',
  ADD KEY of_user (user_id, id);
