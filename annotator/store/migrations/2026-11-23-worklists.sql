-- Filters kept by name, and worklists: statements chosen for some coders, such as a random sample.

CREATE TABLE saved_filter (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  wishes TEXT NOT NULL
) STRICT;

CREATE TABLE worklist (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  seed TEXT NOT NULL DEFAULT '',
  drawn_from INTEGER
) STRICT;

CREATE TABLE worklist_coder (
  id INTEGER PRIMARY KEY,
  worklist_id INTEGER NOT NULL REFERENCES worklist (id) ON DELETE CASCADE,
  coder_id INTEGER NOT NULL REFERENCES coder (id) ON DELETE CASCADE,
  UNIQUE (worklist_id, coder_id)
) STRICT;
CREATE INDEX worklist_coder_coder ON worklist_coder (coder_id);

CREATE TABLE worklist_statement (
  id INTEGER PRIMARY KEY,
  worklist_id INTEGER NOT NULL REFERENCES worklist (id) ON DELETE CASCADE,
  statement_id INTEGER NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
  UNIQUE (worklist_id, statement_id)
) STRICT;
CREATE INDEX worklist_statement_statement ON worklist_statement (statement_id);
