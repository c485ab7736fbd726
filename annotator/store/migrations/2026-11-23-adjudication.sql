-- What was decided about statements on which coders differed, or agreed. The answer itself is what the
-- coder of kind 'adjudicated' says there.

CREATE TABLE settlement (
  id INTEGER PRIMARY KEY,
  statement_id INTEGER NOT NULL UNIQUE REFERENCES statement (id),
  provenance TEXT NOT NULL CHECK (provenance IN ('unanimous', 'adjudicated', 'open')),
  reason TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  codebook_should_change INTEGER NOT NULL DEFAULT 0 CHECK (codebook_should_change IN (0, 1)),
  at TEXT NOT NULL
) STRICT;

CREATE VIEW settlements_flat AS
SELECT settlement.statement_id, statements_flat.statement_uid, statements_flat.source_title, statements_flat.text,
  settlement.provenance, settlement.reason, settlement.note, settlement.codebook_should_change, settlement.at
FROM settlement
JOIN statements_flat ON statements_flat.statement_id = settlement.statement_id;

-- The same columns as before, and for the adjudicated coder how the statement was settled.
DROP VIEW annotations_flat;
CREATE VIEW annotations_flat AS
SELECT annotation.id AS annotation_id, annotation.uid AS annotation_uid, coder.name AS coder,
  coder.kind AS coder_kind, statements_flat.*, annotation.span_start AS annotation_start,
  annotation.span_end AS annotation_end, annotation.quote, variable.name AS variable,
  coalesce(code.name, actor.name, value.number, value.text, value.absence) AS value,
  CASE WHEN value.absence IS NOT NULL THEN value.absence WHEN value.id IS NULL THEN 'not coded'
    ELSE 'coded' END AS value_state,
  code.uid AS code_uid, actor.uid AS actor_uid, annotation.memo,
  own_speaker.name AS annotation_speaker, annotation.voice, annotation.made_by,
  annotation.codebook_revision, annotation.created_at, annotation.updated_at,
  settlement.provenance, settlement.reason AS settlement_reason, settlement.note AS settlement_note
FROM annotation
JOIN coder ON coder.id = annotation.coder_id
JOIN statements_flat ON statements_flat.statement_id = annotation.statement_id
LEFT JOIN value ON value.annotation_id = annotation.id
LEFT JOIN variable ON variable.id = value.variable_id
LEFT JOIN code ON code.id = value.code_id
LEFT JOIN actor ON actor.id = value.actor_id
LEFT JOIN actor AS own_speaker ON own_speaker.id = annotation.speaker_id
LEFT JOIN settlement ON settlement.statement_id = annotation.statement_id AND coder.kind = 'adjudicated';
