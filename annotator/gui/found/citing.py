"""How a retrieved span is quoted in a paper: its words, then who said it where and when."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.gui.words.dates import shown_date
from annotator.store.retrieval import Retrieved


def citation(found: Retrieved) -> str:
    """Speaker, title, outlet, date and address, as far as they are known."""
    title = f"“{found.source_title}”" if found.source_title else ""
    outlet = found.outlet if found.outlet != found.speaker else ""
    pieces = (found.speaker, title, outlet, shown_date(found.date), found.url)
    return ", ".join(piece for piece in pieces if piece)


def quotations(found: Iterable[Retrieved]) -> str:
    """Each span in quotation marks with its citation in brackets, one a line."""
    return "\n".join(f"“{' '.join(one.words.split())}” ({citation(one)})" for one in found)
