"""The commands that put the work of several people together, or take it apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from annotator.edits.merging.merge import Merged

_FILE = click.Path(path_type=Path, readable=False)  # what cannot be read is told by us


class _Join(click.ParamType[tuple[str, str]]):
    """NAME=NAME."""

    name = "name=name"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """The two names."""
        if isinstance(value, tuple):
            return value
        one, equals, into = str(value).partition("=")
        if not one or not equals or not into:
            self.fail(f"{value} is not of the form NAME=NAME.", param, ctx)
        return one, into


@click.command("merge")
@click.argument("file", type=_FILE)
@click.argument("others", type=_FILE, nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@click.option(
    "--join", "joins", type=_Join(), multiple=True, help="ana=Ana: the first coder or actor is the second."
)
@click.option(
    "--unit",
    type=click.Choice(["paragraph", "sentence", "post"]),
    help="Which cut to keep where one source is cut in two ways.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def merge_projects(
    file: Path,
    others: tuple[Path, ...],
    joins: tuple[tuple[str, str], ...],
    unit: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring the work in OTHERS into the project FILE.

    It is one step that can be undone. OTHERS are copies of one project, or projects with the same
    texts, also as JSON lines. The other files stay as they are.
    """
    from annotator.commands import printing
    from annotator.edits.merging.merge import merge, preview_merge
    from annotator.model.corpus import Unit
    from annotator.store.store import Store

    chosen = Unit(unit) if unit else None
    if dry_run:
        found = preview_merge(file, others, joins=joins, unit=chosen)
    else:
        with Store(file, write=True) as store:
            found = merge(store, others, joins=joins, unit=chosen)
    if as_json:
        click.echo(printing.as_json(merge_record(found)))
    else:
        printing.print_lines(merge_lines(found, dry_run=dry_run))


@click.command("copy")
@click.argument("file", type=_FILE)
@click.option("--for", "coder", required=True, help="The coder whose work goes along.")
@click.option("-o", "--output", "target", type=_FILE, required=True, help="The file to make.")
def copy_project(file: Path, coder: str, target: Path) -> None:
    """Make a copy for one coder, without anybody else's work.

    It merges back.
    """
    from annotator.edits.sharing import copy_for

    copy_for(file, coder, target)
    click.echo(f"Made {target}.")


@click.command("pseudonymise")
@click.argument("file", type=_FILE)
@click.option("-o", "--output", "target", type=_FILE, required=True, help="The file to make.")
@click.option("--key", type=_FILE, required=True, help="The table of who is who, to be kept apart.")
def pseudonymise_project(file: Path, target: Path, key: Path) -> None:
    """Make a copy in which coders go by other names.

    Also where memos mention them.
    """
    from annotator.edits.sharing import pseudonymise

    pseudonymise(file, target, key)
    click.echo(f"Made {target}. Who is who stands in {key}.")


@click.command("erase")
@click.argument("file", type=_FILE)
@click.option("--source", help="The uid of a source; “annotator statements FILE --json” names them.")
@click.option("--coder", help="The name of a coder.")
@click.option("--keep-snapshots", is_flag=True, help="Keep the project's snapshots, which still hold it.")
@click.option("--yes", is_flag=True, help="Do it. Nothing of it can be undone.")
def erase(file: Path, source: str | None, coder: str | None, *, keep_snapshots: bool, yes: bool) -> None:
    """Take a source or a coder out for good.

    All that belongs to it goes, and the history of edits. The snapshots of the project on this
    computer are deleted too.
    """
    from annotator.edits.sharing import erase_coder, erase_source
    from annotator.store.store import Store

    if (source is None) == (coder is None):
        raise click.UsageError("Name one source or one coder.")
    if not yes:
        raise click.UsageError(
            "This cannot be undone; the history of edits and all snapshots go too. Add --yes to do it."
        )
    with Store(file, write=True) as store:
        if source is not None:
            deleted = erase_source(store, source, keep_snapshots=keep_snapshots)
        elif coder is not None:
            deleted = erase_coder(store, coder, keep_snapshots=keep_snapshots)
    if keep_snapshots:
        click.echo(f"Erased from {file}. Its snapshots and copies still hold it.")
    else:
        click.echo(
            f"Erased from {file}. Snapshots deleted: {deleted}. Copies of the file still hold it: delete them."
        )


def merge_record(found: Merged) -> dict[str, object]:
    """What a merge did, for scripts."""
    return {
        "added": found.added,
        "changed": found.changed,
        "removed": found.removed,
        "conflicts": [
            {
                "what": conflict.table,
                "field": conflict.field,
                "about": conflict.about,
                "kept": conflict.kept,
                "other": conflict.other,
                "rule": conflict.rule.value,
            }
            for conflict in found.conflicts
        ],
        "waiting": found.waiting,
        "alike": [
            {"what": alike.what, "names": list(alike.names), "uids": list(alike.uids)}
            for alike in found.alike
        ],
    }


def merge_lines(found: Merged, *, dry_run: bool) -> Iterator[str]:
    """The same for people."""
    would = "Would be " if dry_run else ""
    for words, counts in (("added", found.added), ("changed", found.changed), ("removed", found.removed)):
        if counts:
            what = ", ".join(f"{number} {_WORDS[table][number != 1]}" for table, number in counts.items())
            yield f"{would}{words if would else words.capitalize()}: {what}"
    if found.changes_nothing:
        yield "All of it is here already."
    for conflict in found.conflicts:
        if conflict.field:
            yield (
                f"Conflict at {conflict.about} ({conflict.field}): "
                f"kept “{conflict.kept}”, not “{conflict.other}”{_RULES.get(conflict.rule.value, '')}"
            )
        else:
            yield f"Conflict at {conflict.about}: deleted in one file, changed or used in the other; kept"
    for alike in found.alike:
        yield f"Perhaps the same {alike.what}: {', '.join(alike.names)}"


_RULES = {
    "later": ", which was changed after fewer steps of work",
    "fuller": ", for both were made apart and this one is filled in or sorts last",
    "first key": ", which comes later",
}
_WORDS = {
    "coder": ("coder", "coders"),
    "actor": ("actor", "actors"),
    "variable": ("variable", "variables"),
    "code": ("code", "codes"),
    "source": ("source", "sources"),
    "part": ("part", "parts"),
    "statement": ("statement", "statements"),
    "annotation": ("annotation", "annotations"),
    "value": ("annotation's answers", "annotations' answers"),
    "status": ("stage", "stages"),
    "memo": ("memo", "memos"),
    "settlement": ("settled answer", "settled answers"),
    "event": ("event", "events"),
    "keyword_group": ("group of keywords", "groups of keywords"),
    "worklist": ("worklist", "worklists"),
    "saved_filter": ("saved filter", "saved filters"),
    "frozen_coding": ("frozen coding", "frozen codings"),
    "log_entry": ("entry of the log", "entries of the log"),
    "project": ("title or codebook", "titles or codebooks"),
}
