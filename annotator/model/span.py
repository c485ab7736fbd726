"""A stretch of a source's stored text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """Half-open range of code points: `start` belongs to it, `end` does not; never empty.

    >>> Span(3, 7).of("Hi 🇺🇳!")
    '🇺🇳!'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            message = f"a span needs 0 <= start < end, not {self.start}, {self.end}"
            raise ValueError(message)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The covered part of `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether both share at least one character; neighbours that only touch do not."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside, equal ends included."""
        return self.start <= other.start and other.end <= self.end

    def moved(self, by: int) -> Span:
        """The same length, `by` code points further on."""
        return Span(self.start + by, self.end + by)
