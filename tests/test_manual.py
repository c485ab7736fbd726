from __future__ import annotations

import re

from annotator import paths

PAGES = {file.name: file.read_text(encoding="utf-8") for file in (paths.resources() / "manual").glob("*.md")}


def test_every_page_begins_with_its_title() -> None:
    assert [name for name, text in PAGES.items() if not re.match(r"# \S", text)] == []


def test_every_link_leads_to_a_page() -> None:
    broken = {(name, link) for name, text in PAGES.items() for link in _links(text) if link not in PAGES}

    assert broken == set()


def test_every_page_is_reached_from_the_index() -> None:
    assert {"index.md", *_links(PAGES["index.md"])} == set(PAGES)


def _links(text: str) -> list[str]:
    return [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
