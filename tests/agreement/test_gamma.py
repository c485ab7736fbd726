from __future__ import annotations

import sys
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.figure import Undefined
from annotator.agreement.gamma import gamma, gamma_disorder
from annotator.agreement.spans import Continua, Continuum
from annotator.errors import MissingPackageError, WrongMaterialError

Spans = list[tuple[int, int, str]]

SPANS: st.SearchStrategy[Spans] = st.lists(
    st.tuples(st.integers(0, 15), st.integers(1, 9), st.sampled_from("xy")).map(
        lambda span: (span[0], span[0] + span[1], span[2])
    ),
    min_size=1,
    max_size=4,
)


def _text(first: Spans, second: Spans) -> Continuum:
    return Continuum.of(0, 30, {"ana": first, "ben": second})


def _apart(one: tuple[int, int, str] | None, other: tuple[int, int, str] | None) -> float:
    if one is None or other is None:
        return 1.0
    ends = abs(one[0] - other[0]) + abs(one[1] - other[1])
    return float((ends / (one[1] - one[0] + other[1] - other[0])) ** 2 + (one[2] != other[2]))


def _smallest_by_trying_all(first: Spans, second: Spans) -> float:
    """All ways of giving each span a partner or nobody; nobody with nobody costs nothing here."""
    left = [*first, *[None] * len(second)]
    right = [*second, *[None] * len(first)]
    return min(
        sum(
            _apart(one, other)
            for one, other in zip(left, chosen, strict=True)
            if one is not None or other is not None
        )
        for chosen in permutations(right)
    ) / ((len(first) + len(second)) / 2)


@settings(max_examples=15, deadline=None)
@given(SPANS.filter(lambda spans: len(spans) < 4), SPANS.filter(lambda spans: len(spans) < 4))
def test_no_alignment_is_in_less_disorder(first: Spans, second: Spans) -> None:
    pytest.importorskip("scipy", reason="gamma needs scipy, the extra of that name")

    found = gamma_disorder(_text(first, second))

    assert found.value == pytest.approx(_smallest_by_trying_all(first, second))


def test_the_same_seed_gives_the_same_gamma() -> None:
    pytest.importorskip("scipy", reason="gamma needs scipy, the extra of that name")
    text = _text([(0, 5, "x"), (10, 16, "y")], [(1, 5, "x"), (11, 18, "x")])

    one, other = gamma(text, samples=20, seed=3), gamma(text, samples=20, seed=3)

    assert one.value == other.value
    assert one.params["seed"] == 3


def test_without_spans_there_is_no_gamma() -> None:
    assert gamma(_text([], [])).undefined is Undefined.NO_SPANS


def test_gamma_is_of_the_one_text_that_is_shared() -> None:
    """A project gives its texts as a collection, some of them coded by one coder alone."""
    shared, alone = _text([], []), Continuum.of(0, 9, {"ana": [(0, 5, "x")]})

    assert gamma(Continua((alone, shared))).undefined is Undefined.NO_SPANS
    assert gamma(Continua((alone,))).undefined is Undefined.NO_PAIRABLE_VALUES
    assert gamma(Continua(())).undefined is Undefined.NO_PAIRABLE_VALUES
    with pytest.raises(
        WrongMaterialError, match=r"gamma is computed from one text .*, and these are 2 texts"
    ):
        gamma(Continua((shared, shared)))


def test_without_scipy_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)

    with pytest.raises(MissingPackageError, match="gamma needs the package scipy"):
        gamma_disorder(_text([(0, 5, "x")], [(0, 5, "x")]))
