"""A copied channel cut into its posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from annotator.model.dates import UNDATED, How, StatedDate
from annotator.model.span import Span
from annotator.segmentation import channel_lines, dates
from annotator.segmentation.layout import Line, lines
from annotator.segmentation.outline import Outline
from annotator.segmentation.posts import outline_post


def is_channel(text: str) -> bool:
    """Whether a line of the text is the header of a post."""
    words = [line.span.of(text) for line in lines(text)]
    names = channel_lines.channel_names(words)
    return any(channel_lines.is_header(line, names) for line in words)


def outline_channel(text: str, language: str = "en") -> list[tuple[Span, Outline]]:
    """The posts in order, each with its span; together the spans are the whole text.

    A day that stands between posts, as Telegram's page sets it, is the inferred date of the posts
    below it that state none.
    """
    all_lines = lines(text)
    names = channel_lines.channel_names([line.span.of(text) for line in all_lines])
    posts: list[tuple[Span, Outline]] = []
    day = UNDATED
    for span in _post_spans(text, all_lines, names):
        day = _day_above(span.of(text), names) or day
        outline = outline_post(span.of(text), language, names)
        if outline.published == UNDATED:
            outline = replace(outline, published=day)
        posts.append((span, outline))
    return posts


def _post_spans(text: str, all_lines: Sequence[Line], names: frozenset[str]) -> list[Span]:
    """A post begins with its header, or with the day above that.

    What comes before the first header is a post of its own where it says something. A post that
    is only header and furniture (a picture) goes with the next one.
    """
    starts = [0]
    says_something = False
    day: Line | None = None
    for line in all_lines:
        words = line.span.of(text)
        if channel_lines.is_header(words, names):
            if says_something:
                starts.append(day.span.start if day else line.span.start)
            says_something = False
        elif _is_day(words):
            day = day or line
            continue
        else:
            says_something = says_something or day is not None or not channel_lines.is_furniture(words)
        day = None
    return [Span(start, end) for start, end in pairwise([*starts, len(text)]) if start < end]


def _is_day(words: str) -> bool:
    return dates.whole_date(words) is not None


def _day_above(post: str, names: frozenset[str]) -> StatedDate | None:
    """The day that stands above the header of a post."""
    above = None
    for line in lines(post):
        words = line.span.of(post)
        if channel_lines.is_header(words, names):
            return above
        if found := dates.whole_date(words):
            above = dates.stated(found, How.INFERRED, words)
    return None
