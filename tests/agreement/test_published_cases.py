"""Every published and constructed figure of the collection, one test per expected value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.agreement.encoding import encode, from_contingency, from_counts, from_patterns
from annotator.agreement.measures import MEASURES, Material, compute
from annotator.agreement.segmentation_boundaries import Cuttings
from annotator.agreement.spans import Continua, Continuum

FOLDER = Path(__file__).resolve().parent.parent / "data" / "agreement"

NEED_SCIPY = {"gamma", "gamma_disorder"}

Case = dict[str, Any]  # parsed JSON


def _cases() -> list[Case]:
    return [
        case
        for file in sorted(FOLDER.glob("*.json"))
        for case in json.loads(file.read_text("utf-8"))["cases"]
    ]


def _all_expected() -> list[Any]:
    return [
        pytest.param(case, expected, id=f"{case['id']}-{expected['measure']}-{at}")
        for case in _cases()
        for at, expected in enumerate(case["expected"])
    ]


def _material(case: Case) -> Material:
    content, scale, values = case["data"], case["scale"], case.get("categories")
    match content["form"]:
        case "matrix":
            return encode(content["values"], coders=content["coders"], values=values, scale=scale)
        case "patterns":
            rows = [pattern["values"] for pattern in content["patterns"]]
            counts = [pattern["n"] for pattern in content["patterns"]]
            return from_patterns(rows, counts, coders=content["coders"], values=values, scale=scale)
        case "contingency":
            return from_contingency(content["table"], content["categories"], scale=scale)
        case "counts":
            return from_counts(content["counts"], content["categories"], scale=scale)
    return _spans_or_lengths(content)


def _spans_or_lengths(content: Case) -> Continuum | Continua | Cuttings:
    match content["form"]:
        case "spans":
            return Continuum.of(content["begin"], content["end"], content["coders"])
        case "documents":
            texts = [
                Continuum.of(part["begin"], part["end"], part["coders"]) for part in content["documents"]
            ]
            return Continua(tuple(texts))
        case "masses":
            return Cuttings(content["a"], content["b"])
    raise AssertionError(content["form"])


@pytest.mark.parametrize(("case", "expected"), _all_expected())
def test_the_figure_equals_the_published_one(case: Case, expected: Case) -> None:
    if expected["measure"] in NEED_SCIPY:
        pytest.importorskip("scipy", reason="gamma needs scipy, the extra of that name")

    found = compute(expected["measure"], _material(case), **expected.get("params", {}))

    if "undefined" in expected:
        assert (found.value, found.undefined) == (None, expected["undefined"])
    elif isinstance(expected["value"], list):
        assert found.interval is not None
        wanted = pytest.approx(expected["value"], abs=expected["tol"])
        assert [found.interval.low, found.interval.high] == wanted
    else:
        assert found.value == pytest.approx(expected["value"], abs=expected["tol"])


def test_no_measure_of_the_collection_is_left_out() -> None:
    asked = {expected["measure"] for case in _cases() for expected in case["expected"]}

    assert asked - set(MEASURES) == set()
