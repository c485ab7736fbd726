"""The commands that show the history of edits, and keep it small."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.errors import NoSuchCoderError

if TYPE_CHECKING:
    from annotator.model.annotation import CoderId
    from annotator.store.history import Entry

_FILE = click.Path(path_type=Path, readable=False)  # what cannot be read is told by us


@click.command("history")
@click.argument("file", type=_FILE)
@click.option("--coder", help="Only what this coder did.")
@click.option("--words", default="", help="Only steps with these words in their title.")
@click.option("--days", default="", help="Only these days (UTC), such as 2031-03 or 2031-03-01 – 2031-03-15.")
@click.option("--last", default=50, show_default=True, type=click.IntRange(min=1), help="So many steps.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def show_history(file: Path, coder: str | None, words: str, days: str, last: int, *, as_json: bool) -> None:
    """Say who did what when, the latest first."""
    from annotator.commands import printing
    from annotator.model.periods import Period, read_period
    from annotator.store.history import HistoryFilter, moments, read_history
    from annotator.store.registers import read_coders
    from annotator.store.store import Store

    since, until = moments(read_period(days) if days else Period(), UTC)
    with Store(file, write=False) as store, store.one_moment():
        names = {one.id: one.name for one in read_coders(store)}
        found = next((key for key, name in names.items() if name == coder), None)
        if coder is not None and found is None:
            raise NoSuchCoderError(coder=coder, known=", ".join(names.values()))
        entries = read_history(store, HistoryFilter(found, words=words, since=since, until=until), limit=last)
    records = [_record(entry, names) for entry in entries]
    if as_json:
        click.echo(printing.as_json(records))
    elif records:
        rows = [[record[name] for name in ("at", "coder", "did", "statement")] for record in records]
        printing.print_lines(printing.table(("when (UTC)", "who", "what", "where"), rows))
    else:
        click.echo("Nothing that was done meets this.")


@click.command("compact")
@click.argument("file", type=_FILE)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    help="What the history may take, in MB; else what the settings say.",
)
def compact(file: Path, limit: int | None) -> None:
    """Make a project file smaller.

    Drops what undo needs for the oldest steps, and all that is unused. Who did what when stays on
    record, and so does what merging needs. The last fifty steps can be undone
    in any case.
    """
    from annotator.store.store import Store

    before = file.stat().st_size if file.is_file() else 0
    with Store(file, write=True) as store:
        if limit is not None:
            store.limit_journal(limit << 20)
        store.compact()
    click.echo(f"{file.name} took {before / 1e6:.1f} MB and takes {file.stat().st_size / 1e6:.1f} MB now.")


def _record(entry: Entry, names: dict[CoderId, str]) -> dict[str, object]:
    step = entry.step
    return {
        "step": step.id,
        "at": step.at[:19],
        "coder": names.get(step.coder_id, "") if step.coder_id is not None else "",
        "did": step.action.format_map(step.details),
        "statement": entry.opening,
        "statements": entry.statements,
        "state": step.state,
        "can_be_undone": not step.compacted,
    }
