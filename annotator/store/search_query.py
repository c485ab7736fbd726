"""The language of searching: words, "phrases", prefix*, NEAR, AND, OR, NOT, brackets, and /patterns/.

Words are compared without accents and case. Scripts that are written without blanks, and signs that are
no words, are looked for as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import regex

from annotator.errors import (
    BrokenPatternError,
    LonelyOperatorError,
    NearNeedsWordsError,
    NothingToFindError,
    OpenBracketError,
    OpenQuotationError,
)

NEAR_BY = 10
"""Words that may lie between those joined by NEAR, unless it says how many."""

_DEEPEST = 100
"""Brackets within brackets that anybody means."""

_NO_BLANKS = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]|\A[^\p{L}\p{N}\p{Co}]+\Z"
)
_TOKEN = regex.compile(
    r"""\s+ | "(?P<phrase>[^"]*)"(?P<prefix>\*)? | “(?P<curly>[^“”"]*)[”"] | «(?P<angled>[^«»]*)»
    | (?P<near>NEAR\() | NEAR/(?P<distance>\d+)(?!\S) | (?P<operator>AND|OR|NOT|NEAR)(?=[\s()]|\Z)
    | (?P<bracket>[()]) | (?P<open>["“«]) | (?P<word>[^\s()"“«]+)""",
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase; with `prefix` its last word may go on."""

    text: str
    prefix: bool = False

    @property
    def is_literal(self) -> bool:
        """Whether it is looked for as it stands: no blanks tell its words apart."""
        return _NO_BLANKS.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Near:
    """Terms with at most `distance` words between them, in any order."""

    terms: tuple[Term, ...]
    distance: int = NEAR_BY


@dataclass(frozen=True, slots=True)
class Joined:
    """AND and OR join two or more; of a NOT the second must not be there."""

    operator: Literal["AND", "OR", "NOT"]
    parts: tuple[Wanted, ...]


Wanted = Term | Near | Joined


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression, case ignored."""

    text: str

    def compiled(self) -> regex.Pattern[str]:
        """Ready to look with. Raises BrokenPatternError."""
        try:
            return regex.compile(self.text, regex.IGNORECASE)
        except regex.error as error:
            raise BrokenPatternError(pattern=self.text, reason=str(error)) from error


Query = Wanted | Pattern


def parse_query(text: str) -> Query:
    """What the words ask for. Raises a SearchError that says what is wrong.

    >>> parse_query('harbour talk* NOT "far north"')
    Joined(operator='AND', parts=(Term(text='harbour', prefix=False), Joined(operator='NOT', \
parts=(Term(text='talk', prefix=True), Term(text='far north', prefix=False)))))
    """
    stripped = text.strip()
    if len(stripped) > 2 and stripped.startswith("/") and stripped.endswith("/"):
        pattern = Pattern(stripped[1:-1])
        pattern.compiled()
        return pattern
    if stripped.count("(") > _DEEPEST:
        raise OpenBracketError
    parser = _Parser(list(_tokens(stripped)))
    wanted = parser.either()
    if parser.ahead() is not None:
        raise OpenBracketError
    return wanted


def to_fts(wanted: Wanted) -> str:
    """The same in SQLite's FTS5, every term quoted; literal terms have no place in it."""
    match wanted:
        case Term(text, prefix):
            return '"' + text.replace('"', '""') + '"' + ("*" if prefix else "")
        case Near(terms, distance):
            return f"NEAR({' '.join(map(to_fts, terms))}, {distance})"
        case Joined(operator, parts):
            return "(" + f" {operator} ".join(map(to_fts, parts)) + ")"


def terms_of(wanted: Wanted) -> Iterator[Term]:
    """Every term that is looked for; those behind a NOT are not."""
    match wanted:
        case Term():
            yield wanted
        case Near(terms, _):
            yield from terms
        case Joined("NOT", parts):
            yield from terms_of(parts[0])
        case Joined(_, parts):
            for part in parts:
                yield from terms_of(part)


def has_literals(wanted: Wanted) -> bool:
    """Whether any term, also behind a NOT, is looked for as it stands."""
    match wanted:
        case Term():
            return wanted.is_literal
        case Near():
            return False
        case Joined(_, parts):
            return any(map(has_literals, parts))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Literal["term", "operator", "bracket", "near"]
    text: str
    prefix: bool = False
    distance: int = NEAR_BY


def _tokens(text: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text):
        groups = {name: value for name, value in found.groupdict().items() if value is not None}
        match groups:
            case {"open": _}:
                raise OpenQuotationError
            case {"near": _}:
                yield _Token("near", "NEAR")
            case {"distance": number}:
                yield _Token("operator", "NEAR", distance=int(number))
            case {"operator": operator}:
                yield _Token("operator", operator)
            case {"bracket": bracket}:
                yield _Token("bracket", bracket)
            case {"phrase": words} | {"curly": words} | {"angled": words}:
                if words.strip():
                    yield _Token("term", words.strip(), prefix="prefix" in groups)
            case {"word": word} if word.strip("*"):
                yield _Token("term", word.rstrip("*"), prefix=word.endswith("*"))
            case _:
                continue


class _Parser:
    """Reads tokens from left to right; OR binds least, then AND and mere blanks, then NOT, then NEAR."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        if not any(token.kind in {"term", "near"} for token in tokens):
            operators = [token.text for token in tokens if token.kind == "operator"]
            raise LonelyOperatorError(operator=operators[0]) if operators else NothingToFindError

    def ahead(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def either(self) -> Wanted:
        parts = [self._all()]
        while self._takes("operator", "OR"):
            parts.append(self._all())
        return _joined("OR", parts)

    def _all(self) -> Wanted:
        parts = [self._without()]
        while (token := self.ahead()) is not None:
            if token == _Token("operator", "AND"):
                self._at += 1
            elif token.kind == "operator" or token.text == ")":
                break
            parts.append(self._without())
        return _joined("AND", parts)

    def _without(self) -> Wanted:
        wanted = self._near()
        while self._takes("operator", "NOT"):
            wanted = Joined("NOT", (wanted, self._near()))
        return wanted

    def _near(self) -> Wanted:
        wanted = self._one()
        terms, distance = [wanted], NEAR_BY
        while (token := self.ahead()) is not None and (token.kind, token.text) == ("operator", "NEAR"):
            self._at += 1
            distance = token.distance
            terms.append(self._one())
        return wanted if len(terms) == 1 else _checked(terms, distance)

    def _one(self) -> Wanted:
        token = self.ahead()
        if token is None or token.kind == "operator" or (token.text == ")" and token.kind == "bracket"):
            before = self._tokens[self._at - 1] if self._at else token
            lonely = next((one for one in (token, before) if one and one.kind == "operator"), None)
            raise LonelyOperatorError(operator=lonely.text) if lonely else OpenBracketError
        self._at += 1
        if token.kind == "term":
            return Term(token.text, token.prefix)
        if token.kind == "near":
            return self._near_in_brackets()
        wanted = self.either()
        if not self._takes("bracket", ")"):
            raise OpenBracketError
        return wanted

    def _near_in_brackets(self) -> Near:
        """`NEAR(shared waters, 5)`; the comma clings to the word before it."""
        terms: list[Wanted] = []
        distance = NEAR_BY
        while not self._takes("bracket", ")"):
            token = self.ahead()
            if token is None or token.kind != "term":
                raise OpenBracketError
            self._at += 1
            follows = self.ahead()
            if token.text.endswith(",") and follows is not None and follows.text.isdecimal():
                distance = int(follows.text)
                self._at += 1
            if token.text.strip(","):
                terms.append(Term(token.text.rstrip(","), token.prefix))
        return _checked(terms, distance)

    def _takes(self, kind: str, text: str) -> bool:
        token = self.ahead()
        if token is None or (token.kind, token.text) != (kind, text):
            return False
        self._at += 1
        return True


def _joined(operator: Literal["AND", "OR"], parts: list[Wanted]) -> Wanted:
    return parts[0] if len(parts) == 1 else Joined(operator, tuple(parts))


def _checked(wanted: list[Wanted], distance: int) -> Near:
    terms = [one for one in wanted if isinstance(one, Term) and not one.is_literal]
    if len(terms) < 2 or len(terms) != len(wanted):
        raise NearNeedsWordsError
    return Near(tuple(terms), distance)
