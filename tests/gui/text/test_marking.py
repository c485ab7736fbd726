"""What is marked in a long statement is what would be marked if all of it were read at once."""

from __future__ import annotations

import random

import pytest

from annotator.gui.text.marking import grown, moved_end, next_sentence, next_word_place, sentence_at
from annotator.model.span import Span
from annotator.model.text import graphemes, words
from annotator.segmentation.sentences import sentences

PIECES = (
    *("The harbour is West's.", "Nobody 🔵 asked; the U.S. did!", "(They never do.)", "«Да, мы знаем.»"),
    *(
        "مرحبا بالجميع.",
        "条约不能成立。",
        "“Is it?” she asked.",
        "e\u0301lan 🇷🇺🇺🇳 3.5 flags",
        "and so on",
        "—",
    ),
)


def long_text(seed: int, pieces: int) -> str:
    chance = random.Random(seed)  # noqa: S311 (no secret)
    return " ".join(chance.choice(PIECES) for _ in range(pieces))


@pytest.mark.parametrize("seed", range(4))
def test_sentences_and_words_around_a_place_are_those_of_the_whole(seed: int) -> None:
    text = long_text(seed, 700)
    whole, all_words = sentences(text, Span(0, len(text))), words(text)
    chance = random.Random(seed)  # noqa: S311 (no secret)

    for caret in (0, len(text), *(chance.randrange(len(text)) for _ in range(60))):
        following = next((found for found in whole if found.end > caret), whole[0])
        assert next_sentence(text, None, caret) == following
        after = next((found for found in whole if found.start >= following.end), whole[0])
        assert next_sentence(text, following, caret) == after
        holding = [found for found in whole if found.start <= caret < found.end]
        assert sentence_at(text, caret) == (holding[0] if holding else None)
        ends = [word.end for word in all_words if word.end > caret]
        assert next_word_place(text, caret, 1) == min(ends, default=len(text))
        starts = [word.start for word in all_words if word.start < caret]
        assert next_word_place(text, caret, -1) == max(starts, default=0)


@pytest.mark.parametrize("seed", range(4))
def test_an_end_moves_to_the_next_word_or_character_of_the_whole(seed: int) -> None:
    text = long_text(seed, 200)
    characters = [found.start for found in graphemes(text)] + [len(text)]
    chance = random.Random(seed)  # noqa: S311 (no secret)

    for _ in range(60):
        start, end = sorted(chance.sample(characters, 2))
        for exact, at_start, step in (
            (e, a, s) for e in (True, False) for a in (True, False) for s in (1, -1)
        ):
            moved = start if at_start else end
            places = characters if exact else [w.start if at_start else w.end for w in words(text)]
            beyond = [place for place in places if (place > moved if step > 0 else place < moved)]
            place = (min(beyond) if step > 0 else max(beyond)) if beyond else None
            first, last = (place, end) if at_start else (start, place)
            wanted = Span(first, last) if first is not None and last is not None and first < last else None
            assert moved_end(text, Span(start, end), at_start=at_start, step=step, exact=exact) == wanted


def test_what_is_marked_grows_from_word_to_statement() -> None:
    text = "He came. The bloc, it said, stays here. The end."
    marked = None
    steps = []
    while (more := grown(text, marked, text.index("said"))) is not None:
        steps.append(more.of(text))
        marked = more

    assert steps == ["said", "it said,", "The bloc, it said, stays here.", text]


def test_nothing_is_marked_where_there_is_nothing() -> None:
    assert next_sentence("", None, 0) is None
    assert next_sentence(" \n ", None, 1) is None
    assert next_word_place("", 0, 1) == 0
    assert next_word_place("...", 1, 1) == 3
    assert next_word_place("...", 2, -1) == 0
