"""The commands of agreement: the figures, coding frozen at a moment, the log, and coding again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

FILE = click.Path(path_type=Path, readable=False)  # what cannot be read is told by us
_TABLES = (".csv", ".tsv", ".txt")
_SCALES = ("nominal", "ordinal", "interval", "ratio", "set")


class _Pair(click.ParamType[tuple[str, str]]):
    """NAME=VALUE."""

    name = "name=value"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """The two sides of the last equals sign before the value."""
        if isinstance(value, tuple):
            return value
        name, equals, rest = str(value).partition("=")
        if not name or not equals:
            self.fail(f"{value} is not of the form NAME=VALUE.", param, ctx)
        return name, rest


@click.command("agreement")
@click.argument("file", type=FILE)
@click.option("--variable", help="One variable of a project only; else all in use.")
@click.option("--coders", help="Names with commas between; else all.")
@click.option(
    "--measure", "measures", multiple=True, help="Measures by name, with commas between or one by one."
)
@click.option("--spans", is_flag=True, help="The usual measures of spans.")
@click.option("--param", "params", type=_Pair(), multiple=True, help="NAME=VALUE, for measures that take it.")
@click.option("--ci", "interval", is_flag=True, help="With 95 % intervals.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed, the same interval.")
@click.option("--sample", help="Only the statements of this sample of the project.")
@click.option("--as-of", "frozen", help="The coding as it was frozen under this name.")
@click.option("--over", type=click.Choice(("source", "month", "coded")), help="Part by part as well.")
@click.option(
    "--per",
    type=click.Choice(("statement", "source", "all")),
    default="statement",
    show_default=True,
    help="What is one text for spans.",
)
@click.option("--undecided", "undecided_counts", is_flag=True, help="Count “undecided” as an answer.")
@click.option("--draw-sources", "by_source", is_flag=True, help="Let intervals draw sources, not statements.")
@click.option("--scale", type=click.Choice(_SCALES), default="nominal", show_default=True, help="Of a table.")
@click.option("--values", help="All values of a table, with commas between, from the lowest to the highest.")
@click.option("--length", "lengths", type=_Pair(), multiple=True, help="DOCUMENT=CHARACTERS, for spans.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def show_agreement(
    file: Path,
    variable: str | None = None,
    coders: str | None = None,
    measures: Sequence[str] = (),
    params: Sequence[tuple[str, str]] = (),
    *,
    spans: bool = False,
    interval: bool = False,
    seed: int = 1,
    sample: str | None = None,
    frozen: str | None = None,
    over: str | None = None,
    per: str = "statement",
    undecided_counts: bool = False,
    by_source: bool = False,
    scale: str = "nominal",
    values: str | None = None,
    lengths: Sequence[tuple[str, str]] = (),
    as_json: bool = False,
) -> None:
    """Say how far coders agree.

    FILE is a project; or a table of ratings (one row per unit, one column per coder, empty = missing);
    or a table of spans (columns document, coder, start, end, label).
    """
    from annotator.agreement.asking import SPANS_HEADLINE, Asked
    from annotator.agreement.marked_texts import Per
    from annotator.commands import agreement_lines, printing
    from annotator.comparing import Choice, compare_project, compare_table
    from annotator.model.units import Over
    from annotator.store.store import Store

    named = [name.strip() for some in measures for name in some.split(",") if name.strip()]
    asked = Asked((*named, *(SPANS_HEADLINE if spans else ())), dict(params), interval=interval, seed=seed)
    if file.suffix.casefold() in _TABLES:
        known = {document: _whole(length) for document, length in lengths}
        declared = [value.strip() for value in values.split(",")] if values else None
        found = [
            compare_table(
                file, scale=scale, values=declared, lengths=known, coders=coders or None, asked=asked
            )
        ]
    else:
        choice = Choice(
            sample, frozen, undecided_counts, Per(per), None if over is None else Over(over), by_source
        )
        with Store(file, write=False) as store:
            found = compare_project(store, variable, coders or None, asked, choice)
    for problem in (problem for some in found for problem in some.problems):
        click.echo(problem, err=True)
    if as_json:
        results = [record for some in found for record in agreement_lines.agreement_records(some)]
        click.echo(printing.as_json({"results": results}))
    else:
        printing.print_lines(agreement_lines.agreement_lines(found))


def _whole(length: str) -> int:
    if not length.isdecimal():
        message = f"{length} is not a number of characters."
        raise click.BadParameter(message, param_hint="--length")
    return int(length)
