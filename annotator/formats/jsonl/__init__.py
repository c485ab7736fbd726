"""A whole project as JSON lines: nothing is lost but the history of edits.

One record a line, UTF-8, line feeds, each with its `type`, in this order: `project`, `codebook`,
`coder` …, `actor` …, `import` …, `event` …, `frozen` …, `log` …, `filter` …, `keywords` …, then source
by source a `source` followed by its `statement` records, then `annotation` …, `status` …, `settlement` …,
`memo` …, `worklist` …. Equal projects give equal bytes.

- Everything is named by uid; imports have none and are numbered from 1.
- `start` and `end` count code points of the source's stored `text`, half-open.
- Every key is always there; null and "" mean that there is none.
- A date is an object of `value`, `precision`, `how`, `evidence`. Dates and speakers of a statement
  are its own; where it has none, those of its part hold, then those of its source.
- `part` of a statement counts the `parts` of its source from 0.
- A stretch of `dropped` that is a copy may say which place of the text it `repeats`.
- `edits` of a source are the repairs on the way in: at `start` stands `new` where the file had `old`.
- A value names its `variable` and exactly one of `code`, `actor`, `number`, `text`, `absence`.
- A `memo` is one coder's note on exactly one of `statement`, `source` and `code`.
- `frozen` is what all coders had done at a moment, for comparing with later: `coding` holds uids of
  coders and variables, the answers (uids, numbers, *not applicable*, *undecided*), and who had done or
  excluded which statement; an annotation is [start, end, variable, answer, variable …], by their places.
- `log` is a note on the work, or a question with its answer.
- A `filter` is one of the queue, kept by name; its `wishes` name things by uid.
- `keywords` are words that stand out in the text, one group of one colour a record; they are no labels.
- A `worklist` holds the statements that some coders are to code, such as a sample.
- The `codebook` record is what a codebook file holds, see codebook_json.
"""

from __future__ import annotations

from annotator.formats.format import Format
from annotator.formats.jsonl.reading import read
from annotator.formats.jsonl.writing import write

FORMAT = Format(
    name="jsonl",
    ending=".jsonl",
    title="JSON lines (whole project)",
    summary="Everything but the history of edits, one record a line; a new project can be made from it.",
    write_project=write,
    read_project=read,
)
