"""The command line: everything that needs no hand and no eye, and the way to the window.

Exit status 0; 1 for what a user can mend, with one sentence on standard error; 2 for wrong usage.
Every command imports what it needs by itself, so that the window opens at once and no command
but the window's needs Qt.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator import __version__
from annotator.commands.agreement import show_agreement
from annotator.commands.codebooks import show_codebooks
from annotator.commands.history import compact, show_history
from annotator.commands.reliability import code_again, freeze, show_log, show_samples
from annotator.commands.sharing import copy_project, erase, merge_projects, pseudonymise_project
from annotator.commands.snapshots import restore, show_snapshots
from annotator.commands.timeline import FILE, show_timeline
from annotator.commands.times import show_contradictions, show_events
from annotator.errors import (
    AnnotatorError,
    FileUnreadableError,
    NoQtError,
    NoScreenError,
    OutputError,
    why_unwritable,
)

if TYPE_CHECKING:
    from annotator.model.codebook import Codebook
    from annotator.store.store import Store

_ENDED_BY_HAND = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status."""
    _speak_utf8()
    try:
        status = commands.main(arguments, prog_name="annotator", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _ENDED_BY_HAND
    except BrokenPipeError:  # whoever read our output has enough of it
        _drop_output()
        return 1
    except AnnotatorError as error:
        click.echo(str(error), err=True)
        return 1
    except OSError as error:
        if error.filename is not None:
            raise
        _drop_output()
        click.echo(str(OutputError(reason=why_unwritable(error))), err=True)
        return 1
    return status if isinstance(status, int) else 0


def _list_formats(context: click.Context, _parameter: click.Parameter, wanted: object) -> None:
    from annotator.commands import printing
    from annotator.formats.registry import all_formats

    if wanted:
        written = [form for form in all_formats() if form.write_project]
        printing.print_lines(
            printing.table(
                ("name", "ending", "what it holds"), [(f.name, f.ending, f.summary) for f in written]
            )
        )
        context.exit()


class _Commands(click.Group):
    """A group for which `annotator FILE` means the window with that file."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        is_file = name.endswith(".annotator") or Path(name).exists()
        if self.get_command(ctx, name) is None and is_file:
            return "open", self.get_command(ctx, "open"), args
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="annotator FILE opens the window with a project, annotator alone with the last one.",
)
@click.version_option(__version__, "--version", message="Annotator %(version)s")
@click.pass_context
def commands(context: click.Context) -> None:
    """Code statements, compare coders, and see labelled themes over time."""
    if context.invoked_subcommand is None:
        _show_window(context, None)


@commands.command("open", hidden=True)
@click.argument("file", type=FILE)
@click.pass_context
def open_(context: click.Context, file: Path) -> None:
    """Open the window with a project."""
    from annotator.store.connection import check_header

    check_header(file)
    _show_window(context, file)


@commands.command()
@click.option("--to", "file", type=FILE, help="Where to put it, instead of the folder of your own.")
@click.option("--no-window", is_flag=True, help="Print what is in it, its timeline and the agreement.")
@click.pass_context
def demo(context: click.Context, file: Path | None, *, no_window: bool) -> None:
    """Open the sample project. It is made when it is not there yet."""
    from annotator.edits.sample import sample_project

    if not no_window:
        _check_screen()
    path = sample_project(file)
    if not no_window:
        _show_window(context, path)
        return
    click.echo(f"The sample project is {path}. Delete that file to begin it afresh.\n")
    context.invoke(show_info, file=path, as_json=False)
    for command in (show_timeline, show_agreement):
        click.echo()
        context.invoke(command, file=path)


@commands.command()
@click.argument("file", type=FILE)
@click.option("--title", help="What the study is called; else the name of the file.")
@click.option(
    "--codebook",
    metavar="NAME|FILE|-|none",
    help="What to begin with instead of the starter codebook: another ready-made one ('annotator codebooks' "
    "lists them), a file, - for JSON from standard input, or none.",
)
def new(file: Path, title: str | None, codebook: str | None) -> None:
    """Make a new project with a codebook."""
    from annotator.edits.projects import STARTER, create_project

    wanted = _piped_codebook() if codebook == "-" else codebook or STARTER
    create_project(file, title=file.stem if title is None else title, codebook=wanted).close()
    click.echo(f"Made {file}.")


def _piped_codebook() -> Codebook:
    from annotator.formats.codebook_json import read_codebook

    name = "standard input"
    try:
        piped = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileUnreadableError(name=name, reason="it is not UTF-8 text") from error
    return read_codebook(piped, name)


@commands.command("import")
@click.argument("file", type=FILE)
@click.argument("sources", type=FILE, nargs=-1, required=True)
@click.option(
    "--unit",
    type=click.Choice(["paragraph", "sentence", "post"]),
    default="sentence",
    show_default=True,
    help="What texts are cut into.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def import_(
    context: click.Context, file: Path, sources: tuple[Path, ...], unit: str, *, as_json: bool
) -> None:
    """Bring texts into a project.

    JSON lines hold a whole project, which comes into a new one. Files of which something is wrong
    are named and left out; the others come in, all as one step.
    """
    from annotator.commands import contents, printing
    from annotator.edits.files import import_files
    from annotator.model.corpus import Unit

    with _writing(file) as store:
        done = import_files(store, sources, unit=Unit(unit))
    for found in done:
        if found.error is not None:
            click.echo(str(found.error), err=True)
        if not as_json:
            printing.print_lines(contents.import_lines(found))
    if as_json:
        click.echo(printing.as_json({"files": [contents.import_record(found) for found in done]}))
    context.exit(int(any(found.error for found in done)))


@commands.command("info")
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def show_info(file: Path, *, as_json: bool) -> None:
    """Say what is in a project."""
    from annotator.commands import contents, printing
    from annotator.store.overview import read_overview
    from annotator.store.registers import read_head

    with _reading(file) as store:
        head, found = read_head(store), read_overview(store)
    if as_json:
        click.echo(printing.as_json(contents.overview_record(file.name, head, found)))
    else:
        printing.print_lines(contents.overview_lines(file.name, head, found))


@commands.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--search", default="", help="Only those that hold these words, in the language of the search.")
@click.option("--undated", is_flag=True, help="Only those without a date.")
@click.option("--disputed", is_flag=True, help="Only those on which coders who have done them differ.")
def statements(file: Path, *, as_json: bool, search: str, undated: bool, disputed: bool) -> None:
    """List statements with speaker and date.

    All of them, or those that meet every wish.
    """
    from annotator.commands import contents, printing
    from annotator.model.corpus import StatementId
    from annotator.store.corpus import statement_rows
    from annotator.store.queue import QueueFilter, queue_ids

    wanted = QueueFilter(words=search, undated=undated, disputed=disputed, set_aside=True)
    with _reading(file) as store:
        rows = statement_rows(store)
        if not wanted.without("set_aside").asks_for_nothing:
            kept = frozenset(map(StatementId, queue_ids(store, wanted)))
            rows = [row for row in rows if row.id in kept]
    if as_json:
        click.echo(printing.as_json([contents.statement_record(row) for row in rows]))
    else:
        printing.print_lines(contents.statement_lines(rows))


@commands.command()
@click.argument("file", type=FILE)
@click.option("--format", "form", required=True, help="The name of the format; --list names all.")
@click.option(
    "-o", "--output", "target", type=FILE, required=True, help="The file to write; - for standard output."
)
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_formats,
    help="Name all formats, and do no more.",
)
def export(file: Path, form: str, target: Path) -> None:
    """Write a whole project in another form. A file that is there is replaced once the new one is whole."""
    from annotator.edits.files import export_file

    if str(target) == "-":
        export_file(file, form, sys.stdout)
    else:
        export_file(file, form, target)
        click.echo(f"Wrote {target}.")


@commands.command()
@click.argument("file", type=FILE)
@click.option("--mend", is_flag=True, help="Mend what can be mended, after a snapshot.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def check(context: click.Context, file: Path, *, mend: bool, as_json: bool) -> None:
    """Look through a project, and name what does not agree. Nothing is changed without --mend."""
    from annotator.commands import printing
    from annotator.edits.mending import check_file, mend_project

    found = check_file(file)
    snapshot = None
    if mend and found.mendable:
        with _writing(file) as store:
            snapshot = mend_project(store)
        found = check_file(file)
    if as_json:
        record = {"problems": found.problems, "can_be_mended": found.mendable}
        click.echo(printing.as_json(record | ({"snapshot": snapshot.name} if snapshot else {})))
    else:
        if snapshot:
            click.echo(f"Mended. What {file.name} was before is kept as the snapshot {snapshot.name}.")
        printing.print_lines(found.problems or ["No problem found."])
        if found.mendable:
            click.echo(
                f"\n{len(found.mendable)} of {len(found.problems)} can be mended: annotator check --mend does so, "
                "after a snapshot."
            )
    context.exit(int(bool(found.problems)))


commands.add_command(show_codebooks)
commands.add_command(show_timeline)
commands.add_command(show_events)
commands.add_command(show_contradictions)
commands.add_command(show_history)
commands.add_command(compact)
for _command in (show_agreement, show_samples, code_again, freeze, show_log):
    commands.add_command(_command)
commands.add_command(show_snapshots)
commands.add_command(restore)
commands.add_command(merge_projects)
commands.add_command(copy_project)
commands.add_command(pseudonymise_project)
commands.add_command(erase)


@contextmanager
def _reading(file: Path) -> Iterator[Store]:
    """The project, for reading only and as of one moment."""
    from annotator.store.store import Store

    with Store(file, write=False) as store, store.one_moment():
        yield store


@contextmanager
def _writing(file: Path) -> Iterator[Store]:
    from annotator.store.store import Store

    with Store(file, write=True) as store:
        yield store


def _show_window(context: click.Context, file: Path | None) -> None:
    _check_screen()
    try:
        from annotator.gui.app import run
    except ImportError as error:
        if (error.name or "").startswith("annotator"):
            raise
        raise NoQtError(reason=str(error)) from error
    context.exit(run(file))


def _check_screen() -> None:
    """Qt ends the whole process where a Linux has no screen; we say so before. Raises NoScreenError."""
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if sys.platform == "linux" and not named:
        raise NoScreenError


def _drop_output() -> None:
    """Let nothing more be written, not even what waits in a buffer until the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """UTF-8 and line feeds, whatever the console or the pipe is set to."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
