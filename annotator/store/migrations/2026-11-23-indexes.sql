-- Indexes that came into the first schema when files of it were about already; those files get them here.

CREATE INDEX IF NOT EXISTS source_published ON source (published) WHERE published IS NOT NULL;
CREATE INDEX IF NOT EXISTS part_date ON part (date) WHERE date IS NOT NULL;
CREATE INDEX IF NOT EXISTS statement_said ON statement (said) WHERE said IS NOT NULL;
CREATE INDEX IF NOT EXISTS status_flagged ON status (coder_id, statement_id) WHERE flagged;
DROP INDEX statement_source;
CREATE INDEX statement_source ON statement (source_id, span_start, set_aside);
