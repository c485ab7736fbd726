-- The analyst's own markers on the timeline. A date is ISO, as far as it is known.

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  date TEXT NOT NULL,
  text TEXT NOT NULL,
  CHECK (length(date) IN (4, 7, 10) AND length(text) > 0)
) STRICT;
CREATE INDEX event_date ON event (date);
