-- Notes of coders on statements, sources and codes; what they note on an annotation stands in that itself.

CREATE TABLE memo (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  coder_id INTEGER NOT NULL REFERENCES coder (id) ON DELETE CASCADE,
  statement_id INTEGER REFERENCES statement (id) ON DELETE CASCADE,
  source_id INTEGER REFERENCES source (id) ON DELETE CASCADE,
  code_id INTEGER REFERENCES code (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  CHECK ((statement_id IS NOT NULL) + (source_id IS NOT NULL) + (code_id IS NOT NULL) = 1)
) STRICT;
CREATE UNIQUE INDEX memo_statement ON memo (statement_id, coder_id) WHERE statement_id IS NOT NULL;
CREATE UNIQUE INDEX memo_source ON memo (source_id, coder_id) WHERE source_id IS NOT NULL;
CREATE UNIQUE INDEX memo_code ON memo (code_id, coder_id) WHERE code_id IS NOT NULL;
CREATE INDEX memo_coder ON memo (coder_id);

CREATE VIEW memos_flat AS
SELECT coder.name AS coder, memo.text, memo.statement_id, statement.uid AS statement_uid,
  statement.text AS statement_text, coalesce(memo.source_id, statement.source_id) AS source_id,
  source.uid AS source_uid, source.title AS source_title, code.name AS code, code.uid AS code_uid
FROM memo
JOIN coder ON coder.id = memo.coder_id
LEFT JOIN statement ON statement.id = memo.statement_id
LEFT JOIN source ON source.id = coalesce(memo.source_id, statement.source_id)
LEFT JOIN code ON code.id = memo.code_id;
