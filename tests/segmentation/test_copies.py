from __future__ import annotations

import pytest

from annotator.model.corpus import Dropped, DropReason
from annotator.model.span import Span
from annotator.segmentation.copies import copied_tail, linked
from annotator.segmentation.reading import Shape, read_text

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


def _repeated(text: str, *copies: int) -> list[int | None]:
    """The numbers of the lines that these lines of a text are said to repeat."""
    lines = text.split("\n")
    starts = [len("\n".join(lines[:number])) + (number > 0) for number in range(len(lines))]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    found = linked(text, [Dropped(spans[number], DropReason.COPY) for number in copies])
    return [None if one.repeats is None else spans.index(one.repeats) for one in found]


@pytest.mark.parametrize(
    ("text", "copies", "repeated"),
    [
        ("a\nb\na\nb", (2, 3), [0, 1]),
        ("a 🇺🇳\nx\na 🇺🇳", (2,), [0]),
        ("a\nb\na\na\nb\na", (3, 4, 5), [0, 1, 2]),  # equal lines are told apart by their order
        ("a\na\na", (1, 2), [0, 0]),
        ("a  b\na b", (1,), [0]),  # blanks do not matter
        ("a\nb", (1,), [None]),
    ],
)
def test_a_copy_is_linked_to_the_line_that_it_says_again(
    text: str, copies: tuple[int, ...], repeated: list[int | None]
) -> None:
    assert _repeated(text, *copies) == repeated


def test_what_else_is_dropped_repeats_nothing() -> None:
    header = Dropped(Span(2, 3), DropReason.HEADER)

    assert linked("a\na", [header]) == (header,)


def test_linking_many_equal_lines_takes_no_time() -> None:
    copies = [Dropped(Span(at, at + 1), DropReason.COPY) for at in range(40_000, 80_000, 2)]

    assert linked("a\n" * 40_000, copies)[-1].repeats == Span(39_998, 39_999)


def test_a_post_knows_which_lines_its_copies_say_again() -> None:
    said = "One sea. One law.\n#Law\n"
    (draft,) = read_text(f"Forwarded from Velm MFA\n{said}{said}", origin="channel.txt", shape=Shape.CHANNEL)

    copies = [one for one in draft.dropped if one.reason is DropReason.COPY]

    assert [(one.span.of(draft.text), one.repeats and one.repeats.of(draft.text)) for one in copies] == [
        ("One sea. One law.", "One sea. One law."),
        ("#Law", "#Law"),
    ]
