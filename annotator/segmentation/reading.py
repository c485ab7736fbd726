"""The front door: raw text in, drafts of sources out."""

from __future__ import annotations

from enum import StrEnum

from annotator.model.corpus import SourceDraft, Unit
from annotator.model.span import Span
from annotator.model.text import TextEdit
from annotator.segmentation.articles import is_article, outline_article, outline_text
from annotator.segmentation.channels import is_channel, outline_channel
from annotator.segmentation.copies import linked
from annotator.segmentation.languages import guessed_language
from annotator.segmentation.outline import Outline
from annotator.segmentation.pieces import coarsened, settled
from annotator.segmentation.repair import edits_within, stored
from annotator.segmentation.threads import is_thread, outline_thread
from annotator.segmentation.transcripts import is_transcript, outline_transcript


class Shape(StrEnum):
    """How a text came about, which says where to cut it."""

    CHANNEL = "channel"
    THREAD = "thread"
    TRANSCRIPT = "transcript"
    ARTICLE = "article"
    TEXT = "text"


def shape_of(text: str) -> Shape:
    """The shape that the text shows; plain text where it shows none."""
    if is_channel(text):
        return Shape.CHANNEL
    if is_thread(text):
        return Shape.THREAD
    if is_transcript(text):
        return Shape.TRANSCRIPT
    return Shape.ARTICLE if is_article(text) else Shape.TEXT


def _outlines(text: str, shape: Shape, language: str) -> list[tuple[Span, Outline]]:
    """Every source of the text with its span; together the spans are the whole text."""
    whole = Span(0, len(text))
    match shape:
        case Shape.CHANNEL:
            return outline_channel(text, language)
        case Shape.THREAD:
            return [(whole, outline_thread(text, language))]
        case Shape.TRANSCRIPT:
            return [(whole, outline_transcript(text, language))]
        case Shape.ARTICLE:
            return [(whole, outline_article(text, language))]
        case Shape.TEXT:
            return [(whole, outline_text(text, language))]


def read_text(
    raw: str, *, origin: str, unit: Unit = Unit.SENTENCE, shape: Shape | None = None, language: str = ""
) -> list[SourceDraft]:
    """Sources with parts and statements; one per post of a channel, else one.

    `raw` as it came, `origin` the name of the file. `shape` and `language` are found by content
    unless they are given. The drafts' texts put together, edits taken back, are `raw`. A text of
    blanks alone gives no source.
    """
    return read_shaped(raw, origin=origin, unit=unit, shape=shape, language=language)[1]


def read_shaped(
    raw: str, *, origin: str, unit: Unit = Unit.SENTENCE, shape: Shape | None = None, language: str = ""
) -> tuple[Shape, list[SourceDraft]]:
    """As `read_text`, with the shape that was found."""
    text, edits = stored(raw)
    shape = shape or shape_of(text)
    if not text.strip():
        return shape, []
    language = language or guessed_language(text)
    drafts: list[SourceDraft] = []
    for span, outline in _outlines(text, shape, language):
        inside = edits_within(edits, span.start, span.end, last=span.end == len(text))
        drafts.append(_draft(span.of(text), outline, inside, origin=origin, unit=unit))
    return shape, drafts


def _draft(
    text: str, outline: Outline, edits: tuple[TextEdit, ...], *, origin: str, unit: Unit
) -> SourceDraft:
    statements, dropped, parts = settled(text, coarsened(outline.pieces, unit), outline.parts)
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
        parts=parts,
        statements=statements,
        dropped=linked(text, dropped),
        edits=edits,
        extra=outline.extra,
        warnings=outline.warnings,
    )
