"""The command that counts codes over time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import click

from annotator import __version__
from annotator.errors import NoQtError
from annotator.model.events import Event
from annotator.model.timeline import BinSize, Counted, DateKind, Duplicates, OncePer, SeriesBy, Timeline

FILE = click.Path(path_type=Path, readable=False)  # what cannot be read is told by us
E = TypeVar("E", bound=StrEnum)
_OF_SERIES = (
    "dates",
    "by",
    "attribute",
    "once_per",
    "duplicates",
    "with_children",
    "absences",
    "kept_filter",
)
_DPI = 192
"""Twice the dots of a common screen."""


def _one_of(choices: type[E]) -> click.Choice[str]:
    return click.Choice([choice.value for choice in choices])


@click.command("timeline")
@click.argument("file", type=FILE)
@click.option("--variable", help="What to count; else the first variable with codes.")
@click.option("--code", "codes", multiple=True, help="Only this code; may be given several times.")
@click.option(
    "--coder",
    "coders",
    multiple=True,
    help="Whose coding; else the adjudicated one, or the first coder's. Several: side by side.",
)
@click.option(
    "--bin",
    "bin_size",
    type=_one_of(BinSize),
    default="month",
    show_default=True,
    help="How long one step is.",
)
@click.option("--by", type=_one_of(SeriesBy), default="value", show_default=True, help="What a series is.")
@click.option("--attribute", default="", help="Group codes or actors by this attribute of theirs.")
@click.option(
    "--count",
    "counted",
    type=_one_of(Counted),
    default="statements",
    show_default=True,
    help="What is counted.",
)
@click.option(
    "--dates",
    type=_one_of(DateKind),
    default="published",
    show_default=True,
    help="When it was published, or said.",
)
@click.option(
    "--once-per", type=_one_of(OncePer), default="each time", show_default=True, help="Repeats of a speaker."
)
@click.option(
    "--duplicates",
    type=_one_of(Duplicates),
    default="once",
    show_default=True,
    help="Statements that their source says again, folded at import.",
)
@click.option("--filter", "kept_filter", help="Only statements of the filter or worklist kept by this name.")
@click.option("--since", help="First day, month or year, like 2031-03.")
@click.option("--until", help="Last day, month or year.")
@click.option("--with-children", is_flag=True, help="Let codes stand for their children, too.")
@click.option("--absences", is_flag=True, help="Show what is not applicable, undecided or not coded.")
@click.option(
    "--average", "window", type=click.IntRange(1, 99), default=1, help="Moving average of so many bins."
)
@click.option("--cumulative", is_flag=True, help="Sum up from the beginning.")
@click.option("--ci", "interval", is_flag=True, help="With 95 % intervals of shares.")
@click.option("--json", "form", flag_value="json", help="Print one JSON document.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV.")
@click.option(
    "--usage", "form", flag_value="usage", help="Print who used which code: first, last, how often."
)
@click.option("--compare", metavar="DATE", help="Print the shares before a day, month or year, and after it.")
@click.option("--days", type=click.IntRange(1), help="Compare so many days on both sides only.")
@click.option("--no-events", is_flag=True, help="Leave the events of the project out of pictures.")
@click.option(
    "--chart",
    default="stacked bars",
    show_default=True,
    help="How pictures are drawn: stacked bars, grouped bars, lines, stacked areas, small multiples or heat map.",
)
@click.option(
    "--width", type=click.FloatRange(30, 1000), help="Pictures for print, so many millimetres wide."
)
@click.option("--dark", is_flag=True, help="Pictures for a dark screen.")
@click.option(
    "--dpi", type=click.IntRange(30, 2400), default=_DPI, show_default=True, help="Dots an inch of PNG."
)
@click.option("--title", help="What stands above the picture, instead of our own words.")
@click.option("--caption", help="What stands below it.")
@click.option("--svg", type=FILE, help="Write a picture for the web and for editing.")
@click.option("--png", type=FILE, help="Write a picture for slides and text editors.")
@click.option("--pdf", type=FILE, help="Write a picture for print, black on white with patterns.")
def show_timeline(
    file: Path,
    variable: str | None = None,
    codes: tuple[str, ...] = (),
    coders: tuple[str, ...] = (),
    bin_size: str = "month",
    form: str | None = None,
    compare: str | None = None,
    days: int | None = None,
    svg: Path | None = None,
    png: Path | None = None,
    pdf: Path | None = None,
    **options: Any,
) -> None:
    """Count codes over time. A table, unless another form is asked for."""
    from annotator.api import open_project
    from annotator.formats.whole_file import refuse_same_file
    from annotator.timeline.before_after import comparison_csv, comparison_table
    from annotator.timeline.usage import usage_csv

    pictures = {"svg": svg, "png": png, "pdf": pdf}
    for target in filter(None, pictures.values()):
        refuse_same_file(target, file)
    if options.get("window", 1) % 2 == 0:
        raise click.BadParameter("an average needs an odd number of bins", param_hint="--average")
    no_events = bool(options.pop("no_events", False))
    look = {name: options.pop(name, None) for name in ("chart", "width", "dark", "dpi", "title", "caption")}
    with open_project(file) as project:
        coder = coders[0] if coders else None
        if form == "usage":
            click.echo(usage_csv(project.usages(variable, coder, dates=options["dates"])), nl=False)
            return
        if compare is not None:
            named = {name: options[name] for name in _OF_SERIES}
            compared = project.compare(compare, variable, coder, days=days, codes=codes or None, **named)
            click.echo((comparison_csv if form == "csv" else comparison_table)(compared), nl=False)
            return
        events = () if no_events else project.events()
        found = project.timelines(coders or (None,), variable, bin=bin_size, codes=codes or None, **options)
    if any(pictures.values()):
        _write_pictures(found, pictures, events, **look)
    elif form == "json" and len(found) > 1:
        texts = ",".join(_text(one, form) for one in found)
        click.echo(f'{{"timelines": [{texts}]}}')
    else:
        click.echo("\n".join(_text(one, form) for one in found), nl=False)


def _text(timeline: Timeline, form: str | None) -> str:
    from annotator.timeline.tables import as_csv, as_json, timeline_table

    today = datetime.now(UTC).date().isoformat()
    if form is None:
        return timeline_table(timeline)
    return (as_json if form == "json" else as_csv)(timeline, version=__version__, date=today)


def _write_pictures(
    timelines: Sequence[Timeline],
    pictures: Mapping[str, Path | None],
    events: Sequence[Event],
    *,
    chart: str | None,
    width: float | None,
    dark: bool | None,
    dpi: int | None,
    title: str | None,
    caption: str | None,
) -> None:
    from annotator.figures.style import paper, screen
    from annotator.figures.timeline import Chart, draw, draw_side_by_side
    from annotator.formats.whole_file import write_bytes
    from annotator.model.timeline_words import title as own_title

    charts = [one.value for one in Chart]
    if chart is not None and chart not in charts:
        raise click.BadParameter(f"choose from {', '.join(charts)}", param_hint="--chart")
    style = paper(width) if width else screen(dark=bool(dark))
    picture: Callable[..., str] = partial(draw, timelines[0])
    if len(timelines) > 1:
        picture = partial(draw_side_by_side, timelines)
    for form, path in pictures.items():
        if path is None:
            continue
        in_style = paper() if form == "pdf" and not width else style
        said = picture(
            chart=Chart(chart or "stacked bars"), style=in_style, title=title, caption=caption, events=events
        )
        match form:
            case "svg":
                write_bytes(path, said.encode())
            case "png":
                write_bytes(path, raster().to_png(said, dpi=dpi or _DPI))
            case _:
                write_bytes(path, raster().to_pdf(said, title=title or own_title(timelines[0])))
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
