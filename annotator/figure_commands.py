"""The commands that compute: timeline and agreement, apart from those that open, import and export."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import click

from annotator import __version__
from annotator.errors import NoQtError
from annotator.model.timeline import BinSize, Counted, DateKind, SeriesBy, Timeline

FILE = click.Path(path_type=Path, readable=False)  # what cannot be read is told by us
E = TypeVar("E", bound=StrEnum)
_DPI = 192
"""Twice the dots of a common screen."""


def _one_of(choices: type[E]) -> click.Choice[str]:
    return click.Choice([choice.value for choice in choices])


@click.command("timeline")
@click.argument("file", type=FILE)
@click.option("--variable", help="What to count; else the first variable with codes.")
@click.option("--coder", help="Whose coding; else the adjudicated one, or the first coder's.")
@click.option("--bin", "bin_size", type=_one_of(BinSize), default="month", show_default=True)
@click.option("--by", type=_one_of(SeriesBy), default="value", show_default=True, help="What a series is.")
@click.option("--count", "counted", type=_one_of(Counted), default="statements", show_default=True)
@click.option("--dates", type=_one_of(DateKind), default="published", show_default=True)
@click.option("--json", "form", flag_value="json", help="Print one JSON document.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV.")
@click.option("--svg", type=FILE, help="Write a picture for the web and for editing.")
@click.option("--png", type=FILE, help="Write a picture for slides and text editors.")
@click.option("--pdf", type=FILE, help="Write a picture for print, black on white with patterns.")
def show_timeline(
    file: Path,
    variable: str | None = None,
    coder: str | None = None,
    bin_size: str = "month",
    by: str = "value",
    counted: str = "statements",
    dates: str = "published",
    form: str | None = None,
    svg: Path | None = None,
    png: Path | None = None,
    pdf: Path | None = None,
) -> None:
    """Count codes over time: as a table, unless another form is asked for."""
    from annotator.api import open_project
    from annotator.formats.whole_file import refuse_same_file
    from annotator.timeline.tables import as_csv, as_json, timeline_table

    pictures = {"svg": svg, "png": png, "pdf": pdf}
    for target in filter(None, pictures.values()):
        refuse_same_file(target, file)
    with open_project(file) as project:
        found = project.timeline(variable, coder, bin=bin_size, by=by, counted=counted, dates=dates)
    if any(pictures.values()):
        _write_pictures(found, **pictures)
        return
    today = datetime.now(UTC).date().isoformat()
    if form is None:
        text = timeline_table(found)
    else:
        text = (as_json if form == "json" else as_csv)(found, version=__version__, date=today)
    click.echo(text, nl=False)


def _write_pictures(timeline: Timeline, *, svg: Path | None, png: Path | None, pdf: Path | None) -> None:
    from annotator.figures.style import paper
    from annotator.figures.timeline import draw
    from annotator.formats.whole_file import write_bytes
    from annotator.model.timeline_words import title

    if svg:
        write_bytes(svg, draw(timeline).encode())
    if png:
        write_bytes(png, raster().to_png(draw(timeline), dpi=_DPI))
    if pdf:
        write_bytes(pdf, raster().to_pdf(draw(timeline, style=paper()), title=title(timeline)))
    for path in filter(None, (svg, png, pdf)):
        click.echo(f"Wrote {path}.")


def raster() -> ModuleType:
    """What turns pictures into PNG and PDF. Raises NoQtError."""
    try:
        from annotator.gui import raster as found
    except ImportError as error:
        if (error.name or "").startswith("annotator"):
            raise
        raise NoQtError(reason=str(error)) from error
    return found


@click.command("agreement")
@click.argument("file", type=FILE)
@click.option("--variable", help="One variable only; else all that are active.")
@click.option("--coders", help="Names with commas between; else all persons.")
@click.option("--ci", "interval", is_flag=True, help="With the 95 % interval of alpha.")
@click.option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    help="For the interval; the same seed gives the same one.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def show_agreement(
    file: Path,
    variable: str | None = None,
    coders: str | None = None,
    *,
    interval: bool = False,
    seed: int = 1,
    as_json: bool = False,
) -> None:
    """Say how far coders agree, variable by variable."""
    from annotator import printing
    from annotator.api import open_project

    chosen = [name.strip() for name in coders.split(",")] if coders else None
    with open_project(file) as project:
        found = project.agreement(variable, chosen, seed=seed if interval else None)
    if as_json:
        click.echo(
            printing.as_json({"results": [one for some in found for one in printing.agreement_records(some)]})
        )
    else:
        printing.print_lines(printing.agreement_lines(found))
