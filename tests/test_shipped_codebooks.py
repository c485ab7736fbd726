from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

import pytest

from annotator import paths
from annotator.edits.projects import ready_codebooks
from annotator.formats.codebook_json import read_codebook
from annotator.model.codebook import Code, Codebook, Variable, VariableKind

FILES = sorted((paths.resources() / "codebooks").glob("*.json"))
GROUNDS = {"light": "#FBFAF7", "white": "#FFFFFF", "dark": "#1B1C1E", "dark surface": "#232427"}
DIGITS, UPPER_ROW = "123456789", "qwertyuiop"


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def file(request: pytest.FixtureRequest) -> Path:
    found = request.param
    assert isinstance(found, Path)
    return found


@pytest.fixture
def codebook(file: Path) -> Codebook:
    return read_codebook(file.read_text(encoding="utf-8"), file.name)


def test_the_starter_comes_first_and_the_others_by_title() -> None:
    assert [(name, found.name) for name, found in ready_codebooks().items()] == [
        ("foreign-policy-and-news", "Foreign policy and news"),
        ("frame-elements", "Frame elements"),
        ("generic-news-frames", "Generic news frames"),
        ("legitimation", "Legitimation"),
        ("narrative-roles", "Narrative roles"),
        ("political-claims", "Political claims"),
        ("populist-communication", "Populist communication"),
    ]


def test_the_manual_names_every_ready_made_codebook() -> None:
    manual = (paths.resources() / "manual" / "codebook.md").read_text(encoding="utf-8")

    assert [found.name for found in ready_codebooks().values() if f"*{found.name}*" not in manual] == []


def test_a_variable_or_code_has_one_meaning_in_all_of_them() -> None:
    meanings: dict[str, set[str]] = {}
    for codebook in ready_codebooks().values():
        nodes: list[Variable | Code] = [*codebook.variables, *codebook.codes()]
        for node in nodes:
            meanings.setdefault(node.uid, set()).add(f"{node.name}: {node.definition}")

    assert [found for found in meanings.values() if len(found) > 1] == []


def test_a_shipped_file_says_what_it_is_and_what_it_rests_on(file: Path) -> None:
    found = json.loads(file.read_text(encoding="utf-8"))

    assert found["description"]
    assert found["licence"] == "CC0-1.0"
    assert found["sources"]


def test_every_uid_is_a_random_uuid(codebook: Codebook) -> None:
    uids = [codebook.uid, *(v.uid for v in codebook.variables), *(c.uid for c in codebook.codes())]

    assert all(UUID(uid).version == 4 and str(UUID(uid)) == uid for uid in uids)


def test_every_code_explains_itself(codebook: Codebook) -> None:
    for code in codebook.codes():
        assert all((code.definition, code.use_when, code.avoid_when)), code.name
        assert any(example.strip() for example in code.examples), code.name
        assert not code.retired


def test_every_variable_explains_itself_and_has_codes_where_it_takes_codes(codebook: Codebook) -> None:
    for variable in codebook.variables:
        assert variable.definition, variable.name
        assert bool(variable.codes) == (variable.kind in {VariableKind.CODE, VariableKind.CODES})


def test_names_are_unique_in_their_variable(codebook: Codebook) -> None:
    assert _twice(variable.name for variable in codebook.variables) == []
    for variable in codebook.variables:
        assert _twice(code.name for code in variable.codes) == []


def test_keys_are_unique_and_within_reach(codebook: Codebook) -> None:
    keys = [code.key for code in codebook.codes() if code.key]

    assert _twice(keys) == []
    assert set(keys) <= set(DIGITS + UPPER_ROW)  # A to L are for recent actors
    for variable in codebook.variables:
        if variable.active and variable.codes:
            row = DIGITS if variable is codebook.variables[0] else UPPER_ROW
            assert [code.key for code in variable.codes] == list(row[: len(variable.codes)])


def test_a_variable_has_at_most_nine_hues_each_its_own(codebook: Codebook) -> None:
    for variable in codebook.variables:
        assert len(variable.codes) <= 9
        assert _twice(code.colour for code in variable.codes) == []


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_line_in_a_codes_colour_is_seen_on_every_ground(codebook: Codebook, ground: str) -> None:
    faint = {
        code.name: code.colour for code in codebook.codes() if _contrast(code.colour, GROUNDS[ground]) < 3
    }

    assert faint == {}


def test_opposites_are_each_others(codebook: Codebook) -> None:
    for code in codebook.codes():
        if code.opposite_id is not None:
            assert codebook.code(code.opposite_id).opposite_id == code.id, code.name
            assert code.opposite_id != code.id


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def _contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21. Source: WCAG 2.2, section "contrast ratio"."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1. Source: WCAG 2.2, section "relative luminance"."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
