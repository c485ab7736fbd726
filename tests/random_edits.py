"""Any verb at random on whatever the project holds, for tests of what must always hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TypeVar

from annotator.edits.actors import add_actor, change_actor, delete_actor
from annotator.edits.adjudication import (
    add_adjudicated,
    adopt,
    adopt_beside,
    reopen,
    settle,
    settle_unanimous,
)
from annotator.edits.again import begin_again
from annotator.edits.annotations import (
    annotate,
    delete_annotations,
    move_span,
    set_memo,
    set_values,
    set_voice,
)
from annotator.edits.bulk import flag_statements
from annotator.edits.codebooks import adopt_codebook, import_codebook
from annotator.edits.coders import add_coder, rename_coder
from annotator.edits.codes import (
    add_code,
    add_variable,
    change_code,
    change_variable,
    delete_code,
    merge_codes,
    move_code,
    move_variable,
    retire_code,
    set_opposite,
    split_code,
)
from annotator.edits.coining import coin
from annotator.edits.confirming import confirm_annotations
from annotator.edits.correcting import Correction, correct
from annotator.edits.events import add_event, add_events, change_event, delete_event
from annotator.edits.files import import_files
from annotator.edits.frozen import delete_frozen, freeze_coding
from annotator.edits.hits import annotate_hits
from annotator.edits.joining import join_actors, join_coders
from annotator.edits.keywords import keep_keywords
from annotator.edits.log import answer_question, change_entry, delete_entry, write_log
from annotator.edits.memos import write_memo
from annotator.edits.sources import Origin, import_sources
from annotator.edits.spans import join_annotations, split_annotation
from annotator.edits.statements import join_statements, split_statement
from annotator.edits.statuses import set_aside, set_flag, set_stage
from annotator.edits.worklists import delete_filter, delete_worklist, draw_sample, save_filter
from annotator.errors import RuleError
from annotator.model.adjudication import Provenance
from annotator.model.annotation import Absence, Annotation, CoderId, Stage, Value, Voice
from annotator.model.codebook import CODE_COLOURS, Code, Variable, VariableId, VariableKind
from annotator.model.keywords import Keywords
from annotator.model.memo import MemoOn
from annotator.model.span import Span
from annotator.model.text import one_line, to_stored_text
from annotator.store.annotations import annotations_of, read_annotations
from annotator.store.corpus import StatementRow, statement_rows
from annotator.store.events import read_events
from annotator.store.frozen import read_frozen
from annotator.store.keywords import read_keywords
from annotator.store.log import read_log
from annotator.store.queue import QueueFilter
from annotator.store.registers import read_actors, read_codebook, read_coders
from annotator.store.settlements import read_settlements
from annotator.store.store import Store
from annotator.store.worklists import read_saved_filters, read_worklists
from tests.builders import codebook, draft

T = TypeVar("T")
COINABLE = {VariableKind.CODE, VariableKind.CODES, VariableKind.ACTORS}
Verb = Callable[[Store, Random], None]

WORDS = (
    *("harbour", "treaty", "🇺🇳", "e\u0301tat", "שלום", "‘quoted’", "null\x00byte", "1️⃣", "क्षि", "and", "the"),
    *("line", "of", "ships", "'", '"', "%s", "{name}", "\\", "\u2028"),
)


def begin(store: Store, random: Random) -> None:
    """Something to edit: a codebook, two coders, some texts."""
    adopt_codebook(store, codebook())
    for _ in range(2):
        _add_coder(store, random)
        _import(store, random)


def edit(store: Store, random: Random, verbs: Sequence[Verb] | None = None) -> str:
    """One verb, with arguments that mostly fit; which one it was. Rules may refuse it."""
    verb = random.choice(verbs or VERBS)
    try:
        verb(store, random)
    except RuleError as refused:
        return f"{verb.__name__}, refused: {refused}"
    return verb.__name__


def step(store: Store, random: Random) -> str:
    """One verb, or an undo, or a redo."""
    turn = random.random()
    try:
        if turn < 0.15:
            store.undo()
            return "undo"
        if turn < 0.25:
            store.redo()
            return "redo"
    except RuleError:
        pass
    return edit(store, random)


def _annotate(store: Store, random: Random) -> None:
    row = _statement(store, random)
    annotate(
        store,
        row.id,
        _coder(store, random),
        span=_span(row, random) if random.random() < 0.8 else None,
        values=[
            value
            for variable in read_codebook(store).variables
            if random.random() < 0.6
            for value in _values(store, variable, random)
        ],
        memo=_words(random),
    )


def _set_values(store: Store, random: Random) -> None:
    variable = _one(read_codebook(store).variables, random)
    set_values(store, _annotation(store, random).id, variable.id, _values(store, variable, random))


def _move_span(store: Store, random: Random) -> None:
    annotation = _annotation(store, random)
    (row,) = statement_rows(store, [annotation.statement_id])
    move_span(store, annotation.id, _span(row, random))


def _split_annotation(store: Store, random: Random) -> None:
    annotation = _annotation(store, random)
    (row,) = statement_rows(store, [annotation.statement_id])
    split_annotation(store, annotation.id, random.randint(row.span.start, row.span.end))


def _join_annotations(store: Store, random: Random) -> None:
    annotation = _annotation(store, random)
    beside = annotations_of(store, [annotation.statement_id], annotation.coder_id)
    join_annotations(store, [some.id for some in beside])


def _settle(store: Store, random: Random) -> None:
    row = _statement(store, random)
    take = [some.id for some in annotations_of(store, [row.id]) if random.random() < 0.5]
    settle(store, row.id, take=take, provenance=random.choice(list(Provenance)), note=_words(random))


def _settle_unanimous(store: Store, random: Random) -> None:
    rows = _some(statement_rows(store), random)
    settle_unanimous(store, [row.id for row in rows], _coder(store, random))


def _adopt(store: Store, random: Random) -> None:
    row = _statement(store, random)
    adopt(store, row.id, [some.id for some in annotations_of(store, [row.id])])


def _adopt_beside(store: Store, random: Random) -> None:
    annotation = _annotation(store, random)
    adopt_beside(store, annotation.statement_id, annotation.id)


def _add_adjudicated(store: Store, random: Random) -> None:
    if random.random() < 0.5:
        add_adjudicated(store)


def _split_statement(store: Store, random: Random) -> None:
    row = _statement(store, random)
    split_statement(store, row.id, random.randint(row.span.start, row.span.end))


def _join_statements(store: Store, random: Random) -> None:
    rows = statement_rows(store)
    place = random.randrange(max(1, len(rows) - 1))
    join_statements(store, [row.id for row in rows[place : place + 2]])


def _reopen(store: Store, random: Random) -> None:
    reopen(store, _one(list(read_settlements(store)), random).statement_id)


def _save_filter(store: Store, random: Random) -> None:
    save_filter(store, random.choice(WORDS), QueueFilter(flagged=True, words=random.choice(WORDS[:2])))


def _delete_filter(store: Store, random: Random) -> None:
    delete_filter(store, _one(read_saved_filters(store, None), random).id)


def _draw_sample(store: Store, random: Random) -> None:
    among = [row.id for row in statement_rows(store)]
    coder = _coder(store, random)
    draw_sample(store, _words(random), among, size=3, seed=_words(random), coder_ids=[coder])


def _delete_worklist(store: Store, random: Random) -> None:
    delete_worklist(store, _one(read_worklists(store), random).id)


def _write_memo(store: Store, random: Random) -> None:
    code, _ = _codes(store, random)
    on, target = random.choice([(MemoOn.STATEMENT, _statement(store, random).id), (MemoOn.CODE, code.id)])
    write_memo(store, _coder(store, random), on, target, random.choice(["", _words(random)]))


def _keep_keywords(store: Store, random: Random) -> None:
    colour = random.choice(CODE_COLOURS)
    groups = [*_some([*read_keywords(store), Keywords(colour, "")], random), Keywords(colour, _words(random))]
    keep_keywords(store, [replace(group, typed=random.choice([group.typed, "sea"])) for group in groups])


def _add_event(store: Store, random: Random) -> None:
    add_event(store, "2031-03-0" + random.choice("123"), _words(random))


def _add_events(store: Store, random: Random) -> None:
    add_events(store, [("2031-03", _words(random)), ("2031", _words(random))])


def _change_event(store: Store, random: Random) -> None:
    change_event(store, _one(read_events(store), random).id, "2031-04-01", _words(random))


def _delete_event(store: Store, random: Random) -> None:
    delete_event(store, _one(read_events(store), random).id)


def _begin_again(store: Store, random: Random) -> None:
    begin_again(store, _coder(store, random), size=2, seed=_words(random))


def _freeze_coding(store: Store, random: Random) -> None:
    freeze_coding(store, _words(random), note=_words(random))


def _delete_frozen(store: Store, random: Random) -> None:
    delete_frozen(store, _one(read_frozen(store), random).id)


def _write_log(store: Store, random: Random) -> None:
    about = random.choice([None, _statement(store, random).id])
    is_question = random.random() < 0.5
    coder = _coder(store, random)
    write_log(store, coder, _words(random), is_question=is_question, statement_id=about)


def _answer_question(store: Store, random: Random) -> None:
    entry = _one(read_log(store), random)
    answer_question(store, entry.id, _coder(store, random), random.choice(["", _words(random)]))


def _change_entry(store: Store, random: Random) -> None:
    change_entry(store, _one(read_log(store), random).id, _words(random))


def _delete_entry(store: Store, random: Random) -> None:
    delete_entry(store, _one(read_log(store), random).id)


def _join_coders(store: Store, random: Random) -> None:
    join_coders(store, _coder(store, random), _coder(store, random))


def _change_actor(store: Store, random: Random) -> None:
    actor = _one(read_actors(store), random)
    aliases = [_words(random), *actor.aliases[: random.randrange(3)]]
    change_actor(store, actor.id, name=_words(random), aliases=aliases, attributes={"type": _words(random)})


def _delete_actor(store: Store, random: Random) -> None:
    delete_actor(store, _one(read_actors(store), random).id)


def _join_actors(store: Store, random: Random) -> None:
    actors = [actor.id for actor in read_actors(store)]
    join_actors(store, _one(actors, random), _one(actors, random))


def _set_memo(store: Store, random: Random) -> None:
    set_memo(store, _annotation(store, random).id, _words(random))


def _set_voice(store: Store, random: Random) -> None:
    actors = [actor.id for actor in read_actors(store)]
    speaker = random.choice([None, *actors])
    set_voice(store, _annotation(store, random).id, speaker_id=speaker, voice=random.choice([None, *Voice]))


def _delete_annotations(store: Store, random: Random) -> None:
    everything = list(read_annotations(store))
    delete_annotations(store, [some.id for some in _some(everything, random)])


def _set_stage(store: Store, random: Random) -> None:
    rows = _some(statement_rows(store), random)
    stage = random.choice(list(Stage))
    set_stage(store, [row.id for row in rows], _coder(store, random), stage, reason=_words(random))


def _set_flag(store: Store, random: Random) -> None:
    row = _statement(store, random)
    set_flag(store, row.id, _coder(store, random), flagged=random.random() < 0.5, note=_words(random))


def _flag_statements(store: Store, random: Random) -> None:
    rows = _some(statement_rows(store), random)
    flag_statements(store, [row.id for row in rows], _coder(store, random), flagged=random.random() < 0.5)


def _set_aside(store: Store, random: Random) -> None:
    rows = _some(statement_rows(store), random)
    set_aside(store, [row.id for row in rows], aside=random.random() < 0.5)


def _add_actor(store: Store, random: Random) -> None:
    add_actor(store, _words(random), aliases=[_words(random)], attributes={"country": _words(random)})


def _add_code(store: Store, random: Random) -> None:
    variable = _one([some for some in read_codebook(store).variables if some.codes], random)
    add_code(store, variable.id, _words(random))


def _correct(store: Store, random: Random) -> None:
    rows = {_statement(store, random) for _ in range(2)}
    day = random.choice(("2031", "2031-04-05", "", None))
    wanted = Correction(speaker=_words(random), said=day, outlet=_words(random), published=day)
    correct(store, [row.id for row in rows], wanted)


def _coin(store: Store, random: Random) -> None:
    row, coder = _statement(store, random), _coder(store, random)
    variable = _one([some for some in read_codebook(store).variables if some.kind in COINABLE], random)
    coin(
        store,
        coder,
        variable.id,
        _words(random),
        lambda store, value: annotate(store, row.id, coder, values=[value]),
    )


def _add_variable(store: Store, random: Random) -> None:
    add_variable(store, _words(random), random.choice(list(VariableKind)), definition=_words(random))


def _change_variable(store: Store, random: Random) -> None:
    variable = _one(read_codebook(store).variables, random)
    change_variable(store, variable.id, definition=_words(random), required=random.random() < 0.5)


def _move_variable(store: Store, random: Random) -> None:
    variables = read_codebook(store).variables
    move_variable(store, _one(variables, random).id, random.randrange(len(variables)))


def _change_code(store: Store, random: Random) -> None:
    code, _ = _codes(store, random)
    change_code(
        store,
        code.id,
        name=_words(random),
        examples=[_words(random)],
        attributes={"kind": _words(random)},
    )


def _set_opposite(store: Store, random: Random) -> None:
    code, other = _codes(store, random)
    set_opposite(store, code.id, random.choice([None, other.id]))


def _confirm_annotations(store: Store, random: Random) -> None:
    confirm_annotations(store, [_annotation(store, random).id])


def _import_codebook(store: Store, random: Random) -> None:
    import_codebook(
        store, replace(codebook(), uid=str(random.random()), variables=(_variable_apart(random),))
    )


def _variable_apart(random: Random) -> Variable:
    """As a codebook file gives it, whose reader leaves no NUL nor line end in a name."""
    return Variable(VariableId(1), f"apart {random.random()}", one_line(_words(random)), VariableKind.TEXT)


def _retire_code(store: Store, random: Random) -> None:
    retire_code(store, _codes(store, random)[0].id, retired=random.random() < 0.5)


def _move_code(store: Store, random: Random) -> None:
    code, other = _codes(store, random)
    move_code(store, code.id, random.randrange(3), parent_id=random.choice([None, other.id]))


def _merge_codes(store: Store, random: Random) -> None:
    code, other = _codes(store, random)
    merge_codes(store, code.id, other.id)


def _split_code(store: Store, random: Random) -> None:
    code, _ = _codes(store, random)
    everything = list(read_annotations(store))
    split_code(store, code.id, _words(random), [some.id for some in _some(everything, random)])


def _delete_code(store: Store, random: Random) -> None:
    delete_code(store, _codes(store, random)[0].id, for_good=random.random() < 0.5)


def _annotate_hits(store: Store, random: Random) -> None:
    rows = _some(statement_rows(store), random)
    code, _ = _codes(store, random)
    annotate_hits(
        store,
        [(row.id, _span(row, random)) for row in rows],
        _coder(store, random),
        [Value(code.variable_id, code_id=code.id)],
        query=_words(random),
    )


def _add_coder(store: Store, random: Random) -> None:
    add_coder(store, _words(random))


def _rename_coder(store: Store, random: Random) -> None:
    rename_coder(store, _coder(store, random), _words(random))


def _import(store: Store, random: Random) -> None:
    texts = [to_stored_text("\n".join(_words(random) for _ in range(3)))[0] for _ in range(2)]
    drafts = [draft(text, title=_words(random)) for text in texts]
    import_sources(store, Origin("random.txt", "0" * 64, "test"), drafts)


def _import_files(store: Store, random: Random) -> None:
    with TemporaryDirectory() as folder:
        files = [Path(folder) / f"{name}.txt" for name in ("first", "second")]
        for file in files:
            file.write_text(f"{_words(random)} {random.random()}.", encoding="utf-8", errors="replace")
        import_files(store, files)


VERBS: tuple[Verb, ...] = (
    *(_annotate, _annotate, _annotate, _annotate, _annotate_hits, _set_values, _set_values, _move_span),
    *(_set_memo, _set_voice, _delete_annotations, _set_stage, _set_flag, _flag_statements, _set_aside),
    *(_add_actor, _add_coder, _rename_coder, _import, _add_variable, _change_variable, _move_variable),
    *(
        _add_code,
        _change_code,
        _set_opposite,
        _retire_code,
        _move_code,
        _merge_codes,
        _split_code,
        _delete_code,
    ),
    *(_split_annotation, _join_annotations, _settle, _settle_unanimous, _adopt, _reopen),
    *(_save_filter, _delete_filter, _draw_sample, _delete_worklist, _write_memo),
    *(_freeze_coding, _write_log, _answer_question, _change_entry, _keep_keywords),
)
ALL_VERBS = (
    *VERBS,
    *(_add_event, _add_events, _change_event, _delete_event, _join_coders, _join_actors),
    *(
        _coin,
        _correct,
        _change_actor,
        _delete_actor,
        _adopt_beside,
        _add_adjudicated,
        _split_statement,
        _join_statements,
    ),
    *(_confirm_annotations, _import_codebook, _import_files, _delete_frozen, _delete_entry, _begin_again),
)
"""Every verb has its line here, a test counts them; VERBS are those that a merge brings along."""


def _coder(store: Store, random: Random) -> CoderId:
    return _one(read_coders(store), random).id


def _codes(store: Store, random: Random) -> list[Code]:
    """Two codes, mostly of one variable."""
    variable = _one([some for some in read_codebook(store).variables if len(some.codes) > 1], random)
    return random.sample(variable.codes, 2)


def _statement(store: Store, random: Random) -> StatementRow:
    return _one(statement_rows(store), random)


def _annotation(store: Store, random: Random) -> Annotation:
    return _one(list(read_annotations(store)), random)


def _span(row: StatementRow, random: Random) -> Span:
    start = random.randrange(row.span.start, row.span.end)
    return Span(start, random.randint(start + 1, row.span.end))


def _values(store: Store, variable: Variable, random: Random) -> list[Value]:
    if random.random() < 0.2:
        return [Value(variable.id, absence=random.choice(list(Absence)))]
    if variable.kind is VariableKind.ACTORS:
        return [Value(variable.id, actor_id=actor.id) for actor in _some(read_actors(store), random)]
    codes = _some(variable.codes, random) if variable.kind is VariableKind.CODES else variable.codes[:1]
    return [Value(variable.id, code_id=code.id) for code in codes]


def _words(random: Random) -> str:
    return " ".join(random.choice(WORDS) for _ in range(random.randint(2, 6)))


def _some(items: Sequence[T], random: Random) -> list[T]:
    return random.sample(list(items), min(len(items), random.randint(1, 3)))


def _one(items: Sequence[T], random: Random) -> T:
    if not items:
        raise RuleError(reason="there is nothing of the kind")
    return random.choice(items)
