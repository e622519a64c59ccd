-- A word in a category is counted to 1001 along this index; along the primary key it would be as many more rows as the
-- category is a smaller part of the word's list.
ALTER TABLE search_gram ADD KEY in_category (gram, category, place);
