"""One JSON object of a file, which knows its line; its getters refuse what breaks the form."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn, TypeVar, cast

from annotator.errors import BrokenRecordError
from annotator.model.dates import How, StatedDate
from annotator.model.span import Span

_LARGEST = 2**53 - 1
"""The largest whole number that every reader of JSON holds exactly."""

_SURROGATE = re.compile("[\ud800-\udfff]")

T = TypeVar("T")
K = TypeVar("K")
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Record:
    """What was found, on which line of which file. Text that is left out is empty, a list too."""

    found: Mapping[str, object]
    line: int
    file: str

    @classmethod
    def of_line(cls, text: str, line: int, file: str) -> Record:
        """Raises BrokenRecordError where the line is no JSON object."""
        try:
            found = json.loads(text)
        except json.JSONDecodeError as error:
            raise BrokenRecordError(line=line, name=file, reason="it is not JSON") from error
        except (RecursionError, ValueError) as error:
            raise BrokenRecordError(line=line, name=file, reason="it is nested too deep") from error
        return cls(_as_object(found, "it is not an object", line, file), line, file)

    def refuse(self, reason: str) -> NoReturn:
        """Raise what is wrong with this record."""
        raise BrokenRecordError(line=self.line, name=self.file, reason=reason)

    def text(self, key: str) -> str:
        """Lone surrogates become U+FFFD: they are no characters and cannot be stored."""
        return _SURROGATE.sub("\ufffd", self.raw_text(key))

    def raw_text(self, key: str) -> str:
        """Text with its lone surrogates, for what a damaged file held."""
        found = self.found.get(key)
        if found is None:
            return ""
        return found if isinstance(found, str) else self.refuse(f"its {key} is not text")

    def text_or_none(self, key: str) -> str | None:
        """Tells none from empty."""
        return None if self.found.get(key) is None else self.text(key)

    def name(self, key: str) -> str:
        """Text that must be there."""
        return self.text(key) or self.refuse(f"it has no {key}")

    def uid(self) -> str:
        """What names the record everywhere; a slash is what we put between two of them."""
        uid = self.name("uid")
        return self.refuse("its uid holds a slash") if "/" in uid else uid

    def fresh_uid(self, seen: Container[str]) -> str:
        """The record's uid, which none before it may have."""
        uid = self.uid()
        if uid in seen:
            self.refuse("its uid stands before it already")
        return uid

    def truth(self, key: str) -> bool:
        """False where it is left out."""
        found = self.found.get(key, False)
        return found if isinstance(found, bool) else self.refuse(f"its {key} is neither true nor false")

    def whole(self, key: str) -> int:
        """A whole number from 0 on, which must be there."""
        found = self.found.get(key)
        if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= _LARGEST:
            self.refuse(f"its {key} is not a whole number from 0 on")
        return found

    def whole_or_none(self, key: str) -> int | None:
        """The same, which may be left out."""
        return None if self.found.get(key) is None else self.whole(key)

    def one_of(self, choices: type[E], key: str) -> E:
        """One of the words of an enumeration, which must be there."""
        return self.one_of_or_none(choices, key) or self.refuse(f"it has no {key}")

    def one_of_or_none(self, choices: type[E], key: str) -> E | None:
        """The same, which may be left out."""
        found = self.text(key)
        if found and found not in set(choices):
            self.refuse(f"its {key} is “{found}”, which is none of {', '.join(choices)}")
        return choices(found) if found else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        wrapped = (Record({key: item}, self.line, self.file) for item in self._list(key))
        return tuple(item.text(key) for item in wrapped)

    def texts_by_name(self, key: str) -> dict[str, str]:
        """An object whose values are texts."""
        inner = Record(self.keyed(key), self.line, self.file)
        return {_SURROGATE.sub("\ufffd", name): inner.text(name) for name in inner.found}

    def keyed(self, key: str) -> Mapping[str, object]:
        """An object, as it is."""
        found = self.found.get(key)
        return _as_object({} if found is None else found, f"its {key} is not an object", self.line, self.file)

    def objects(self, key: str) -> Iterator[Record]:
        """A list of objects, each a record of the same line."""
        for item in self._list(key):
            found = _as_object(item, f"its {key} holds something else than objects", self.line, self.file)
            yield Record(found, self.line, self.file)

    def span_in(self, text: str) -> Span:
        """The stretch from `start` to `end` of a text."""
        span = self.span_or_none()
        if span is None or span.end > len(text):
            self.refuse("its start and end are no stretch of its source's text")
        return span

    def span_or_none(self) -> Span | None:
        """The stretch from `start` to `end`; None where both are left out."""
        start, end = self.whole_or_none("start"), self.whole_or_none("end")
        if start is None and end is None:
            return None
        if start is None or end is None or start >= end:
            self.refuse("its start does not lie before its end")
        return Span(start, end)

    def span_or_none_in(self, key: str, text: str) -> Span | None:
        """An object that is a stretch of a text; None where it is null."""
        if self.found.get(key) is None:
            return None
        return Record(self.keyed(key), self.line, self.file).span_in(text)

    def date(self, key: str) -> StatedDate:
        """A date with how it is known; its precision follows from its value."""
        inner = Record(self.keyed(key), self.line, self.file)
        value = inner.text_or_none("value")
        try:
            return StatedDate(value, inner.one_of_or_none(How, "how"), inner.text_or_none("evidence"))
        except ValueError:
            self.refuse(f"“{value}” is not a date")

    def known(self, ids: Mapping[K, T], key: K, what: str) -> T:
        """The id behind a uid that another record gave before."""
        found = ids.get(key)
        return self.refuse(f"there is no {what} {key} before it") if found is None else found

    def _list(self, key: str) -> list[object]:
        found = self.found.get(key)
        if found is not None and not isinstance(found, list):
            self.refuse(f"its {key} are not a list")
        return found or []


def _as_object(found: object, reason: str, line: int, file: str) -> Mapping[str, object]:
    if not isinstance(found, dict):
        raise BrokenRecordError(line=line, name=file, reason=reason)
    return cast("dict[str, object]", found)
