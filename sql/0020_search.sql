-- Search terms in the order in which they are shown: a plugin's place is the same under each of its terms, so that terms are
-- intersected along their keys, the best come first, and reading ends after a page. The rows of before were cut otherwise:
-- `plugshelfctl market rebuild` writes the new ones.
ALTER TABLE market
  ADD COLUMN place BIGINT NOT NULL DEFAULT 0 COMMENT 'smaller comes first: often obtained, then lately shelved',
  ADD COLUMN terms INT NOT NULL DEFAULT 0 COMMENT 'GRAM_VERSION its terms were cut by',
  ADD KEY popular (place, plugin_id);

DROP TABLE search_gram;

CREATE TABLE search_gram (
  gram VARBINARY(52) NOT NULL COMMENT 'domain/grams.h',
  place BIGINT NOT NULL COMMENT 'market.place',
  doc BIGINT NOT NULL,
  PRIMARY KEY (gram, place, doc),
  KEY of_doc (doc),
  CONSTRAINT gram_of FOREIGN KEY (doc) REFERENCES market (plugin_id) ON DELETE CASCADE
) ENGINE=InnoDB;
