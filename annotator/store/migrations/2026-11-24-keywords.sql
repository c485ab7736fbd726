-- Words that stand out in the text wherever they are read, group by group; they are no labels.

CREATE TABLE keyword_group (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL,
  colour TEXT NOT NULL,
  words TEXT NOT NULL,
  CHECK (length(words) > 0 AND colour GLOB '#[0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f]')
) STRICT;
