"""The commands that list the snapshots of a project, and bring one back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from annotator.store.differences import Difference
    from annotator.store.ring import Snapshot

_FILE = click.Path(path_type=Path, readable=False)  # what cannot be read is told by us


@click.command("snapshots")
@click.argument("file", type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def show_snapshots(file: Path, *, as_json: bool) -> None:
    """List the snapshots of a project, the latest first.

    With when and why each was taken.
    """
    from annotator.commands import printing
    from annotator.store.restoring import snapshots_of

    found = snapshots_of(file)
    if as_json:
        click.echo(printing.as_json([_record(one) for one in found]))
    elif not found:
        click.echo(f"There is no snapshot of {file.name} on this computer yet.")
    else:
        header = ("snapshot", "taken", "statements", "annotations", "MB")
        rows = [
            (one.name, _why(one), one.statements, one.annotations, f"{one.size / 1e6:.1f}") for one in found
        ]
        printing.print_lines(printing.table(header, rows))


@click.command("restore")
@click.argument("file", type=_FILE)
@click.argument("snapshot", required=False)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def restore(file: Path, snapshot: str | None, *, dry_run: bool, as_json: bool) -> None:
    """Let a project be as it was in a snapshot.

    SNAPSHOT is the beginning of a name that “annotator snapshots” lists; else it is the latest one.
    What the project is now is kept as a snapshot first.
    """
    from annotator.commands import printing
    from annotator.store.restoring import compare_with, find_snapshot, restore_snapshot

    wanted = find_snapshot(file, snapshot)
    changes = compare_with(file, wanted.path)
    kept = None if dry_run else restore_snapshot(file, wanted.path)
    if as_json:
        document = {
            "snapshot": _record(wanted),
            "changes": None if changes is None else [difference_record(one) for one in changes],
            "kept_as": kept.name if kept else None,
        }
        click.echo(printing.as_json(document))
        return
    printing.print_lines(difference_lines(changes, file.name))
    if dry_run:
        return
    click.echo(f"Restored {file.name} as of {wanted.name}.")
    if kept is not None:
        click.echo(f"What it was until now is kept as {kept.name}.")


_WHY = {
    "work": "while working",
    "import": "before an import",
    "merge": "before a merge",
    "codebook": "before a change of the codebook",
    "bulk": "before a change of many statements",
    "erase": "before erasing",
    "migration": "before it was brought up to a newer version",
    "restore": "before restoring another one",
    "repair": "before mending",
    "damaged": "a damaged file, put aside",
}


def _why(snapshot: Snapshot) -> str:
    why = _WHY[snapshot.reason.value]
    return f"{why}, of another project: {snapshot.other}" if snapshot.other else why


def _record(snapshot: Snapshot) -> dict[str, object]:
    return {
        "name": snapshot.name,
        "at": snapshot.at.isoformat(timespec="milliseconds"),
        "reason": snapshot.reason.value,
        "statements": snapshot.statements,
        "annotations": snapshot.annotations,
        "bytes": snapshot.size,
        "path": str(snapshot.path),
        "other_project": snapshot.other or None,
    }


def difference_record(difference: Difference) -> dict[str, object]:
    """What would become of one table, for scripts."""
    record: dict[str, object] = {"what": difference.table}
    sides = (("back", difference.back), ("gone", difference.gone), ("changed", difference.changed))
    for (side, names), count in zip(sides, difference.counts, strict=True):
        record[side] = {"count": count, "some": list(names)}
    return record


def difference_lines(changes: Sequence[Difference] | None, name: str) -> Iterator[str]:
    """The same for people."""
    from annotator.commands import printing

    if changes is None:
        yield f"{name} cannot be read as it is, so there is nothing to compare with."
    elif not changes:
        yield f"{name} holds the same."
    else:
        rows = [(one.table, *one.counts) for one in changes]
        yield from printing.table(("what", "come back", "go", "are changed"), rows)
