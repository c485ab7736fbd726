"""The commands of a test of reliability: samples, second passes, frozen coding, and the log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from annotator.model.reliability import LogEntry
    from annotator.store.store import Store

FILE = click.Path(path_type=Path, readable=False)  # what cannot be read is told by us


@click.command("sample")
@click.argument("file", type=FILE)
@click.option(
    "--draw", "name", help="Draw a sample under this name; else list them with everybody's progress."
)
@click.option("--size", type=click.IntRange(1), default=50, show_default=True, help="Statements to draw.")
@click.option("--seed", default="1", show_default=True, help="The same seed draws the same sample.")
@click.option(
    "--by", type=click.Choice(("source", "speaker", "month")), help="In proportion to what each holds."
)
@click.option("--coders", help="For whom, with commas between; else for all.")
@click.option(
    "--needed", nargs=2, type=float, metavar="ALPHA SHARE", help="How many are needed; see the manual."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def show_samples(
    file: Path,
    name: str | None = None,
    size: int = 50,
    seed: str = "1",
    by: str | None = None,
    coders: str | None = None,
    needed: tuple[float, float] | None = None,
    *,
    as_json: bool = False,
) -> None:
    """List or draw samples that several coders code.

    SHARE is that of the rarest code, from 0 to 1.
    """
    from annotator.agreement.sample_size import required_units
    from annotator.commands import printing
    from annotator.store.store import Store

    units = None if needed is None else required_units(*needed)
    with Store(file, write=name is not None) as store:
        if name is not None:
            _draw(store, name, size, seed, by, coders)
        rows = _samples(store)
    if as_json:
        click.echo(printing.as_json({"samples": rows, "needed": units}))
        return
    if units is not None:
        click.echo(f"Needed: {units} statements that all coders have done.")
    lines = [
        (
            *(row["name"], row["count"], row["drawn_from"], row["seed"]),
            ", ".join(f"{coder} {done}" for coder, done in row["done"].items()),
        )
        for row in rows
    ]
    heads = ("sample", "statements", "drawn from", "seed", "done")
    printing.print_lines(printing.table(heads, lines) if lines else ["There are no samples."])


@click.command("again")
@click.argument("file", type=FILE)
@click.argument("coder")
@click.option("--size", type=click.IntRange(1), default=50, show_default=True, help="Statements to draw.")
@click.option("--seed", default="1", show_default=True, help="The same seed draws the same sample.")
@click.option("--sample", help="Only from this sample.")
def code_again(file: Path, coder: str, size: int = 50, seed: str = "1", sample: str | None = None) -> None:
    """Let CODER code a sample again, blind to the first pass.

    The second pass is a coder of its own, “CODER (again)”. Compare the two with “annotator agreement”.
    """
    from annotator.edits.again import begin_again
    from annotator.store.registers import find_coder, read_coders
    from annotator.store.store import Store
    from annotator.store.worklists import find_worklist

    with Store(file, write=True) as store:
        person = find_coder(read_coders(store), coder)
        among = None if sample is None else find_worklist(store, sample).id
        again, drawn = begin_again(store, person.id, size=size, seed=seed, worklist_id=among)
        name = next(one.name for one in read_coders(store) if one.id == again)
        row = next(row for row in _samples(store) if row["id"] == drawn)
    click.echo(f"{row['count']} statements are to be coded again by “{name}”.")


@click.command("freeze")
@click.argument("file", type=FILE)
@click.argument("name", required=False)
@click.option("--note", default="", help="What is to be remembered with it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def freeze(file: Path, name: str | None = None, note: str = "", *, as_json: bool = False) -> None:
    """Keep the coding as it is now under NAME.

    Before a discussion, say. Without NAME, list what was kept.
    """
    from annotator.commands import printing
    from annotator.edits.frozen import freeze_coding
    from annotator.store.frozen import read_frozen
    from annotator.store.store import Store

    with Store(file, write=name is not None) as store:
        if name is not None:
            freeze_coding(store, name, note=note)
        rows = [(one.name, one.at, one.note) for one in read_frozen(store)]
    if as_json:
        found = [{"name": kept, "at": at, "note": words} for kept, at, words in rows]
        click.echo(printing.as_json({"frozen": found}))
    else:
        lines = printing.table(("frozen coding", "at", "note"), rows)
        printing.print_lines(lines if rows else ["No coding was frozen yet."])


@click.command("log")
@click.argument("file", type=FILE)
@click.option("--coder", help="Who writes.")
@click.option("--note", help="Note something.")
@click.option("--ask", help="Ask the lead.")
@click.option(
    "--answer", nargs=2, type=(click.IntRange(1), str), metavar="NUMBER TEXT", help="Answer a question."
)
@click.option("--open", "only_open", is_flag=True, help="Only questions that wait for an answer.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def show_log(
    file: Path,
    coder: str | None = None,
    note: str | None = None,
    ask: str | None = None,
    answer: tuple[int, str] | None = None,
    *,
    only_open: bool = False,
    as_json: bool = False,
) -> None:
    """List the log of a study, or write into it.

    It holds notes, questions to the lead, and answers.
    """
    from annotator.commands import printing
    from annotator.store.log import log_statements, read_log
    from annotator.store.registers import read_coders
    from annotator.store.store import Store

    writes = any(given is not None for given in (note, ask, answer))
    if writes and coder is None:
        message = "Say who writes."
        raise click.BadParameter(message, param_hint="--coder")
    with Store(file, write=writes) as store:
        if writes:
            _write_log(store, str(coder), note, ask, answer)
        names = {one.uid: one.name for one in read_coders(store)}
        words = {uid: words for uid, (_, words) in log_statements(store).items()}
        found = [
            _log_row(number, entry, names, words)
            for number, entry in enumerate(read_log(store), start=1)
            if entry.is_open or not only_open
        ]
    if as_json:
        click.echo(printing.as_json({"log": found}))
        return
    lines = [
        (row["number"], str(row["at"])[:16], row["coder"], row["entry"], row["text"], row["answer"])
        for row in found
    ]
    heads = ("no.", "at", "coder", "", "text", "answer")
    printing.print_lines(printing.table(heads, lines) if lines else ["The log is empty."])


def _draw(store: Store, name: str, size: int, seed: str, by: str | None, coders: str | None) -> None:
    from annotator.edits.worklists import draw_sample
    from annotator.model.annotation import CoderKind
    from annotator.model.name_lists import listed_names
    from annotator.model.worklist import Stratum
    from annotator.store.queue import QueueFilter, queue_ids
    from annotator.store.registers import find_coder, read_coders

    people = [one for one in read_coders(store) if one.kind is CoderKind.PERSON]
    names = listed_names(coders, [name for one in people for name in (one.name, one.uid)]) if coders else []
    chosen = people if coders is None else [find_coder(people, name) for name in names]
    draw_sample(
        store,
        name,
        queue_ids(store, QueueFilter(None)),
        size=size,
        seed=seed,
        coder_ids=[one.id for one in chosen],
        evenly=None if by is None else Stratum(by),
    )


def _samples(store: Store) -> list[dict[str, Any]]:  # values of many kinds, for JSON
    from annotator.store.registers import read_coders
    from annotator.store.worklists import progress_of, read_worklists

    names = {one.id: one.name for one in read_coders(store)}
    return [
        {
            "id": one.id,
            "name": one.name,
            "count": one.count,
            "drawn_from": one.drawn_from,
            "seed": one.seed,
            "done": {names[coder]: progress_of(store, one.id).get(coder, 0) for coder in one.coder_ids},
        }
        for one in read_worklists(store)
    ]


def _write_log(
    store: Store, coder: str, note: str | None, ask: str | None, answer: tuple[int, str] | None
) -> None:
    from annotator.edits.log import answer_question, write_log
    from annotator.errors import GoneError
    from annotator.store.log import read_log
    from annotator.store.registers import find_coder, read_coders

    who = find_coder(read_coders(store), coder).id
    for text, is_question in ((note, False), (ask, True)):
        if text is not None:
            write_log(store, who, text, is_question=is_question)
    if answer is not None:
        entries = read_log(store)
        if answer[0] > len(entries):
            raise GoneError(what="entry of the log")
        answer_question(store, entries[answer[0] - 1].id, who, answer[1])


def _log_row(number: int, entry: LogEntry, names: dict[str, str], words: dict[str, str]) -> dict[str, object]:
    return {
        "number": number,
        "at": entry.at,
        "coder": names.get(entry.coder_uid, ""),
        "entry": "question" if entry.is_question else "note",
        "text": entry.text,
        "statement": words.get(entry.statement_uid),
        "answer": entry.answer,
        "answered_by": names.get(entry.answered_by, ""),
        "answered_at": entry.answered_at,
    }
