from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.spans import Continua, Continuum
from annotator.agreement.unitizing import cu_alpha, intersections, ku_alpha, u_alpha, u_alpha_binary

LENGTH = 30
Spans = list[tuple[int, int, str]]


@st.composite
def _partitions(draw: st.DrawFn) -> Spans:
    cuts = sorted(draw(st.sets(st.integers(0, LENGTH), max_size=12)))
    labels = draw(st.lists(st.sampled_from(["", "x", "y", "z"]), min_size=len(cuts), max_size=len(cuts)))
    pieces = zip(cuts, cuts[1:], labels, strict=False)
    return [(start, end, label) for start, end, label in pieces if label]


TEXTS = st.lists(_partitions(), min_size=2, max_size=4).map(
    lambda coders: Continuum.of(0, LENGTH, {f"coder {at}": spans for at, spans in enumerate(coders)})
)


def _by_character(text: Continuum) -> dict[tuple[str, str], float]:
    """The l matrix by its definition: every character counted for every ordered pair of coders."""
    coders = [
        {place: span.label for span in spans for place in range(span.start, span.end)}
        for spans in text.spans.values()
    ]
    table: dict[tuple[str, str], float] = {}
    for one, other in permutations(coders, 2):
        for place in range(text.begin, text.end):
            cell = str(one.get(place, "")), str(other.get(place, ""))
            table[cell] = table.get(cell, 0.0) + 1 / (len(coders) - 1)
    return table


@settings(max_examples=50)
@given(TEXTS)
def test_lengths_are_what_counting_every_character_gives(text: Continuum) -> None:
    material = Continua((text,))
    names = ["", *material.labels]

    found = intersections(material)

    table = _by_character(text)
    for row, one in enumerate(names):
        for column, other in enumerate(names):
            wanted = table.get((str(one), str(other)), 0.0)
            assert found.lengths[row, column] == pytest.approx(wanted, abs=1e-9)


@settings(max_examples=50)
@given(TEXTS)
def test_expected_and_observed_lengths_keep_their_sums(text: Continuum) -> None:
    found = intersections(Continua((text,)))

    assert found.lengths.sum() == pytest.approx(len(text.spans) * LENGTH)
    assert found.valued.sum() <= found.lengths.sum()


@settings(max_examples=50)
@given(TEXTS)
def test_the_order_of_coders_does_not_matter(text: Continuum) -> None:
    turned = Continuum(text.begin, text.end, dict(reversed(list(text.spans.items()))))

    for measure in (u_alpha, u_alpha_binary, cu_alpha):
        one, other = measure(text), measure(turned)
        assert one.undefined == other.undefined
        assert one.value == pytest.approx(other.value, abs=1e-9)


@settings(max_examples=50)
@given(_partitions(), st.integers(2, 4))
def test_coders_who_mark_the_same_agree_fully_or_leave_nothing_to_compare(
    spans: Spans, n_coders: int
) -> None:
    text = Continuum.of(0, LENGTH, {f"coder {at}": spans for at in range(n_coders)})

    for measure in (u_alpha, u_alpha_binary, cu_alpha):
        assert measure(text).value in {1.0, None}


@settings(max_examples=50)
@given(TEXTS)
def test_a_text_moved_along_gives_the_same_figures(text: Continuum) -> None:
    moved = Continuum.of(
        1000,
        1000 + LENGTH,
        {
            coder: [(span.start + 1000, span.end + 1000, span.label) for span in spans]
            for coder, spans in text.spans.items()
        },
    )

    assert u_alpha(moved).value == u_alpha(text).value


def test_texts_of_different_sources_are_never_paired() -> None:
    shared = Continuum.of(0, 20, {"ana": [(0, 5, "x")], "ben": [(2, 5, "x")]})
    alone = Continuum.of(0, 900, {"ana": [(0, 500, "x")]})

    assert u_alpha(Continua((shared, alone))).value == u_alpha(shared).value


def test_labels_agree_where_marks_meet_and_the_coverage_says_how_much_that_is() -> None:
    # 5 of 20 characters are marked by both, so 10 of the 40 that two coders read
    text = Continuum.of(0, 20, {"ana": [(0, 5, "x"), (9, 12, "y")], "ben": [(0, 5, "x"), (15, 18, "y")]})

    found = ku_alpha(text, "y")

    assert cu_alpha(text).coverage == 0.25
    assert (found.value, found.coverage) == (None, 0.0)
