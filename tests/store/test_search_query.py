from __future__ import annotations

import pytest

from annotator.errors import (
    AnnotatorError,
    BrokenPatternError,
    LonelyOperatorError,
    NearNeedsWordsError,
    NothingToFindError,
    OpenBracketError,
    OpenQuotationError,
)
from annotator.store.search_query import Pattern, Term, parse_query, to_fts


@pytest.mark.parametrize(
    ("typed", "fts"),
    [
        ("harbour", '"harbour"'),
        ("harbour talks", '("harbour" AND "talks")'),
        ("harbour AND talks", '("harbour" AND "talks")'),
        ("harb*", '"harb"*'),
        ('"far north"', '"far north"'),
        ('"far nor"*', '"far nor"*'),
        ("“far north”", '"far north"'),
        ("«far north»", '"far north"'),
        ("one OR two three", '("one" OR ("two" AND "three"))'),
        ("one NOT two three", '(("one" NOT "two") AND "three")'),
        ("(one OR two) NOT three", '(("one" OR "two") NOT "three")'),
        ("one NEAR two", 'NEAR("one" "two", 10)'),
        ("one NEAR/3 two", 'NEAR("one" "two", 3)'),
        ('NEAR(one "two three", 5)', 'NEAR("one" "two three", 5)'),
        ("NEAR(one two)", 'NEAR("one" "two", 10)'),
        ("West's non-aligned U.S.", '("West\'s" AND "non-aligned" AND "U.S.")'),
        ("and or near not", '("and" AND "or" AND "near" AND "not")'),
        ('"AND"', '"AND"'),
        ("ANDES", '"ANDES"'),
        ("text:harbour", '"text:harbour"'),
        ("^harbour", '"^harbour"'),
    ],
)
def test_what_is_typed_is_understood(typed: str, fts: str) -> None:
    wanted = parse_query(typed)

    assert not isinstance(wanted, Pattern)
    assert to_fts(wanted) == fts


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", NothingToFindError),
        ("  ", NothingToFindError),
        ('""', NothingToFindError),
        ("*", NothingToFindError),
        ('harbour "far', OpenQuotationError),
        ("“far north", OpenQuotationError),
        ("(harbour", OpenBracketError),
        ("harbour)", OpenBracketError),
        ("()", NothingToFindError),
        ("one ()", OpenBracketError),
        ("NEAR(one two", OpenBracketError),
        ("AND", LonelyOperatorError),
        ("harbour AND", LonelyOperatorError),
        ("OR harbour", LonelyOperatorError),
        ("NOT harbour", LonelyOperatorError),
        ("one AND OR two", LonelyOperatorError),
        ("(one OR) two", LonelyOperatorError),
        ("one NEAR (two OR three)", NearNeedsWordsError),
        ("NEAR(one)", NearNeedsWordsError),
        ("声明 NEAR 主权", NearNeedsWordsError),
        ("/(harbour/", BrokenPatternError),
    ],
)
def test_what_cannot_be_understood_is_explained(typed: str, error: type[AnnotatorError]) -> None:
    with pytest.raises(error):
        parse_query(typed)


def test_a_pattern_stands_between_slashes() -> None:
    assert parse_query(r" /harb(ou)?r\w*/ ") == Pattern(r"harb(ou)?r\w*")
    assert parse_query("and/or") == Term("and/or")


@pytest.mark.parametrize("typed", ["主权", "主权平等", "정부는", "ことば", "🇺🇳", "—", "§", "ความ"])
def test_what_blanks_do_not_tell_apart_is_taken_as_it_stands(typed: str) -> None:
    assert parse_query(typed) == Term(typed)
    assert Term(typed).is_literal


@pytest.mark.parametrize("typed", ["harbour", "гавань", "ميناء", "नमस्ते", "Å", "42"])
def test_words_between_blanks_are_words(typed: str) -> None:
    assert not Term(typed).is_literal
