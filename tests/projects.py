"""Random projects full of awkward text, for tests of what always holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

from annotator.model.actors import Actor, ActorId
from annotator.model.adjudication import Provenance, Settlement
from annotator.model.annotation import (
    Absence,
    Annotation,
    AnnotationId,
    Coder,
    CoderId,
    CoderKind,
    Stage,
    Status,
    Value,
    Voice,
)
from annotator.model.codebook import CODE_COLOURS, Code, Codebook, CodeId, Variable, VariableId, VariableKind
from annotator.model.corpus import (
    Dropped,
    DropReason,
    ImportId,
    ImportRecord,
    Part,
    PartId,
    Source,
    SourceId,
    SourceKind,
    Statement,
    StatementId,
    StatementKind,
    Unit,
)
from annotator.model.dates import How, StatedDate
from annotator.model.events import Event, EventId
from annotator.model.keywords import Keywords
from annotator.model.memo import Memo, MemoOn
from annotator.model.project import Project
from annotator.model.reliability import FrozenCoding, FrozenCodingId, LogEntry, LogEntryId
from annotator.model.span import Span
from annotator.model.text import TextEdit
from annotator.model.worklist import KeptFilter, WholeWorklist, Worklist, WorklistId

AWKWARD = (
    *("🇷🇺🇺🇳", "1️⃣0️⃣", "👨‍👩‍👧", "☝️", "e\u0301", "é", "ﬁ", "\u00a0", "\u202f", "\u200b", "\ufeff", "\u00ad"),
    *("שלום abc 123", "\u202eevil", "क्षि", "กำ", "中文", "can& #39;t", "<b>&amp;</b>", '"straight to curly”'),
    *("=1+1", "-1", "@x", 'a "cell", with\tcommas', "Dr. No said … “Stop!” he cried.", "'"),
)
STORED = st.lists(st.sampled_from((*AWKWARD, " ", "\n", "word", "two words")), min_size=1, max_size=8).map(
    "".join
)
"""Text as a source holds it: no line ends but line feeds."""
TEXT = st.one_of(st.just(""), STORED, st.sampled_from(("cr\rlf\r\n", "\u2028", "\x00", "x" * 40_000)))
"""Text that a person writes beside it: anything."""
NAME = STORED.map(lambda text: "x" + text)
"""Never empty; codebook files drop a byte order mark at the start, so there is none."""

T = TypeVar("T")


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """A project in memory, ids counted from 1, all rules kept."""
    codebook = draw(_codebooks())
    coders = tuple(
        Coder(CoderId(number), draw(st.uuids()).hex, f"coder {number}", draw(st.sampled_from(_kinds(number))))
        for number in range(1, draw(st.integers(0, 3)) + 1)
    )
    actors = tuple(
        Actor(
            ActorId(number),
            draw(st.uuids()).hex,
            f"{number} {draw(NAME)}",
            tuple(draw(st.lists(NAME, max_size=2, unique=True))),
            draw(st.dictionaries(NAME, TEXT, max_size=2)),
            draw(TEXT),
        )
        for number in range(1, draw(st.integers(0, 3)) + 1)
    )
    imports = (
        ImportRecord(ImportId(1), draw(NAME), "0" * 64, "test 1", report={"kept": 3}, imported_at="2031"),
    )
    events = tuple(
        Event(EventId(number), draw(st.uuids()).hex, StatedDate(f"{2030 + number}", How.USER), draw(NAME))
        for number in range(1, draw(st.integers(0, 2)) + 1)
    )
    keywords = tuple(
        Keywords(draw(st.sampled_from(CODE_COLOURS)), draw(NAME), draw(st.uuids()).hex)
        for _ in range(draw(st.integers(0, 2)))
    )
    sources = _numbered([draw(_sources(actors)) for _ in range(draw(st.integers(0, 3)))])
    statements = [statement for source in sources for statement in source.statements]
    annotations: list[Annotation] = []
    for statement in statements:
        for coder in coders:
            for _ in range(draw(st.integers(0, 2))):
                number = AnnotationId(len(annotations) + 1)
                annotations.append(draw(_annotations(number, statement, coder, codebook, actors)))
    statuses = [
        Status(
            statement.id, coder.id, draw(st.sampled_from(Stage)), draw(TEXT), draw(st.booleans()), draw(TEXT)
        )
        for statement in statements
        for coder in coders
        if draw(st.booleans())
    ]
    return Project(
        uid=draw(st.uuids()).hex,
        title=draw(NAME),
        codebook=codebook,
        coders=coders,
        actors=actors,
        imports=imports,
        events=events,
        keywords=keywords,
        created_at="2031-03-03T10:00:00.000+00:00",
        sources=sources,
        annotations=tuple(annotations),
        statuses=tuple(statuses),
        settlements=tuple(
            Settlement(
                statement.id,
                draw(st.sampled_from(Provenance)),
                draw(TEXT),
                draw(TEXT),
                draw(st.booleans()),
                "2031-03-03",
            )
            for statement in statements
            if draw(st.booleans())
        ),
        memos=tuple(draw(_memos(coders, sources, codebook))),
        frozen=tuple(
            FrozenCoding(
                FrozenCodingId(number), draw(st.uuids()).hex, draw(NAME), "2031-03-03", draw(TEXT), EMPTY
            )
            for number in range(1, draw(st.integers(1, 3)))
        ),
        log=tuple(draw(_log(number, coders, statements)) for number in range(1, draw(st.integers(1, 4)))),
        filters=tuple(draw(_filters())),
        worklists=tuple(
            draw(_worklists(number, coders, statements)) for number in range(1, draw(st.integers(1, 3)))
        ),
    )


EMPTY = '{"coders":[],"variables":[],"done":[],"excluded":[],"answers":[]}'
"""Frozen coding of nobody."""


@st.composite
def _log(draw: st.DrawFn, number: int, coders: Sequence[Coder], statements: Sequence[Statement]) -> LogEntry:
    by = draw(st.sampled_from([coder.uid for coder in coders])) if coders else "somebody"
    about = draw(st.sampled_from(["", *(statement.uid for statement in statements)]))
    answered = draw(st.booleans())
    return LogEntry(
        LogEntryId(number),
        draw(st.uuids()).hex,
        by,
        f"2031-03-0{number}",
        draw(NAME),
        is_question=draw(st.booleans()),
        statement_uid=about,
        answer=draw(NAME) if answered else "",
        answered_by=by if answered else "",
        answered_at="2031-03-09" if answered else "",
    )


@st.composite
def _worklists(
    draw: st.DrawFn, number: int, coders: Sequence[Coder], statements: Sequence[Statement]
) -> WholeWorklist:
    held = tuple(statement.id for statement in statements if draw(st.booleans()))
    by_uid = sorted(coders, key=lambda coder: coder.uid)
    people = tuple(coder.id for coder in by_uid if draw(st.booleans()))
    worklist = Worklist(
        WorklistId(number), draw(st.uuids()).hex, draw(NAME), people, len(held), draw(TEXT), draw(st.none())
    )
    return WholeWorklist(worklist, held)


@st.composite
def _filters(draw: st.DrawFn) -> list[KeptFilter]:
    wishes = draw(st.sampled_from(("{}", '{"flagged": true, "words": "hárbour🔵"}', '{"stages": ["done"]}')))
    uids = sorted(draw(st.uuids()).hex for _ in range(draw(st.integers(0, 2))))
    return [KeptFilter(uid, f"{draw(NAME)} {number}", wishes) for number, uid in enumerate(uids)]


@st.composite
def _memos(
    draw: st.DrawFn, coders: Sequence[Coder], sources: Sequence[Source], codebook: Codebook
) -> list[Memo]:
    """In the order in which a project gives them."""
    places: list[tuple[MemoOn, int]] = [
        (MemoOn.CODE, code.id) for code in sorted(codebook.codes(), key=lambda code: code.id)
    ]
    for source in sources:
        places.append((MemoOn.SOURCE, source.id))
        places += [(MemoOn.STATEMENT, statement.id) for statement in source.statements]
    return [
        Memo(draw(st.uuids()).hex, coder.id, on, target, draw(STORED))
        for on, target in places
        for coder in coders
        if draw(st.booleans())
    ]


@st.composite
def _codebooks(draw: st.DrawFn) -> Codebook:
    variables = []
    codes = 0
    for number, kind in enumerate(VariableKind, start=1):
        own: list[Code] = []
        for _ in range(3 if kind in {VariableKind.CODE, VariableKind.CODES} else 0):
            codes += 1
            own.append(
                Code(
                    CodeId(codes),
                    draw(st.uuids()).hex,
                    VariableId(number),
                    f"{draw(NAME)} {codes}",
                    parent_id=draw(st.sampled_from([None, *(code.id for code in own[:1])])),
                    opposite_id=draw(st.sampled_from([None, *(code.id for code in own[-1:])])),
                    definition=draw(NAME),
                    examples=tuple(draw(st.lists(NAME, max_size=2))),
                    retired=draw(st.booleans()),
                )
            )
        active = draw(st.booleans())
        uid = draw(st.uuids()).hex
        variables.append(
            Variable(VariableId(number), uid, f"v {number}", kind, active=active, codes=tuple(own))
        )
    return Codebook(draw(st.uuids()).hex, draw(NAME), draw(st.integers(1, 9)), tuple(variables))


@st.composite
def _sources(draw: st.DrawFn, actors: Sequence[Actor]) -> Source:
    """Its ids are still 0."""
    lines = draw(
        st.lists(STORED.map(lambda text: text.replace("\n", " ").strip() or "."), min_size=1, max_size=4)
    )
    lines += lines[:1] if draw(st.booleans()) else []
    text = "\n".join(lines)
    *others, last = _places(lines)
    repeats = draw(
        st.sampled_from([None, *(one for one in others if one.of(text).split() == last.of(text).split())])
    )
    parts = [_part(draw, actors, Span(0, len(text)), place) for place in range(draw(st.integers(0, 2)))]
    return Source(
        id=SourceId(0),
        uid=draw(st.uuids()).hex,
        kind=draw(st.sampled_from(SourceKind)),
        text=text,
        title=draw(TEXT),
        outlet=draw(TEXT),
        published=draw(DATES),
        speaker_id=draw(_actor(actors)),
        unit=draw(st.sampled_from(Unit)),
        parts=tuple(parts),
        statements=tuple(
            Statement(
                id=StatementId(0),
                uid=draw(st.uuids()).hex,
                source_id=SourceId(0),
                span=place,
                text=place.of(text),
                kind=draw(st.sampled_from(StatementKind)),
                part_id=draw(st.sampled_from([None, *(part.id for part in parts)])),
                set_aside=draw(st.booleans()),
                said=draw(DATES),
                speaker_id=draw(_actor(actors)),
                speaker_how=draw(st.sampled_from([None, *How])),
                speaker_evidence=draw(TEXT),
            )
            for place in others
        ),
        dropped=(Dropped(last, draw(st.sampled_from(DropReason)), repeats),),
        edits=(TextEdit(0, "\ud83d\r\n", ""),),
        extra=draw(st.dictionaries(NAME, TEXT, max_size=2)),
        import_id=draw(st.sampled_from([None, ImportId(1)])),
    )


def _part(draw: st.DrawFn, actors: Sequence[Actor], span: Span, place: int) -> Part:
    """Its id is its place in the source, to be numbered through later."""
    number = draw(st.sampled_from([None, "", "1/7"]))
    return Part(PartId(place), SourceId(0), span, number, draw(DATES), draw(_actor(actors)))


DATES = st.builds(
    StatedDate,
    st.sampled_from([None, "2031", "2031-03", "2031-03-03"]),
    st.sampled_from([None, *How]),
    st.sampled_from([None, "", "March 3"]),
)


def _numbered(drawn: Sequence[Source]) -> tuple[Source, ...]:
    """The sources with ids that count from 1 through all of them."""
    from dataclasses import replace

    numbered = []
    parts = statements = 0
    for number, source in enumerate(drawn, start=1):
        source_id = SourceId(number)
        ids = {part.id: PartId(parts + place) for place, part in enumerate(source.parts, start=1)}
        numbered.append(
            replace(
                source,
                id=source_id,
                parts=tuple(replace(part, id=ids[part.id], source_id=source_id) for part in source.parts),
                statements=tuple(
                    replace(
                        statement,
                        id=StatementId(statements + place),
                        source_id=source_id,
                        part_id=None if statement.part_id is None else ids[statement.part_id],
                    )
                    for place, statement in enumerate(source.statements, start=1)
                ),
            )
        )
        parts += len(source.parts)
        statements += len(source.statements)
    return tuple(numbered)


@st.composite
def _annotations(
    draw: st.DrawFn,
    number: AnnotationId,
    statement: Statement,
    coder: Coder,
    codebook: Codebook,
    actors: Sequence[Actor],
) -> Annotation:
    span = None
    if draw(st.booleans()):
        start = draw(st.integers(statement.span.start, statement.span.end - 1))
        span = Span(start, draw(st.integers(start + 1, statement.span.end)))
    return Annotation(
        id=number,
        uid=draw(st.uuids()).hex,
        statement_id=statement.id,
        coder_id=coder.id,
        span=span,
        quote=span.moved(-statement.span.start).of(statement.text) if span else "",
        values=tuple(value for variable in codebook.variables for value in draw(_values(variable, actors))),
        memo=draw(TEXT),
        speaker_id=draw(_actor(actors)),
        voice=draw(st.sampled_from([None, *Voice])),
        codebook_revision=draw(st.integers(1, 9)),
        created_at="2031-03-03T10:00:00.000+00:00",
        updated_at="2031-03-03T10:00:01.000+00:00",
    )


@st.composite
def _values(draw: st.DrawFn, variable: Variable, actors: Sequence[Actor]) -> list[Value]:
    state = draw(st.sampled_from(("coded", "coded", "not coded", *Absence)))
    match variable.kind:
        case _ if state == "not coded":
            return []
        case _ if state in set(Absence):
            return [Value(variable.id, absence=Absence(state))]
        case VariableKind.CODE | VariableKind.CODES:
            several = (
                draw(_some(variable.codes)) if variable.kind is VariableKind.CODES else variable.codes[1:2]
            )
            return [Value(variable.id, code_id=code.id) for code in several]
        case VariableKind.ACTORS:
            return [Value(variable.id, actor_id=actor.id) for actor in draw(_some(actors))]
        case VariableKind.NUMBER:
            return [Value(variable.id, number=draw(st.sampled_from(["0", "-3.50", "1e9"])))]
        case VariableKind.TEXT:
            return [Value(variable.id, text=draw(TEXT))]


def _some(items: Sequence[T]) -> st.SearchStrategy[list[T]]:
    if not items:
        return st.just([])
    return st.lists(st.sampled_from(items), max_size=2, unique_by=id)


def _actor(actors: Sequence[Actor]) -> st.SearchStrategy[ActorId | None]:
    return st.sampled_from([None, *(actor.id for actor in actors)])


def _places(lines: Sequence[str]) -> list[Span]:
    spans = []
    start = 0
    for line in lines:
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def _kinds(number: int) -> list[CoderKind]:
    """A project has one settled result at most; the first coder may hold it."""
    return [kind for kind in CoderKind if number == 1 or kind is not CoderKind.ADJUDICATED]
