"""Every format there is: each module of this folder that has a FORMAT, and nothing to keep by hand."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import annotator.formats
from annotator.errors import NoSuchFormatError, OtherEndingError
from annotator.formats.format import Format


def all_formats() -> tuple[Format, ...]:
    """All formats by name. Modules import their heavy libraries when first used, so this is quick."""
    names = [found.name for found in pkgutil.iter_modules(annotator.formats.__path__)]
    modules = [importlib.import_module(f"annotator.formats.{name}") for name in names]
    found = [module.FORMAT for module in modules if isinstance(getattr(module, "FORMAT", None), Format)]
    return tuple(sorted(found, key=lambda form: form.name))


def format_to_write(name: str) -> Format:
    """The format of that name, for a whole project. Raises NoSuchFormatError."""
    known = [form for form in all_formats() if form.write_project]
    for form in known:
        if form.name == name:
            return form
    raise NoSuchFormatError(name=name, known=", ".join(form.name for form in known))


def check_ending(form: Format, path: Path) -> None:
    """Refuse a file whose ending promises another form; endings that are nobody's may be. Raises OtherEndingError."""
    ending = path.suffix.casefold()
    others = {other.ending: other.title for other in all_formats()} | {".annotator": "a project"}
    if ending != form.ending and ending in others:
        raise OtherEndingError(name=path.name, other=others[ending], form=form.title, ending=form.ending)


def format_of_project(path: Path) -> Format | None:
    """The format that reads whole projects from files that end like `path`; None where there is none."""
    ending = path.suffix.casefold()
    return next((form for form in all_formats() if form.read_project and form.ending == ending), None)
