from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.alpha import krippendorff_alpha
from annotator.agreement.characters import char_alpha_binary, char_alpha_nominal, char_alpha_set, char_f1
from annotator.agreement.encoding import encode
from annotator.agreement.figure import Undefined
from annotator.agreement.spans import Continua, Continuum

LENGTH = 15

SPANS = st.lists(
    st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 6), st.sampled_from("xyz")).map(
        lambda span: (span[0], min(span[0] + span[1], LENGTH), span[2])
    ),
    max_size=5,
)
TEXTS = st.lists(SPANS, min_size=2, max_size=3).map(
    lambda coders: Continuum.of(0, LENGTH, {f"coder {at}": spans for at, spans in enumerate(coders)})
)


def _sets(text: Continuum) -> list[list[set[str]]]:
    """For every character the set of labels of each coder."""
    return [
        [
            {str(span.label) for span in spans if span.start <= place < span.end}
            for spans in text.spans.values()
        ]
        for place in range(text.begin, text.end)
    ]


@settings(max_examples=50)
@given(TEXTS, st.sampled_from(["masi", "jaccard"]))
def test_pieces_give_the_same_alpha_as_single_characters(text: Continuum, metric: str) -> None:
    expected = krippendorff_alpha(encode(_sets(text), scale="set"), metric)

    found = char_alpha_set(text, metric)

    assert found.undefined == expected.undefined
    assert found.value == pytest.approx(expected.value, abs=1e-9)
    assert found.n_pairable == expected.n_pairable


@settings(max_examples=50)
@given(TEXTS)
def test_one_label_is_compared_with_all_other_text(text: Continuum) -> None:
    rows = [["x" in labels for labels in row] for row in _sets(text)]

    found = char_alpha_binary(text, "x")

    assert found.value == pytest.approx(krippendorff_alpha(encode(rows)).value, abs=1e-9)


@settings(max_examples=50)
@given(TEXTS)
def test_shared_characters_are_counted_label_by_label(text: Continuum) -> None:
    two = Continua((text,)).of_coders(["coder 0", "coder 1"])
    rows = _sets(two.texts[0])
    both = sum(len(one & other) for one, other in rows)
    single = sum(len(one) + len(other) for one, other in rows)

    found = char_f1(two)

    assert found.value == (pytest.approx(2 * both / single) if single else None)


def test_a_coder_who_has_not_finished_a_text_leaves_gaps_in_it() -> None:
    first = Continuum.of(0, 4, {"ana": [(0, 2, "x")], "ben": [(0, 2, "x")]})
    second = Continuum.of(0, 4, {"ben": [(0, 2, "x")], "cy": [(2, 4, "x")]})
    rows = [["x", "x", None]] * 2 + [["", "", None]] * 2 + [[None, "x", ""]] * 2 + [[None, "", "x"]] * 2

    assert char_alpha_nominal(Continua((first, second))).value == krippendorff_alpha(encode(rows)).value


def test_without_marks_there_is_no_f1() -> None:
    assert char_f1(Continuum.of(0, 9, {"ana": [], "ben": []})).undefined is Undefined.NO_SPANS
