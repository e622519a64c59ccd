-- What stands together by up to four characters is one term, so that most words are found along one key and nothing has to be
-- known of what stands behind a pair. A category costs no lookup: it stands in each term, and is none itself. The jobs cut the
-- terms of the plugins that are there anew, or `plugshelfctl market rebuild --stale` at once.
ALTER TABLE search_gram
  DROP COLUMN next,
  ADD COLUMN category VARBINARY(40) NOT NULL DEFAULT '' COMMENT 'market.category';
ALTER TABLE market
  ADD KEY stale (terms);
