"""The root of the family: something that we can explain to a user."""

from __future__ import annotations

from typing import ClassVar


class AnnotatorError(Exception):
    """Something that we can explain to a user in a sentence; anything else is our bug."""

    sentence: ClassVar[str] = "{reason}"

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.sentence.format(**values))
