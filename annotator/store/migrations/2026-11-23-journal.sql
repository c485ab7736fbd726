-- What a step takes up and whom it concerns, so that the journal can be searched and kept within a limit.

-- How many rows the step changed, how many bytes its notes take, and whether only its title is left.
ALTER TABLE step ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE step ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
ALTER TABLE step ADD COLUMN compacted INTEGER NOT NULL DEFAULT 0 CHECK (compacted IN (0, 1));
CREATE INDEX step_coder ON step (coder_id, id);
CREATE INDEX step_to_compact ON step (id) WHERE state = 'abandoned' AND compacted = 0;

-- The statements a step concerns; none for a step that changed very many rows.
CREATE TABLE step_statement (
  step_id INTEGER NOT NULL REFERENCES step (id),
  statement_id INTEGER NOT NULL,
  PRIMARY KEY (step_id, statement_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX step_statement_statement ON step_statement (statement_id, step_id);

UPDATE step SET changes = (SELECT count(*) FROM change WHERE step_id = step.id),
  size = (SELECT ifnull(sum(48 + ifnull(length(before), 0) + ifnull(length(after), 0)), 0)
    FROM change WHERE step_id = step.id),
  compacted = (state = 'abandoned');
INSERT INTO step_statement (step_id, statement_id)
SELECT DISTINCT step_id, statement_id FROM (
  SELECT step_id, row_id AS statement_id FROM change WHERE table_name = 'statement'
  UNION ALL SELECT step_id, coalesce(json_extract(before, '$.statement_id'), json_extract(after, '$.statement_id'),
      (SELECT statement_id FROM annotation WHERE id = row_id))
    FROM change WHERE table_name = 'annotation'
  UNION ALL SELECT step_id, coalesce(json_extract(before, '$.statement_id'), json_extract(after, '$.statement_id'),
      (SELECT statement_id FROM status WHERE id = row_id))
    FROM change WHERE table_name = 'status'
)
WHERE statement_id IS NOT NULL AND step_id IN (SELECT id FROM step WHERE changes <= 500);
