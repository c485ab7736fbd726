"""Words that stand out wherever they are read: one group of them has one colour.

A group is typed as a line: words and phrases apart by commas, `*` at the end of a word for all its
endings, and regular expressions between slashes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from annotator.errors import BrokenPatternError

_PIECE = regex.compile(r"\s*(?:/((?:\\.|[^/\\])+)/|([^,]+))\s*(?:,|$)")
_WORD_SIGN = regex.compile(r"(?V1)[\w--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]]")
_PATIENCE_S = 0.02
"""A pattern that takes longer in one paragraph finds nothing there."""


@dataclass(frozen=True, slots=True)
class Keywords:
    """One group: what is typed, and its colour (`#RRGGBB`); without uid it is in no project yet."""

    colour: str
    typed: str
    uid: str = ""


class KeywordPattern:
    r"""What a group finds. Raises BrokenPatternError for a regular expression that breaks its own form.

    >>> [*KeywordPattern("sanction*, /self.determin\w+/").spans("Self-determination by sanctions")]
    [(0, 18), (22, 31)]
    """

    def __init__(self, typed: str) -> None:
        pieces = [piece for piece in _pieces(typed) if piece]
        self._pattern = regex.compile("|".join(pieces), regex.IGNORECASE | regex.V1) if pieces else None

    @property
    def finds_nothing(self) -> bool:
        """Whether no word was typed."""
        return self._pattern is None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the words stand, from start to end in code points, in order; each stretch once."""
        if self._pattern is None:
            return
        try:
            for found in self._pattern.finditer(text, timeout=_PATIENCE_S):
                if found.end() > found.start():
                    yield found.span()
        except TimeoutError:
            return


def _pieces(typed: str) -> Iterator[str]:
    for found in _PIECE.finditer(typed):
        pattern, words = found[1], (found[2] or "").strip()
        if pattern is None:
            yield _of_words(words)
            continue
        try:
            regex.compile(pattern, regex.V1)
        except regex.error as error:
            raise BrokenPatternError(pattern=pattern, reason=error.msg) from error
        yield f"(?:{pattern})"


def _of_words(words: str) -> str:
    """Whole words, blanks of any kind between them; a script without blanks has no ends of words."""
    open_end = words.endswith("*")
    stem = words.rstrip("*").strip()
    if not stem:
        return ""
    escaped = r"\s+".join(regex.escape(word) for word in stem.split())
    begins = r"(?<!\w)" if _WORD_SIGN.match(stem[0]) else ""
    ends = r"\w*" if open_end else r"(?!\w)" if _WORD_SIGN.match(stem[-1]) else ""
    return f"{begins}{escaped}{ends}"
