from __future__ import annotations

import pytest

from annotator.agreement.figure import Undefined
from annotator.agreement.matching import span_f1
from annotator.agreement.spans import Continua, Continuum, require_sound
from annotator.agreement.unitizing import u_alpha
from annotator.errors import InvalidSpanError, NoSuchCoderError, NotTwoCodersError, OverlappingSpansError

OVERLAPPING = Continuum.of(
    0, 40, {"ana": [(0, 20, "war"), (10, 30, "peace")], "ben": [(0, 20, "war")]}, name="speech 3"
)


@pytest.mark.parametrize("span", [(5, 5, "x"), (7, 6, "x"), (-1, 4, "x"), (8, 11, "x")])
def test_an_empty_span_or_one_that_leaves_its_text_is_named(span: tuple[int, int, str]) -> None:
    text = Continuum.of(0, 10, {"ana": [(0, 2, "x")], "ben": [span]})

    found = u_alpha(text)

    assert (found.value, found.undefined) == (None, Undefined.INVALID_SPAN)
    assert found.place == f"ben, {span[0]}–{span[1]}"
    with pytest.raises(InvalidSpanError, match="The span ben, "):
        require_sound(text)


def test_overlapping_spans_of_one_coder_are_named_with_their_text() -> None:
    found = u_alpha(OVERLAPPING)

    assert (found.undefined, found.place) == (Undefined.OVERLAP_WITHIN_CODER, "speech 3, ana, 10–30")
    with pytest.raises(OverlappingSpansError, match="speech 3, ana, 10–30 overlaps"):
        require_sound(OVERLAPPING, partition=True)


def test_overlapping_labels_can_be_compared_one_at_a_time() -> None:
    layer = Continua((OVERLAPPING,)).of_label("war")

    assert u_alpha(layer).value == 1.0


def test_a_coder_who_is_not_there_has_not_finished_the_text() -> None:
    found = u_alpha(Continua((Continuum.of(0, 9, {"ana": [(0, 3, "x")]}),)))

    assert (found.undefined, found.n_single) == (Undefined.NO_PAIRABLE_VALUES, 1)


def test_a_text_of_no_length_is_not_compared() -> None:
    assert u_alpha(Continuum.of(0, 0, {"ana": [], "ben": []})).undefined is Undefined.NO_PAIRABLE_VALUES


def test_a_figure_counts_texts_coders_and_characters() -> None:
    texts = Continua(
        (OVERLAPPING, Continuum.of(0, 60, {"ana": [], "cy": []}), Continuum.of(0, 5, {"ana": []}))
    )

    found = span_f1(texts, pair=["ana", "ben"])

    assert (found.n_units, found.n_coders, found.n_pairable) == (1, 2, 40)


def test_two_of_three_coders_have_to_be_named() -> None:
    three = Continuum.of(0, 9, {"ana": [], "ben": [], "cy": []})

    with pytest.raises(NotTwoCodersError, match="here are 3"):
        span_f1(three)
    with pytest.raises(NoSuchCoderError, match=r"no coder dee\. The coders are ana, ben, cy"):
        span_f1(three, pair=["ana", "dee"])
