"""The command that counts codes over time."""

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
