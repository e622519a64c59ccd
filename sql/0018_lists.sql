-- Lists are narrowed by name and state along the index that carries their order, so both are in it.
ALTER TABLE app
  DROP KEY of_subject,
  ADD KEY of_subject (subject_id, created_at, id, name_key);
ALTER TABLE plugin
  DROP KEY of_subject,
  ADD KEY of_subject (subject_id, created_at, id, name_key);
ALTER TABLE binding
  DROP KEY of_subject,
  ADD KEY of_subject (subject_id, plugin_id, created_at, id, state);
