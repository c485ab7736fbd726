from __future__ import annotations

import pytest

from annotator.gui.words.terms import quoted


@pytest.mark.parametrize("words", ["“We came,” she said", "«нас", "‘twas", '"We"'])
def test_words_that_begin_with_a_mark_get_no_second_one(words: str) -> None:
    assert quoted(words) == words


def test_words_are_quoted() -> None:
    assert quoted("No treaty") == "“No treaty”"
