-- What merging needs to know: who changed which field last, what was deleted, what was put together,
-- and what two files said differently. Rows that nobody changed since they were made need no record.

-- One opening of a project that changed something. `counter` is the highest this file knows of it;
-- `revisions` how often it raised the codebook's revision.
CREATE TABLE writer (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  counter INTEGER NOT NULL DEFAULT 0,
  revisions INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX writer_counter ON writer (counter);

-- The latest change of a field: ordered by counter, then by writer, never by clocks.
CREATE TABLE stamp (
  id INTEGER PRIMARY KEY,
  table_name TEXT NOT NULL,
  uid TEXT NOT NULL,
  field TEXT NOT NULL,
  counter INTEGER NOT NULL,
  writer TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX stamp_once ON stamp (table_name, uid, field);

-- Rows that were deleted (gone 1), erased for good (2), or brought back after it (0).
CREATE TABLE tombstone (
  id INTEGER PRIMARY KEY,
  table_name TEXT NOT NULL,
  uid TEXT NOT NULL,
  counter INTEGER NOT NULL,
  writer TEXT NOT NULL,
  gone INTEGER NOT NULL CHECK (gone IN (0, 1, 2))
) STRICT;
CREATE UNIQUE INDEX tombstone_once ON tombstone (table_name, uid);

-- Where what was said of a row belongs since it was split or put together with another.
CREATE TABLE redirect (
  id INTEGER PRIMARY KEY,
  table_name TEXT NOT NULL CHECK (table_name IN ('coder', 'actor', 'statement')),
  uid TEXT NOT NULL,
  into_uid TEXT NOT NULL,
  UNIQUE (table_name, uid, into_uid)
) STRICT;

-- What two files said differently: what was kept, what stands against it, and whether it is settled.
CREATE TABLE conflict (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  table_name TEXT NOT NULL,
  row_uid TEXT NOT NULL,
  field TEXT NOT NULL,
  about TEXT NOT NULL,
  kept TEXT NOT NULL,
  other TEXT NOT NULL,
  other_value TEXT,
  found_at TEXT NOT NULL,
  settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1))
) STRICT;

-- Undo of a merge takes the records of the merge back too; undo of any other step is one more change.
ALTER TABLE step ADD COLUMN merging INTEGER NOT NULL DEFAULT 0;
