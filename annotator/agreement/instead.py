"""Which measure can be used where another has no value."""

from __future__ import annotations

from annotator.agreement.figure import Figure, Undefined
from annotator.agreement.measures import expected_material

_WITH_OVERLAPS = (
    "char_alpha_set, mean_pairwise_span_f1 and boundary_similarity allow overlaps; "
    "u_alpha and u_alpha_binary can be had of one label at a time, with label=NAME."
)


def instead_of(figure: Figure) -> str:
    """A sentence that names the measure to use instead; empty where there is none, or where there is a value."""
    is_of_spans = expected_material(figure.measure) == "spans"
    match figure.undefined:
        case Undefined.NO_VARIATION if not is_of_spans:
            return "percent_agreement can be had, and gwet_ac where more values are declared than were used."
        case Undefined.NO_VARIATION:
            return "u_alpha_binary tells whether the same stretches were marked, where some were not."
        case Undefined.NO_VALUED_INTERSECTION:
            return "The coverage is 0; u_alpha_binary tells how far apart the marked stretches are."
        case Undefined.OVERLAP_WITHIN_CODER:
            return _WITH_OVERLAPS
        case _:
            return ""
