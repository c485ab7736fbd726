from __future__ import annotations

import pytest

from annotator.agreement.sample_size import required_answers, required_units
from annotator.errors import WrongParameterError


@pytest.mark.parametrize(("minimum", "answers"), [(0.667, 81), (0.800, 139)])
def test_four_equally_frequent_codes_need_what_the_published_table_says(minimum: float, answers: int) -> None:
    # Krippendorff (2019), table of sample sizes for two coders, p = 0.05, as the manual of ATLAS.ti 22 quotes it
    assert required_answers(minimum, 1 / 4) == answers


def test_every_coder_codes_all_statements() -> None:
    # 1.6449^2 (1.8 * 2.2 / (4 * 0.2 * 0.25 * 0.75) - 0.8) = 69.3
    assert required_units(0.8, 1 / 4) == 70
    assert required_answers(0.8, 1 / 4, coders=3) == 208


def test_rarer_codes_higher_minima_and_more_certainty_need_more() -> None:
    usual = required_units(0.8, 0.1)

    assert required_units(0.8, 0.05) > usual
    assert required_units(0.9, 0.1) > usual
    assert required_units(0.8, 0.1, significance=0.01) > usual


@pytest.mark.parametrize("share", [0.0, 1.0, -0.1])
def test_a_share_that_is_none_is_refused(share: float) -> None:
    with pytest.raises(WrongParameterError, match="share"):
        required_units(0.8, share)
