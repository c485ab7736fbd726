from __future__ import annotations

import pytest

from annotator.errors import BrokenPatternError
from annotator.model.keywords import KeywordPattern


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("bloc", "The bloc, a Bloc, blocs.", ["bloc", "Bloc"]),
        ("bloc*", "The bloc, blocs, embloc.", ["bloc", "blocs"]),
        ("far north, treaty", "The FAR\nnorth treaty", ["FAR\nnorth", "treaty"]),
        ("/self.determin\\w+/", "Self-determination", ["Self-determination"]),
        ("/a{1,2}b/, c", "aab, c, ab", ["aab", "c", "ab"]),
        ("条约", "这条约不能成立", ["条约"]),
        ("معاهدة", "هذه معاهدة جديدة", ["معاهدة"]),
        ("U.S.", "the U.S. and usual", ["U.S."]),
        ("🇺🇳", "Hi 🔵 🇺🇳!", ["🇺🇳"]),
        ("", "nothing", []),
        (" , *, ", "nothing", []),
        ("/x*/", "nothing", []),
    ],
)
def test_what_is_typed_finds_its_words(typed: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in KeywordPattern(typed).spans(text)] == found


def test_a_broken_pattern_is_explained() -> None:
    with pytest.raises(BrokenPatternError, match=r"/\(open/ is not a pattern"):
        KeywordPattern("harbour, /(open/")


def test_a_pattern_that_never_ends_finds_nothing_instead() -> None:
    assert list(KeywordPattern("/(a+)+$/").spans("a" * 5000 + "b")) == []
