from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from annotator import paths
from annotator.cli import commands
from annotator.commands.reference import reference_page

PAGES = {file.name: file.read_text(encoding="utf-8") for file in (paths.resources() / "manual").glob("*.md")}


def test_every_page_begins_with_its_title() -> None:
    assert [name for name, text in PAGES.items() if not re.match(r"# \S", text)] == []


def test_every_link_leads_to_a_page() -> None:
    broken = {(name, link) for name, text in PAGES.items() for link in _links(text) if link not in PAGES}

    assert broken == set()


def test_every_page_is_reached_from_the_index() -> None:
    assert {"index.md", *_links(PAGES["index.md"])} == set(PAGES)


def test_what_is_typed_in_the_manual_is_understood() -> None:
    typed = [line for line in _command_lines() if re.fullmatch("[a-z]+", line[0])]

    assert {name for name, *_ in typed} <= commands.commands.keys()
    unknown = {
        (name, word)
        for name, *words in typed
        for word in words
        if word.startswith("-") and word not in _options(name)
    }
    assert unknown == set()
    assert len(typed) > 30


def test_every_command_is_in_the_manual() -> None:
    named = {name for name, *_ in _command_lines()}
    pages = "".join(PAGES.values())

    missing = {name for name in commands.commands if name not in named and f"`{name}" not in pages}

    assert missing - {"open"} == set()  # what the window begins with when a file is named


@pytest.mark.parametrize("name", sorted(name for name, one in commands.commands.items() if not one.hidden))
def test_every_option_of_a_command_stands_in_its_section_and_says_what_it_does(name: str) -> None:
    section = PAGES["commands.md"].split(f"\n## {name}\n")[1].split("\n## ")[0]

    for option in commands.commands[name].params:
        if isinstance(option, click.Option):
            assert option.help
            assert re.search(rf"^- `{option.opts[0]}\b.*: {re.escape(option.help)}", section, re.MULTILINE)


def test_the_page_of_all_commands_is_written_from_the_program() -> None:
    assert PAGES["commands.md"] == reference_page(commands), "run packaging/commands_page.py"


def _command_lines() -> Iterator[list[str]]:
    """The words behind `annotator` wherever a command is written."""
    readme = (paths.resources().parent / "README.md").read_text(encoding="utf-8")
    for text in (*PAGES.values(), readme):
        blocks = re.findall(r"```\n(.*?)```", text, re.DOTALL)
        lines = [line for block in blocks for line in block.splitlines()]
        for line in (*lines, *re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)):
            first, *words = line.split("  ")[0].split() or [""]
            if first == "annotator" and words:
                yield words


def _options(name: str) -> set[str]:
    command = commands.commands[name]
    found = {option for one in command.params for option in (*one.opts, *one.secondary_opts)}
    return found | {"--help"}


def _links(text: str) -> list[str]:
    return [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
