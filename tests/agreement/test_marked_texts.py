from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from annotator.agreement.figure import Figure, Undefined
from annotator.agreement.marked_texts import Per, continua_of
from annotator.agreement.measures import compute
from annotator.agreement.segmentation_boundaries import Cuttings, boundary_similarity
from annotator.agreement.span_figures import gamma_of, span_figures
from annotator.agreement.spans import Continuum
from annotator.agreement.unitizing import u_alpha
from annotator.model.annotation import Coder, CoderId
from annotator.model.codebook import Variable, VariableId, VariableKind
from annotator.model.corpus import SourceId, StatementId
from annotator.model.marked import Marked, MarkedSpan, MarkedStatement
from annotator.model.span import Span

CODERS = tuple(Coder(CoderId(at), uid, uid.upper()) for at, uid in enumerate(("a", "b", "c"), start=1))
FRAMING = Variable(VariableId(1), "v", "framing", VariableKind.CODES)


def marked(*statements: tuple[int, int, int, Mapping[str, list[tuple[int, int, str]]]]) -> Marked:
    """Source, start and end of each statement, and what was marked there, in places of the source."""
    return Marked(
        FRAMING,
        CODERS,
        tuple(
            MarkedStatement(
                StatementId(number),
                SourceId(source),
                Span(start, end),
                {coder: tuple(MarkedSpan(*one) for one in spans) for coder, spans in given.items()},
            )
            for number, (source, start, end, given) in enumerate(statements, start=1)
        ),
    )


def at_random(seed: int) -> Marked:
    """Some sources with statements that two or three coders have done, marked without overlaps."""
    chance = random.Random(seed)  # noqa: S311
    statements = []
    for number in range(12):
        start, length = 100 * number, chance.randint(10, 60)
        given = {}
        for coder in chance.sample(["a", "b", "c"], chance.choice([1, 2, 3, 3])):
            cuts = sorted(chance.sample(range(length + 1), 4))
            spans = [(start + cuts[0], start + cuts[1], chance.choice("xy"))]
            if chance.random() < 0.5:
                spans.append((start + cuts[2], start + cuts[3], chance.choice("xy")))
            given[coder] = spans
        statements.append((number // 3, start, start + length, given))
    return marked(*statements)


def test_places_count_from_the_start_of_the_statement() -> None:
    found = continua_of(marked((1, 100, 120, {"a": [(103, 107, "x")], "b": []})))

    (text,) = found.texts
    assert (text.begin, text.end) == (0, 20)
    assert text.spans == {"a": [(3, 7, "x")], "b": []}


def test_per_source_what_the_same_coders_have_done_is_laid_end_to_end() -> None:
    given = marked(
        (1, 0, 10, {"a": [(0, 4, "x")], "b": [(2, 4, "x")]}),
        (1, 12, 20, {"a": [(12, 14, "y")]}),
        (1, 30, 40, {"a": [], "b": [(30, 35, "y")]}),
        (2, 0, 5, {"a": [], "b": []}),
    )

    found = continua_of(given, Per.SOURCE)

    assert [(text.end, text.spans) for text in found.texts] == [
        (20, {"a": [(0, 4, "x")], "b": [(2, 4, "x"), (10, 15, "y")]}),
        (8, {"a": [(0, 2, "y")]}),
        (5, {"a": [], "b": []}),
    ]


@pytest.mark.parametrize("seed", range(20))
def test_figures_are_the_same_statement_by_statement_and_end_to_end(seed: int) -> None:
    given = at_random(seed)
    one_by_one = continua_of(given)

    for figure in span_figures(given).figures:
        single = compute(figure.measure, one_by_one, **figure.params)
        assert figure.undefined == single.undefined
        assert figure.value == pytest.approx(single.value, abs=1e-12)
        if not figure.measure.startswith("char"):
            assert figure.n_units == single.n_units


def test_statements_marked_most_differently_come_first() -> None:
    # a and b share 2 of the 4 characters that either marked; in the other statement all 3.
    given = marked(
        (1, 0, 10, {"a": [(0, 3, "x")], "b": [(0, 3, "x")]}),
        (1, 10, 20, {"a": [(10, 14, "x")], "b": [(12, 14, "x")]}),
        (1, 20, 30, {"a": [], "b": []}),
    )

    found = span_figures(given)

    assert [(one.statement.statement_id, one.apart) for one in found.statements] == [(2, 0.5), (1, 0.0)]
    assert [(one.label, one.counts) for one in found.labels] == [("x", (2, 2, 0))]


def _value(figure: Figure) -> float:
    assert figure.value is not None
    return figure.value


def test_one_label_alone_is_a_layer_that_others_may_overlap() -> None:
    overlapping = Continuum.of(0, 20, {"a": [(0, 10, "x"), (5, 12, "y")], "b": [(0, 8, "x"), (5, 12, "y")]})
    alone = Continuum.of(0, 20, {"a": [(0, 10, "x")], "b": [(0, 8, "x")]})

    assert u_alpha(overlapping).undefined is Undefined.OVERLAP_WITHIN_CODER
    assert _value(u_alpha(overlapping, "x")) == pytest.approx(_value(u_alpha(alone)))
    assert _value(u_alpha(overlapping, "y")) == pytest.approx(1.0)


def test_boundaries_of_spans_are_those_of_the_pieces_they_cut() -> None:
    spans = Continuum.of(0, 20, {"a": [(3, 8, "x"), (12, 20, "x")], "b": [(3, 9, "x"), (14, 20, "y")]})

    found = boundary_similarity(spans, 2)

    assert _value(found) == pytest.approx(
        _value(boundary_similarity(Cuttings([3, 5, 4, 8], [3, 6, 5, 6]), 2))
    )
    # 3 is shared, 8 and 9 are near (cost 1/2), 12 and 14 alone: 1 - (2 + 1/2) / (2 + 1 + 1).
    assert _value(found) == pytest.approx(1 - 2.5 / 4)


def test_boundary_similarity_of_three_is_the_mean_of_their_pairs() -> None:
    spans = {"a": [(3, 8, "x"), (12, 19, "x")], "b": [(3, 9, "x"), (14, 19, "x")]}
    given = marked((1, 0, 20, {**spans, "c": spans["a"]}))

    found = {figure.measure: figure for figure in span_figures(given).others}["boundary_similarity"]

    # a and b: 3 and 19 are shared, 8 and 9 are near (cost 1/2), 12 and 14 alone: 1 - (2 + 1/2) / (2 + 1 + 2).
    # a and c are the same: 1. b and c are as a and b.
    assert _value(found) == pytest.approx((0.5 + 1 + 0.5) / 3)
    assert (found.n_units, found.n_coders) == (1, 3)


def test_gamma_is_of_what_all_coders_have_done() -> None:
    pytest.importorskip("scipy")
    same = [(3, 8, "x"), (12, 19, "y")]
    given = marked(
        (1, 0, 20, {"a": same, "b": same, "c": same}), (1, 20, 40, {"a": [(20, 30, "x")], "b": []})
    )

    found = gamma_of(given)

    assert (found.value, found.n_units) == (1.0, 1)
    assert gamma_of(marked()).undefined is Undefined.NO_PAIRABLE_VALUES
