-- Who uses a plugin, newest first: the list, its filter by state, the bindings of each day and of each major are read in one
-- index of the plugin's rows.
ALTER TABLE binding
  ADD KEY usage_of (plugin_id, created_at, id, state, major);
