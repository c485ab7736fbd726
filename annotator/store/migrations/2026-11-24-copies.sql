-- Which line a folded copy says again, so that it can be counted with the statements that begin there.

ALTER TABLE dropped ADD COLUMN repeats_start INTEGER;
ALTER TABLE dropped ADD COLUMN repeats_end INTEGER CHECK ((repeats_start IS NULL) = (repeats_end IS NULL)
  AND (repeats_start IS NULL
    OR (0 <= repeats_start AND repeats_start < repeats_end AND repeats_end <= span_start)));
CREATE INDEX dropped_copy ON dropped (source_id, repeats_start, repeats_end) WHERE repeats_start IS NOT NULL;

-- Of older imports it is the first line with the same characters; where blanks differ, nothing is said.
UPDATE dropped SET repeats_start = line.first, repeats_end = line.first + line.length
FROM (
  SELECT copy.id, copy.span_end - copy.span_start AS length,
    instr(char(10) || text || char(10),
      char(10) || substr(text, copy.span_start + 1, copy.span_end - copy.span_start) || char(10)) - 1 AS first
  FROM dropped AS copy JOIN source_text USING (source_id) WHERE copy.reason = 'copy'
) AS line
WHERE line.id = dropped.id AND line.first >= 0 AND line.first + line.length <= dropped.span_start;

CREATE VIEW copies_flat AS
SELECT statement.id AS statement_id, statement.uid AS statement_uid, source.id AS source_id,
  source.uid AS source_uid, dropped.span_start, dropped.span_end,
  substr(source_text.text, dropped.span_start + 1, dropped.span_end - dropped.span_start) AS text
FROM dropped
JOIN statement ON statement.source_id = dropped.source_id
  AND statement.span_start >= dropped.repeats_start AND statement.span_start < dropped.repeats_end
JOIN source ON source.id = dropped.source_id
JOIN source_text ON source_text.source_id = dropped.source_id;
