"""The front door: raw text in, drafts of sources out."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from annotator.model.corpus import SourceDraft, Unit
from annotator.model.span import Span
from annotator.model.text import TextEdit
from annotator.segmentation.articles import is_article, outline_article, outline_text
from annotator.segmentation.channel_lines import is_header
from annotator.segmentation.languages import guessed_language
from annotator.segmentation.layout import lines
from annotator.segmentation.outline import Outline
from annotator.segmentation.pieces import coarsened, settled
from annotator.segmentation.posts import outline_post, post_spans
from annotator.segmentation.repair import edits_within, stored
from annotator.segmentation.threads import is_thread, outline_thread


class Shape(StrEnum):
    """How a text came about, which says where to cut it."""

    CHANNEL = "channel"
    THREAD = "thread"
    ARTICLE = "article"
    TEXT = "text"


_OUTLINES: dict[Shape, Callable[[str, str], Outline]] = {
    Shape.CHANNEL: outline_post,
    Shape.THREAD: outline_thread,
    Shape.ARTICLE: outline_article,
    Shape.TEXT: outline_text,
}


def shape_of(text: str) -> Shape:
    """The shape that the text shows; plain text where it shows none."""
    if any(is_header(line.span.of(text)) for line in lines(text)):
        return Shape.CHANNEL
    if is_thread(text):
        return Shape.THREAD
    return Shape.ARTICLE if is_article(text) else Shape.TEXT


def read_text(
    raw: str, *, origin: str, unit: Unit = Unit.SENTENCE, shape: Shape | None = None, language: str = ""
) -> list[SourceDraft]:
    """Sources with parts and statements; one per post of a channel, else one.

    `raw` as it came, `origin` the name of the file. `shape` and `language` are found by content
    unless they are given. The drafts' texts put together, edits taken back, are `raw`. A text of
    blanks alone gives no source.
    """
    text, edits = stored(raw)
    if not text.strip():
        return []
    shape = shape or shape_of(text)
    language = language or guessed_language(text)
    spans = post_spans(text) if shape is Shape.CHANNEL else [Span(0, len(text))]
    drafts: list[SourceDraft] = []
    for span in spans:
        inside = edits_within(edits, span.start, span.end, last=span.end == len(text))
        outline = _OUTLINES[shape](span.of(text), language)
        drafts.append(_draft(span.of(text), outline, inside, origin=origin, unit=unit))
    return drafts


def _draft(
    text: str, outline: Outline, edits: tuple[TextEdit, ...], *, origin: str, unit: Unit
) -> SourceDraft:
    statements, dropped = settled(text, coarsened(outline.pieces, unit))
    return SourceDraft(
        text=text,
        kind=outline.kind,
        title=outline.title,
        outlet=outline.outlet,
        author=outline.author,
        url=outline.url,
        origin=origin,
        published=outline.published,
        unit=unit,
        parts=outline.parts,
        statements=statements,
        dropped=dropped,
        edits=edits,
        extra=outline.extra,
        warnings=outline.warnings,
    )
