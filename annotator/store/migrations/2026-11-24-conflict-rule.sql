-- By which rule a conflict was decided, kept with it: later, fuller, stays, first key, or by hand.

ALTER TABLE conflict ADD COLUMN rule TEXT NOT NULL DEFAULT 'later'
  CHECK (rule IN ('later', 'fuller', 'stays', 'first key', 'by hand'));

UPDATE conflict SET rule = 'stays' WHERE field = '';
UPDATE conflict SET rule = 'first key' WHERE table_name = 'code' AND field = 'key' AND other_value IS NULL;
