from __future__ import annotations

from annotator.agreement.methods_section import methods_section
from annotator.agreement.variables import figures_of, with_interval
from tests.agreement.test_variables import units_of

FIGURES = [with_interval(figures_of(units_of(*["xx", "xy", "yy"] * 4, ["x", None])), seed=3)]


def test_the_paragraph_says_what_was_compared_how_and_with_what() -> None:
    words = methods_section(FIGURES, program="Annotator 0.1.0").splitlines()[0]

    assert words.startswith("Agreement between 2 coders was measured on statements that at least two of them")
    assert "Statements that only one of them had done were left out." in words
    assert "with the nominal distance for “framing”" in words
    assert "The 95% intervals are percentiles of 2,000 resamples of statements (seed 3)." in words
    assert "Computed with Annotator 0.1.0." in words


def test_as_text_the_table_stands_between_tabs() -> None:
    table = methods_section(FIGURES, program="A").splitlines()[-2:]

    assert table[0].split("\t")[0::5] == ["Variable", "Alpha"]
    # 8 of 12 agree; n = 24, half x, half y: 1 - (4/12) / (2 * 12 * 12 / (24 * 23))
    assert table[1].split("\t")[:6] == ["framing", "12", "2", "0", "66.7 %", "0.361"]


def test_latex_and_html_escape_what_they_must() -> None:
    latex = methods_section(FIGURES, program="A & B", style="latex")
    page = methods_section(FIGURES, program="A & B", style="html")

    assert r"A \& B" in latex
    assert r"66.7 \% & 0.361" in latex
    assert "A &amp; B" in page
    assert '<td align="right">0.361</td>' in page


def test_what_is_undefined_is_said_and_has_a_dash() -> None:
    words = methods_section([figures_of(units_of("xx", "xx"))], program="A")

    assert "For “framing” alpha is undefined: all ratings are the same" in words
    assert words.splitlines()[-1].split("\t")[4:] == ["100.0 %", "–", "–"]
