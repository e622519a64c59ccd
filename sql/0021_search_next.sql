-- What stands behind a pair of characters, so that three and four of them are found along one key, without a look at the text.
-- 0 says that it is not known: the text is asked then. `plugshelfctl market rebuild --stale` fills it in.
ALTER TABLE search_gram
  ADD COLUMN next BIGINT NOT NULL DEFAULT 0 COMMENT 'the two characters behind it, GRAM_NEXT of domain/grams.h';
