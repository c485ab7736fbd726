from __future__ import annotations

import pytest

from annotator.segmentation.copies import copied_tail

LONG = "a line of the post that is long enough to be told from a refrain, number "


@pytest.mark.parametrize(
    ("marked", "copied"),
    [
        ("a b c", 0),
        ("a b a b", 2),
        ("title a b a b", 2),
        ("title place a b a b", 2),
        ("one two three a b a b", 0),  # too much stands before: may be a refrain
        ("title a a", 1),
        ("a a a a", 2),
        ("title key: • • read #x key: read #x", 3),  # a copy of the light lines alone
        ("title text read #x read #y", 0),
        ("title text #x", 0),
        ("", 0),
    ],
)
def test_the_second_of_two_equal_halves_is_a_copy(marked: str, copied: int) -> None:
    found = marked.split()
    is_light = [line.startswith(("#", "read")) or line.endswith(":") for line in found]

    assert copied_tail(found, is_light) == copied


def test_a_long_repetition_is_a_copy_whatever_stands_before() -> None:
    body = [LONG + str(number) for number in range(3)]

    assert copied_tail(["title", "place", "key:", *body, *body], [False] * 9) == 3


def test_many_equal_lines_take_no_time() -> None:
    found = ["a"] * 100_000 + ["b"]

    assert copied_tail(found, [False] * len(found)) == 0
