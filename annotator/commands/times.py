"""The commands of events, and of actors who change sides."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from annotator.model.positions import Position

FILE = click.Path(path_type=Path, readable=False)  # what cannot be read is told by us


@click.command("events")
@click.argument("file", type=FILE)
@click.option("--add", nargs=2, metavar="DATE TEXT", help="Mark a day, month or year on the timeline.")
@click.option(
    "--import", "table", type=FILE, help="Mark all events of a CSV file with the columns date and text."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def show_events(
    file: Path, add: tuple[str, str] | None = None, table: Path | None = None, *, as_json: bool = False
) -> None:
    """List the events of the timeline, or add to them."""
    from annotator.api import open_project
    from annotator.commands import printing

    with open_project(file, write=bool(add or table)) as project:
        if add:
            project.add_event(*add)
        problems = project.import_events(table) if table else ()
        found = project.events()
    for problem in problems:
        click.echo(problem, err=True)
    rows = [(event.date.value, event.text) for event in found]
    if as_json:
        click.echo(printing.as_json({"events": [{"date": date, "text": text} for date, text in rows]}))
    else:
        printing.print_lines(printing.table(("date", "event"), rows) if rows else ["There are no events."])


@click.command("contradictions")
@click.argument("file", type=FILE)
@click.option("--coder", help="Whose coding; else the adjudicated one, or the first coder's.")
@click.option("--target", help="The variable that names targets; else the first of actors.")
@click.option("--across-targets", is_flag=True, help="Compare whatever the target.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def show_contradictions(
    file: Path,
    coder: str | None = None,
    target: str | None = None,
    *,
    across_targets: bool = False,
    as_json: bool = False,
) -> None:
    """Who says opposite things of the same target, and when."""
    from annotator.api import open_project
    from annotator.commands import printing

    with open_project(file) as project:
        head = project.whole()
        found = project.contradictions(coder, target, across_targets=across_targets)
    names = {actor.id: actor.name for actor in head.actors}
    codes = {code.id: code.name for code in head.codebook.codes()}
    rows = [
        {
            "speaker": names[one.speaker_id],
            "target": names.get(one.target_id, "") if one.target_id else "",
            "code": codes[one.first],
            "times": len(one.said_first),
            "opposite": codes[one.second],
            "opposite times": len(one.said_second),
            "in turn": [(said.date.value or "undated", codes[said.code_id]) for said in one.in_turn()],
        }
        for one in found
    ]
    if as_json:
        click.echo(printing.as_json({"contradictions": rows}))
        return
    lines = [
        (
            row["speaker"],
            row["target"],
            _side(one.said_first, codes[one.first]),
            _side(one.said_second, codes[one.second]),
        )
        for row, one in zip(rows, found, strict=True)
    ]
    header = ("speaker", "target", "says", "and says")
    printing.print_lines(printing.table(header, lines) if lines else ["No actor says opposite things."])


def _side(said: Sequence[Position], code: str) -> str:
    """What was said, how often, and when first and last: "equality, 3 times, 2031-03 to 2032-01"."""
    dates = [position.date.value for position in said if position.date.value]
    when = "undated" if not dates else dates[0] if dates[0] == dates[-1] else f"{dates[0]} to {dates[-1]}"
    times = "once" if len(said) == 1 else f"{len(said)} times"
    return f"{code}, {times}, {when}"
