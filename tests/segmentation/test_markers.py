from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.segmentation.markers import GRAPHEME, leading, says_something


@pytest.mark.parametrize(
    ("line", "markers"),
    [
        ("• Velm", ["•"]),
        ("•Velm", ["•"]),
        ("– Velm", ["–"]),
        ("* Velm", ["*"]),
        ("🔵 Velm", ["🔵"]),
        ("🇻🇪🇺🇳 Velm", ["🇻🇪🇺🇳"]),
        ("1️⃣0️⃣ Velm", ["1️⃣0️⃣"]),
        ("👨‍👩‍👧 ☝️ 👳🏻‍♀️ Velm", ["👨‍👩‍👧 ☝️ 👳🏻‍♀️"]),
        ("💬 • Velm", ["💬 •"]),
        ("<...> Velm", ["<...>"]),
        ("🔵 […] Velm", ["🔵", "[…]"]),
        ("1. Velm", ["1."]),
        ("12) Velm", ["12)"]),
        ("(a) Velm", ["(a)"]),
        ("iv) Velm", ["iv)"]),
        ("3. Oktober", []),
        ("3.5 percent", []),
        ("1945. Velm", []),
        ("J. Smith", []),
        ("-1 degree", []),
        ("=1+1", []),
        ("@x", []),
        ("#Velm", []),
        ("“Velm”", []),
        ("© Velm", []),
        ("🇻🇪 and 🇺🇳 agreed", []),
    ],
)
def test_what_stands_before_the_words_is_told_from_them(line: str, markers: list[str]) -> None:
    found = leading(line, 0, len(line), at_line_start=True)

    assert [span.of(line) for span, _ in found] == markers


def test_a_number_inside_a_line_is_no_marker() -> None:
    assert leading("1. Velm", 0, 7, at_line_start=False) == []


@pytest.mark.parametrize(
    ("words", "says"), [("Velm", True), ("5", True), ("1️⃣", False), ("— * —", False), ("🇻🇪!", False)]
)
def test_something_is_said_by_letters_and_figures(words: str, says: bool) -> None:  # noqa: FBT001
    assert says_something(words) is says


@given(st.text(alphabet="🇻🇪🇺e\u0301\u200d\ufe0f\u0903\u0600👨👩a \u1100\u1161\u20e31", max_size=12))
def test_graphemes_are_those_of_the_standard(text: str) -> None:
    ours = [found.span() for found in regex.finditer(GRAPHEME, text)]

    assert ours == [found.span() for found in regex.finditer(r"\X", text)]
