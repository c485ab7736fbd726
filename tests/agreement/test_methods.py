from __future__ import annotations

from annotator.agreement.alpha import krippendorff_alpha
from annotator.agreement.encoding import encode
from annotator.agreement.methods import methods_paragraph
from annotator.agreement.percent import percent_agreement
from annotator.agreement.resampling import alpha_ci
from annotator.agreement.spans import Continuum
from annotator.agreement.unitizing import cu_alpha

RATINGS = encode([["a", "a"], ["a", "b"], ["b", "b"], ["b", "b"], ["a", None]], coders=["ana", "ben"])


def test_the_paragraph_names_counts_figures_interval_program_and_sources() -> None:
    figures = [alpha_ci(RATINGS, resamples=100, seed=5), percent_agreement(RATINGS)]

    found = methods_paragraph(figures, variable="framing", program="Discourse Annotator 0.1.0")

    # D_o = 1/4, D_e = 1 - (3·2 + 5·4)/(8·7) = 15/28, alpha = 1 - 7/15
    assert found.startswith(
        "Agreement on “framing” was measured on 4 units (8 ratings) that at least two of 2 coders had "
        "finished; 1 more, with one coder only, was left out. "
        "Krippendorff's alpha (metric nominal) is 0.533, 95% interval "
    )
    assert "(unit resampling, 100 resamples, seed 5" in found
    assert "Percent agreement (variant unit mean) is 0.750. Computed with Discourse Annotator 0.1.0." in found
    assert found.endswith("Fleiss (1971), Psychological Bulletin 76.")


def test_an_undefined_figure_gives_its_reason() -> None:
    same = encode([["a", "a"], ["a", "a"]])

    found = methods_paragraph([krippendorff_alpha(same)], variable="tone", program="us")

    assert "Krippendorff's alpha (metric nominal) is undefined: all ratings are the same" in found


def test_spans_are_counted_in_texts_and_characters_with_their_coverage() -> None:
    text = Continuum.of(0, 20, {"ana": [(0, 5, "x"), (9, 12, "y")], "ben": [(0, 5, "x"), (9, 12, "y")]})

    found = methods_paragraph([cu_alpha(text)], variable="framing", program="us")

    assert "measured on 1 text (20 characters)" in found
    assert "cu-alpha is 1.000, covering 40.0% of the text." in found


def test_latex_and_html_keep_their_special_signs() -> None:
    figures = [krippendorff_alpha(RATINGS)]

    latex = methods_paragraph(figures, variable="R&D_50%", program="us", style="latex")
    page = methods_paragraph(figures, variable="<R&D>", program="us", style="html")

    assert r"``R\&D\_50\%''" in latex
    assert "“&lt;R&amp;D&gt;”" in page
    assert page.startswith("<p>")
