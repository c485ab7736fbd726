"""Plain text files: pasted channels, unrolled threads, articles, speeches.

There is no standard; the shape is found by content (`segmentation.reading`). Nothing is lost on
the way in but the byte order mark; there is no way out.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from annotator.errors import EmptyTextError, FileMissingError, FileUnreadableError, why_unreadable
from annotator.formats.reading import Reading
from annotator.model.corpus import SourceDraft, Unit
from annotator.model.dates import How, StatedDate
from annotator.segmentation.dates import date_in_name
from annotator.segmentation.decode import decode
from annotator.segmentation.reading import Shape, read_shaped

IMPORTER = "plain text 1"


def read(
    path: Path, *, unit: Unit = Unit.SENTENCE, shape: Shape | None = None, language: str = ""
) -> Reading:
    """The sources of a text file; `shape` and `language` are found by content unless given.

    Raises FileMissingError, FileUnreadableError, NotTextError and EmptyTextError.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise FileMissingError(name=path.name) from error
    except OSError as error:
        raise FileUnreadableError(name=path.name, reason=why_unreadable(error)) from error
    return read_bytes(raw, name=path.name, unit=unit, shape=shape, language=language)


def read_bytes(
    raw: bytes,
    *,
    name: str,
    unit: Unit = Unit.SENTENCE,
    shape: Shape | None = None,
    language: str = "",
) -> Reading:
    """As `read`, for bytes that are at hand; `name` is what their file is called.

    A date in the file's name counts where the file is one source that states none of its own.
    """
    decoded = decode(raw, name=name)
    shape, drafts = read_shaped(decoded.text, origin=name, unit=unit, shape=shape, language=language)
    if len(drafts) == 1:
        drafts = [_dated_by_name(drafts[0], Path(name).stem)]
    return Reading(
        drafts=tuple(drafts),
        problems=(*decoded.problems, *_table_doubt(name), *_doubts(drafts)),
        encoding=decoded.encoding,
        sha256=sha256(raw).hexdigest(),
        importer=IMPORTER,
        shape=shape,
    )


def read_pasted(text: str, *, name: str, unit: Unit = Unit.SENTENCE, shape: Shape | None = None) -> Reading:
    """As `read`, for a text that was pasted; `name` is what it is called where it has no title.

    Halves of characters, which no encoding can hold, become U+FFFD with a warning. Raises EmptyTextError.
    """
    if not text.strip():
        raise EmptyTextError(name=name)
    shape, drafts = read_shaped(text, origin=name, unit=unit, shape=shape)
    broken = sum(edit.new.count("\ufffd") for draft in drafts for edit in draft.edits)
    return Reading(
        drafts=tuple(drafts),
        problems=(*_broken_doubt(broken), *_doubts(drafts)),
        encoding="utf-8",
        sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        importer=IMPORTER,
        shape=shape,
    )


def _broken_doubt(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    what = "1 character was" if count == 1 else f"{count} characters were"
    return (f"{what} broken in what was pasted and now reads \ufffd; copy the text again if it matters.",)


def _dated_by_name(draft: SourceDraft, stem: str) -> SourceDraft:
    value = date_in_name(stem)
    if value is None or draft.published.how in {How.METADATA, How.EXPLICIT}:
        return draft
    return replace(draft, published=StatedDate(value, How.FILE_NAME, stem))


def _table_doubt(name: str) -> tuple[str, ...]:
    """What to say of a table, whose columns mean nothing to a reader of plain text."""
    if not name.lower().endswith((".csv", ".tsv")):
        return ()
    return ("This is a table, and it came in as plain text, line by line: speakers and dates were not read.",)


def _doubts(drafts: list[SourceDraft]) -> list[str]:
    if len(drafts) == 1:
        return list(drafts[0].warnings)
    return [f"Post {number}: {doubt}" for number, draft in enumerate(drafts, 1) for doubt in draft.warnings]
