"""The command that lists the ready-made codebooks."""

from __future__ import annotations

import click


@click.command("codebooks")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def show_codebooks(*, as_json: bool) -> None:
    """List the ready-made codebooks. A new project begins with one of them."""
    from annotator.commands import printing
    from annotator.edits.projects import ready_codebooks

    found = ready_codebooks()
    if as_json:
        records = [
            {"name": name, "title": codebook.name, "variables": [v.name for v in codebook.variables]}
            for name, codebook in found.items()
        ]
        click.echo(printing.as_json({"codebooks": records}))
        return
    rows = [
        (name, codebook.name, ", ".join(v.name for v in codebook.variables))
        for name, codebook in found.items()
    ]
    printing.print_lines(printing.table(("name", "title", "variables"), rows))
