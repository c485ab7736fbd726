"""Writes the manual's page of all commands anew; run it after a command or option changed."""

from __future__ import annotations

from annotator import paths
from annotator.cli import commands
from annotator.commands.reference import reference_page

if __name__ == "__main__":
    page = reference_page(commands)
    (paths.resources() / "manual" / "commands.md").write_text(page, encoding="utf-8", newline="\n")
