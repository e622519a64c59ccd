-- A plugin's search terms go when its market row goes or is replaced: one statement less in each change of the market, and
-- no terms can be left behind.
DELETE g FROM search_gram g LEFT JOIN market m ON m.plugin_id = g.doc WHERE m.plugin_id IS NULL;

ALTER TABLE search_gram
  ADD CONSTRAINT gram_of FOREIGN KEY (doc) REFERENCES market (plugin_id) ON DELETE CASCADE;
