"""Sources, their parts, and the statements that are coded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from annotator.model.actors import ActorId
from annotator.model.dates import UNDATED, How, StatedDate
from annotator.model.span import Span
from annotator.model.text import TextEdit

SourceId = NewType("SourceId", int)
PartId = NewType("PartId", int)
StatementId = NewType("StatementId", int)
ImportId = NewType("ImportId", int)


class SourceKind(StrEnum):
    """What sort of text a source is."""

    ARTICLE = "article"
    POST = "post"
    THREAD = "thread"
    SPEECH = "speech"
    ROW = "row"
    TEXT = "text"


class StatementKind(StrEnum):
    """What a statement is in its source; all but body are set aside at first."""

    BODY = "body"
    TITLE = "title"
    STANDFIRST = "standfirst"
    CAPTION = "caption"
    TAGS = "tags"


class Unit(StrEnum):
    """What a source is cut into."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    POST = "post"


class DropReason(StrEnum):
    """Why a stretch of a source's text is in no statement."""

    COPY = "copy"
    HEADER = "header"
    DATE_LINE = "date line"
    NUMBER = "number"
    LINK = "link"
    CREDIT = "credit"
    KICKER = "kicker"
    LEAD_IN = "lead-in"
    OUTLET = "outlet"
    ELISION = "elision"
    MARKER = "marker"
    PAGE_FURNITURE = "page furniture"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks: the name as it will stand in the register, how it was found, and in which words."""

    name: str
    how: How
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of the stored text that is in no statement, and why; it can be taken back.

    `repeats` is the line before it that a copy says again, in the same text; None where that is not known.
    """

    span: Span
    reason: DropReason
    repeats: Span | None = None


@dataclass(frozen=True, slots=True)
class PartDraft:
    """A part as a reader proposes it: the tweet of a thread, the utterance of a debate."""

    span: Span
    number: str | None = None
    date: StatedDate = UNDATED
    speaker: Attribution | None = None


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """A statement as a reader proposes it; `part` counts the draft's parts from 0."""

    span: Span
    kind: StatementKind = StatementKind.BODY
    part: int | None = None
    said: StatedDate = UNDATED
    speaker: Attribution | None = None


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A source as a reader proposes it, before it has a place in a project.

    `text` is the stored text. Every character of it that is not blank lies in exactly one
    statement or one dropped stretch; both are in the order of the text. `extra` holds what
    else the file said of the source, by name.
    """

    text: str
    kind: SourceKind = SourceKind.TEXT
    title: str = ""
    outlet: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    external_id: str = ""
    origin: str = ""
    published: StatedDate = UNDATED
    speaker: Attribution | None = None
    unit: Unit = Unit.SENTENCE
    parts: tuple[PartDraft, ...] = ()
    statements: tuple[StatementDraft, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    edits: tuple[TextEdit, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """What is kept of an import: the file as it was, who read it, and what there was to report."""

    id: ImportId
    name: str
    sha256: str
    importer: str
    encoding: str = "utf-8"
    report: Mapping[str, object] = field(default_factory=dict)
    imported_at: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a source with its own number, date or speaker."""

    id: PartId
    source_id: SourceId
    span: Span
    number: str | None = None
    date: StatedDate = UNDATED
    speaker_id: ActorId | None = None
    speaker_how: How | None = None
    speaker_evidence: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """The unit that is coded: a slice of a source's stored text.

    `said` and the speaker are its own; where they are empty, the part's and then the source's hold.
    """

    id: StatementId
    uid: str
    source_id: SourceId
    span: Span
    text: str
    kind: StatementKind = StatementKind.BODY
    part_id: PartId | None = None
    set_aside: bool = False
    said: StatedDate = UNDATED
    speaker_id: ActorId | None = None
    speaker_how: How | None = None
    speaker_evidence: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One text with its metadata, parts and statements; the text never changes."""

    id: SourceId
    uid: str
    kind: SourceKind
    text: str
    title: str = ""
    outlet: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    external_id: str = ""
    origin: str = ""
    published: StatedDate = UNDATED
    speaker_id: ActorId | None = None
    speaker_how: How | None = None
    speaker_evidence: str = ""
    unit: Unit = Unit.SENTENCE
    parts: tuple[Part, ...] = ()
    statements: tuple[Statement, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    edits: tuple[TextEdit, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    import_id: ImportId | None = None
