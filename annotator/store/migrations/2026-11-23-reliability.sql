-- Coding frozen at a moment, the log of a study, and coders who code their own sample again.

-- All that coders had done at that moment, as one document: agreement before and after a discussion.
CREATE TABLE frozen_coding (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  at TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  coding TEXT NOT NULL,
  CHECK (length(name) > 0 AND json_valid(coding))
) STRICT;

-- Notes on the work and questions to the lead. Coders and statement are named by uid, and may have gone.
CREATE TABLE log_entry (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  coder_uid TEXT NOT NULL,
  at TEXT NOT NULL,
  is_question INTEGER NOT NULL DEFAULT 0 CHECK (is_question IN (0, 1)),
  text TEXT NOT NULL,
  statement_uid TEXT NOT NULL DEFAULT '',
  answer TEXT NOT NULL DEFAULT '',
  answered_by TEXT NOT NULL DEFAULT '',
  answered_at TEXT NOT NULL DEFAULT '',
  CHECK (length(text) > 0)
) STRICT;
CREATE INDEX log_entry_at ON log_entry (at);

CREATE VIEW log_flat AS
SELECT log_entry.at, coder.name AS coder, CASE log_entry.is_question WHEN 1 THEN 'question' ELSE 'note' END AS entry,
  log_entry.text, log_entry.statement_uid, statement.id AS statement_id, statement.text AS statement_text,
  log_entry.answer, lead.name AS answered_by, log_entry.answered_at
FROM log_entry
LEFT JOIN coder ON coder.uid = log_entry.coder_uid
LEFT JOIN coder AS lead ON lead.uid = log_entry.answered_by
LEFT JOIN statement ON statement.uid = log_entry.statement_uid;

-- A second pass is a coder of its own, whose uid follows from that of the person.
PRAGMA legacy_alter_table = ON;
CREATE TABLE coder_anew (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'adjudicated', 'again'))
) STRICT;
INSERT INTO coder_anew SELECT id, uid, name, kind FROM coder;
DROP TABLE coder;
ALTER TABLE coder_anew RENAME TO coder;
PRAGMA legacy_alter_table = OFF;
