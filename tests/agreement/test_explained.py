from __future__ import annotations

import re

import pytest

from annotator.agreement.explained import EXPLAINED, explain
from annotator.agreement.measures import MEASURES


def test_every_measure_is_explained_and_nothing_else() -> None:
    assert set(EXPLAINED) == set(MEASURES)


@pytest.mark.parametrize("measure", sorted(EXPLAINED))
def test_an_explanation_is_a_sentence_with_a_dated_source(measure: str) -> None:
    found = explain(measure)

    assert found.sentence[0].isupper()
    assert found.sentence.endswith(".")
    assert re.search(r"\((19|20)\d\d\)", found.source)
    assert found.formula


def test_titles_tell_measures_apart() -> None:
    assert len({found.title for found in EXPLAINED.values()}) == len(EXPLAINED)
