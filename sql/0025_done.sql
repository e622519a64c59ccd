-- What was decided is counted in the index alone: the state is in it.
ALTER TABLE review
  DROP KEY done,
  ADD KEY done (kind, decided_at, id, state);
