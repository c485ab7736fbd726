-- The first schema. Positions are code points in the source's stored text, half-open.

CREATE TABLE project (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uid TEXT NOT NULL,
  title TEXT NOT NULL,
  time_zone TEXT NOT NULL DEFAULT 'UTC',
  codebook_uid TEXT NOT NULL,
  codebook_name TEXT NOT NULL,
  codebook_revision INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE coder (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'adjudicated'))
) STRICT;

CREATE TABLE actor (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  attributes TEXT NOT NULL DEFAULT '{}',
  note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE actor_alias (
  id INTEGER PRIMARY KEY,
  actor_id INTEGER NOT NULL REFERENCES actor (id),
  name TEXT NOT NULL
) STRICT;
CREATE INDEX actor_alias_actor ON actor_alias (actor_id);

CREATE TABLE variable (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('code', 'codes', 'actors', 'number', 'text')),
  definition TEXT NOT NULL DEFAULT '',
  required INTEGER NOT NULL DEFAULT 0 CHECK (required IN (0, 1)),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE code (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  variable_id INTEGER NOT NULL REFERENCES variable (id),
  parent_id INTEGER REFERENCES code (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  colour TEXT NOT NULL DEFAULT '#888888',
  key TEXT NOT NULL DEFAULT '',
  definition TEXT NOT NULL DEFAULT '',
  use_when TEXT NOT NULL DEFAULT '',
  avoid_when TEXT NOT NULL DEFAULT '',
  examples TEXT NOT NULL DEFAULT '[]',
  attributes TEXT NOT NULL DEFAULT '{}',
  opposite_id INTEGER REFERENCES code (id),
  retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
) STRICT;
CREATE INDEX code_variable ON code (variable_id, position);
CREATE INDEX code_parent ON code (parent_id);
CREATE INDEX code_opposite ON code (opposite_id);

CREATE TABLE import_record (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  importer TEXT NOT NULL,
  encoding TEXT NOT NULL,
  report TEXT NOT NULL DEFAULT '{}',
  imported_at TEXT NOT NULL
) STRICT;
CREATE INDEX import_record_sha256 ON import_record (sha256);

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  import_id INTEGER REFERENCES import_record (id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  outlet TEXT NOT NULL DEFAULT '',
  author TEXT NOT NULL DEFAULT '',
  url TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  external_id TEXT NOT NULL DEFAULT '',
  origin TEXT NOT NULL DEFAULT '',
  unit TEXT NOT NULL DEFAULT 'sentence',
  published TEXT,
  published_how TEXT,
  published_evidence TEXT,
  speaker_id INTEGER REFERENCES actor (id),
  speaker_how TEXT,
  speaker_evidence TEXT NOT NULL DEFAULT '',
  extra TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX source_import ON source (import_id);
CREATE INDEX source_speaker ON source (speaker_id);

-- Apart from its source, so that a corrected title does not carry the text through the journal.
CREATE TABLE source_text (
  source_id INTEGER PRIMARY KEY REFERENCES source (id),
  text TEXT NOT NULL,
  edits TEXT NOT NULL DEFAULT '[]'
) STRICT;

CREATE TABLE part (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  number TEXT,
  date TEXT,
  date_how TEXT,
  date_evidence TEXT,
  speaker_id INTEGER REFERENCES actor (id),
  speaker_how TEXT,
  speaker_evidence TEXT NOT NULL DEFAULT '',
  CHECK (0 <= span_start AND span_start < span_end)
) STRICT;
CREATE INDEX part_source ON part (source_id, span_start);
CREATE INDEX part_speaker ON part (speaker_id);

CREATE TABLE dropped (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  reason TEXT NOT NULL,
  CHECK (0 <= span_start AND span_start < span_end)
) STRICT;
CREATE INDEX dropped_source ON dropped (source_id, span_start);

CREATE TABLE statement (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  source_id INTEGER NOT NULL REFERENCES source (id),
  part_id INTEGER REFERENCES part (id),
  kind TEXT NOT NULL DEFAULT 'body' CHECK (kind IN ('body', 'title', 'standfirst', 'caption', 'tags')),
  set_aside INTEGER NOT NULL DEFAULT 0 CHECK (set_aside IN (0, 1)),
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  text TEXT NOT NULL,
  said TEXT,
  said_how TEXT,
  said_evidence TEXT,
  speaker_id INTEGER REFERENCES actor (id),
  speaker_how TEXT,
  speaker_evidence TEXT NOT NULL DEFAULT '',
  CHECK (0 <= span_start AND span_start < span_end),
  CHECK (length(text) = span_end - span_start)
) STRICT;
CREATE INDEX statement_source ON statement (source_id, span_start);
CREATE INDEX statement_part ON statement (part_id);
CREATE INDEX statement_speaker ON statement (speaker_id);

CREATE TABLE annotation (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  statement_id INTEGER NOT NULL REFERENCES statement (id),
  coder_id INTEGER NOT NULL REFERENCES coder (id),
  span_start INTEGER,
  span_end INTEGER,
  quote TEXT NOT NULL DEFAULT '',
  memo TEXT NOT NULL DEFAULT '',
  speaker_id INTEGER REFERENCES actor (id),
  voice TEXT CHECK (voice IN ('quote', 'paraphrase', 'author')),
  made_by TEXT NOT NULL DEFAULT 'hand',
  codebook_revision INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CHECK ((span_start IS NULL) = (span_end IS NULL)),
  CHECK (span_start IS NULL OR span_start < span_end)
) STRICT;
CREATE INDEX annotation_statement ON annotation (statement_id, coder_id);
CREATE INDEX annotation_coder ON annotation (coder_id, statement_id);
CREATE INDEX annotation_speaker ON annotation (speaker_id);

CREATE TABLE value (
  id INTEGER PRIMARY KEY,
  annotation_id INTEGER NOT NULL REFERENCES annotation (id),
  variable_id INTEGER NOT NULL REFERENCES variable (id),
  code_id INTEGER REFERENCES code (id),
  actor_id INTEGER REFERENCES actor (id),
  number TEXT,
  text TEXT,
  absence TEXT CHECK (absence IN ('not applicable', 'undecided')),
  CHECK ((code_id IS NOT NULL) + (actor_id IS NOT NULL) + (number IS NOT NULL)
    + (text IS NOT NULL) + (absence IS NOT NULL) = 1)
) STRICT;
CREATE UNIQUE INDEX value_once ON value (annotation_id, variable_id, ifnull(code_id, 0), ifnull(actor_id, 0));
CREATE INDEX value_code ON value (code_id, annotation_id);
CREATE INDEX value_actor ON value (actor_id, annotation_id);
CREATE INDEX value_variable ON value (variable_id, annotation_id);

CREATE TABLE status (
  id INTEGER PRIMARY KEY,
  statement_id INTEGER NOT NULL REFERENCES statement (id),
  coder_id INTEGER NOT NULL REFERENCES coder (id),
  stage TEXT NOT NULL DEFAULT 'untouched'
    CHECK (stage IN ('untouched', 'begun', 'done', 'skipped', 'excluded')),
  reason TEXT NOT NULL DEFAULT '',
  flagged INTEGER NOT NULL DEFAULT 0 CHECK (flagged IN (0, 1)),
  note TEXT NOT NULL DEFAULT '',
  UNIQUE (statement_id, coder_id)
) STRICT;
CREATE INDEX status_coder ON status (coder_id, stage, statement_id);

-- The journal: one step a user action, one change a row. Images are JSON objects of the row.
CREATE TABLE step (
  id INTEGER PRIMARY KEY,
  action TEXT NOT NULL,
  details TEXT NOT NULL DEFAULT '{}',
  coder_id INTEGER,
  at TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'abandoned'))
) STRICT;
CREATE INDEX step_state ON step (state, id);

CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  step_id INTEGER NOT NULL REFERENCES step (id),
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  op TEXT NOT NULL CHECK (op IN ('insert', 'update', 'delete')),
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX change_step ON change (step_id, id);

-- Rules that hold whoever writes, this program or another.
CREATE TRIGGER annotation_quotes_its_statement BEFORE INSERT ON annotation BEGIN
  SELECT RAISE(ABORT, 'an annotation lies inside its statement and quotes it') FROM statement
  WHERE statement.id = NEW.statement_id AND NEW.span_start IS NOT NULL AND NOT (
    NEW.span_start >= statement.span_start AND NEW.span_end <= statement.span_end
    AND NEW.quote = substr(statement.text, NEW.span_start - statement.span_start + 1,
      NEW.span_end - NEW.span_start));
END;
CREATE TRIGGER annotation_still_quotes_its_statement BEFORE UPDATE OF statement_id, span_start, span_end, quote
ON annotation BEGIN
  SELECT RAISE(ABORT, 'an annotation lies inside its statement and quotes it') FROM statement
  WHERE statement.id = NEW.statement_id AND NEW.span_start IS NOT NULL AND NOT (
    NEW.span_start >= statement.span_start AND NEW.span_end <= statement.span_end
    AND NEW.quote = substr(statement.text, NEW.span_start - statement.span_start + 1,
      NEW.span_end - NEW.span_start));
END;
CREATE TRIGGER value_fits_its_variable BEFORE INSERT ON value BEGIN
  SELECT RAISE(ABORT, 'a code belongs to its variable')
  WHERE NEW.code_id IS NOT NULL
    AND NEW.variable_id <> (SELECT variable_id FROM code WHERE id = NEW.code_id);
  SELECT RAISE(ABORT, 'this variable holds one value')
  WHERE EXISTS (SELECT 1 FROM value AS other WHERE other.annotation_id = NEW.annotation_id
      AND other.variable_id = NEW.variable_id)
    AND (NEW.absence IS NOT NULL
      OR (SELECT kind FROM variable WHERE id = NEW.variable_id) NOT IN ('codes', 'actors')
      OR EXISTS (SELECT 1 FROM value AS other WHERE other.annotation_id = NEW.annotation_id
        AND other.variable_id = NEW.variable_id AND other.absence IS NOT NULL));
END;
CREATE TRIGGER stored_text_never_changes BEFORE UPDATE OF text ON source_text BEGIN
  SELECT RAISE(ABORT, 'the stored text of a source never changes');
END;

CREATE VIRTUAL TABLE statement_search USING fts5 (
  text, content = 'statement', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER statement_search_insert AFTER INSERT ON statement BEGIN
  INSERT INTO statement_search (rowid, text) VALUES (NEW.id, NEW.text);
END;
CREATE TRIGGER statement_search_delete AFTER DELETE ON statement BEGIN
  INSERT INTO statement_search (statement_search, rowid, text) VALUES ('delete', OLD.id, OLD.text);
END;
CREATE TRIGGER statement_search_update AFTER UPDATE OF text ON statement BEGIN
  INSERT INTO statement_search (statement_search, rowid, text) VALUES ('delete', OLD.id, OLD.text);
  INSERT INTO statement_search (rowid, text) VALUES (NEW.id, NEW.text);
END;

-- Flat views for R, pandas, Datasette and DB Browser. Speaker and date are inherited:
-- annotation, statement, part, source.
CREATE VIEW statements_flat AS
SELECT statement.id AS statement_id, statement.uid AS statement_uid, source.id AS source_id,
  source.uid AS source_uid, source.title AS source_title, source.outlet, source.url, source.kind AS source_kind,
  part.number AS part, statement.kind, statement.set_aside, statement.text,
  statement.span_start, statement.span_end,
  coalesce(statement_actor.name, part_actor.name, source_actor.name) AS speaker,
  coalesce(statement.speaker_id, part.speaker_id, source.speaker_id) AS speaker_id,
  CASE WHEN statement.speaker_id IS NOT NULL THEN statement.speaker_how
    WHEN part.speaker_id IS NOT NULL THEN part.speaker_how ELSE source.speaker_how END AS speaker_how,
  coalesce(statement.said, part.date, source.published) AS date,
  CASE length(coalesce(statement.said, part.date, source.published))
    WHEN 10 THEN 'day' WHEN 7 THEN 'month' WHEN 4 THEN 'year' ELSE 'none' END AS date_precision,
  CASE WHEN statement.said IS NOT NULL THEN statement.said_how
    WHEN part.date IS NOT NULL THEN part.date_how ELSE source.published_how END AS date_how,
  CASE WHEN statement.said IS NOT NULL THEN statement.said_evidence
    WHEN part.date IS NOT NULL THEN part.date_evidence ELSE source.published_evidence END AS date_evidence,
  coalesce(part.date, source.published) AS published
FROM statement
JOIN source ON source.id = statement.source_id
LEFT JOIN part ON part.id = statement.part_id
LEFT JOIN actor AS statement_actor ON statement_actor.id = statement.speaker_id
LEFT JOIN actor AS part_actor ON part_actor.id = part.speaker_id
LEFT JOIN actor AS source_actor ON source_actor.id = source.speaker_id;

CREATE VIEW annotations_flat AS
SELECT annotation.id AS annotation_id, annotation.uid AS annotation_uid, coder.name AS coder,
  coder.kind AS coder_kind, statements_flat.*, annotation.span_start AS annotation_start,
  annotation.span_end AS annotation_end, annotation.quote, variable.name AS variable,
  coalesce(code.name, actor.name, value.number, value.text, value.absence) AS value,
  CASE WHEN value.absence IS NOT NULL THEN value.absence WHEN value.id IS NULL THEN 'not coded'
    ELSE 'coded' END AS value_state,
  code.uid AS code_uid, actor.uid AS actor_uid, annotation.memo,
  own_speaker.name AS annotation_speaker, annotation.voice, annotation.made_by,
  annotation.codebook_revision, annotation.created_at, annotation.updated_at
FROM annotation
JOIN coder ON coder.id = annotation.coder_id
JOIN statements_flat ON statements_flat.statement_id = annotation.statement_id
LEFT JOIN value ON value.annotation_id = annotation.id
LEFT JOIN variable ON variable.id = value.variable_id
LEFT JOIN code ON code.id = value.code_id
LEFT JOIN actor ON actor.id = value.actor_id
LEFT JOIN actor AS own_speaker ON own_speaker.id = annotation.speaker_id;

CREATE VIEW codebook_flat AS
SELECT variable.position AS variable_position, variable.name AS variable, variable.kind,
  variable.active, variable.required, code.position, code.name AS code, parent.name AS parent,
  code.colour, code.key, code.definition, code.use_when, code.avoid_when, code.examples,
  opposite.name AS opposite, code.retired, code.uid AS code_uid
FROM variable
LEFT JOIN code ON code.variable_id = variable.id
LEFT JOIN code AS parent ON parent.id = code.parent_id
LEFT JOIN code AS opposite ON opposite.id = code.opposite_id;

CREATE VIEW statuses_flat AS
SELECT status.statement_id, statement.uid AS statement_uid, coder.name AS coder, status.stage,
  status.reason, status.flagged, status.note
FROM status
JOIN statement ON statement.id = status.statement_id
JOIN coder ON coder.id = status.coder_id;
