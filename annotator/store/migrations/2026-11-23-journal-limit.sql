-- What keeps the journal within its limit is found at once: the steps that can be undone with what their
-- notes take, and those of which notes are still to be dropped.

CREATE INDEX step_kept ON step (id, size) WHERE compacted = 0;
CREATE INDEX step_to_drop ON step (id) WHERE compacted = 1 AND size > 0;
DROP INDEX step_to_compact;
