"""Which spans of two coders belong together: F1 over a largest one-to-one matching.

Not corrected for chance, and the same whoever comes first, so that no gold standard is needed.
Source: Hripcsak and Rothschild (2005), Journal of the American Medical Informatics Association 12.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

import numpy as np

from annotator.agreement.figure import Figure, Undefined
from annotator.agreement.spans import CodedSpan, Continua, Continuum, as_continua, obstacle, spans_figure
from annotator.errors import WrongParameterError

MATCHES = ("exact", "overlap", "iou")

Fits = Callable[[CodedSpan, CodedSpan], bool]


def span_f1(
    material: Continuum | Continua,
    match: str = "exact",
    threshold: float = 0.5,
    pair: Sequence[str] | None = None,
    *,
    labels: bool = True,
) -> Figure:
    """F1 = 2 M / (|A| + |B|), M the size of a largest one-to-one matching of spans that fit.

    `exact`: same start and end; `overlap`: at least one shared character; `iou`: shared length / length
    from the first start to the last end >= `threshold`. `labels`: must the labels be equal too. Sums
    are taken over texts. Undefined when nobody marked anything in shared texts.
    """
    two = as_continua(material).pair("span_f1", pair)
    params: dict[str, object] = {"match": match, "labels": labels}
    if match == "iou":
        params["threshold"] = threshold
    fits = _rule(match, threshold, labels=labels)
    reason = obstacle(two, partition=False)
    if reason is not None:
        return spans_figure("span_f1", two, reason[0], params, place=reason[1])
    matched, marked = 0, 0
    for text, _ in two.shared:
        one, other = text.spans.values()
        matched += len(largest_matching(one, other, fits))
        marked += len(one) + len(other)
    return spans_figure("span_f1", two, 2 * matched / marked if marked else Undefined.NO_SPANS, params)


def mean_pairwise_span_f1(
    material: Continuum | Continua, match: str = "exact", threshold: float = 0.5, *, labels: bool = True
) -> Figure:
    """Mean F1 of all pairs of coders that share texts with spans. Source: Hripcsak and Rothschild (2005)."""
    given = as_continua(material)
    found = [span_f1(given, match, threshold, pair, labels=labels) for pair in combinations(given.coders, 2)]
    params = found[0].params if found else {"match": match, "labels": labels}
    values = [figure.value for figure in found if figure.value is not None]
    reasons = [figure for figure in found if figure.undefined is Undefined.INVALID_SPAN]
    if reasons:
        return reasons[0].named("mean_pairwise_span_f1", params)
    missing = Undefined.NO_SPANS if given.shared else Undefined.NO_PAIRABLE_VALUES
    mean = sum(values) / len(values) if values else missing
    return spans_figure("mean_pairwise_span_f1", given, mean, params)


def largest_matching(
    first: Sequence[CodedSpan], second: Sequence[CodedSpan], fits: Fits
) -> Mapping[int, int]:
    """A largest set of pairs (place in `first`: place in `second`) that fit, each span used once at most.

    Longer chains are tried where the nearest partner is taken, since taking the first that fits loses
    pairs. Source: Kuhn (1955), with a breadth-first search for each chain.
    """
    partners = _candidates(first, second, fits)
    chosen: dict[int, int] = {}  # place in first: place in second
    taken: dict[int, int] = {}  # place in second: place in first
    for start in range(len(first)):
        came_from, free = _chain(start, partners, taken)
        at = free
        while at is not None:
            one = came_from[at]
            before = chosen.get(one)
            chosen[one], taken[at] = at, one
            at = before if one != start else None
    return chosen


def _chain(
    start: int, partners: Sequence[Sequence[int]], taken: Mapping[int, int]
) -> tuple[dict[int, int], int | None]:
    """The way from `start` over taken partners to a free one: who asked for whom, and the free one."""
    came_from: dict[int, int] = {}
    waiting = deque([start])
    while waiting:
        one = waiting.popleft()
        for other in partners[one]:
            if other in came_from:
                continue
            came_from[other] = one
            if other not in taken:
                return came_from, other
            waiting.append(taken[other])
    return came_from, None


def _candidates(first: Sequence[CodedSpan], second: Sequence[CodedSpan], fits: Fits) -> list[list[int]]:
    """For every span of `first` the spans of `second` that fit; only overlapping ones can."""
    order = sorted(range(len(second)), key=lambda at: second[at].start)
    starts = np.array([second[at].start for at in order], dtype=np.int64)
    reach = np.maximum.accumulate(np.array([second[at].end for at in order], dtype=np.int64))
    low = np.searchsorted(reach, [span.start for span in first], side="right").tolist()
    high = np.searchsorted(starts, [span.end for span in first], side="left").tolist()
    return [
        [order[at] for at in range(begin, end) if fits(span, second[order[at]])]
        for span, begin, end in zip(first, low, high, strict=True)
    ]


def _rule(match: str, threshold: float, *, labels: bool) -> Fits:
    if match not in MATCHES:
        raise WrongParameterError(measure="span_f1", parameter="match", value=match, known=", ".join(MATCHES))

    def fits(one: CodedSpan, other: CodedSpan) -> bool:
        if labels and one.label != other.label:
            return False
        shared = min(one.end, other.end) - max(one.start, other.start)
        if match == "exact":
            return (one.start, one.end) == (other.start, other.end)
        whole = max(one.end, other.end) - min(one.start, other.start)
        return shared > 0 and (match == "overlap" or shared / whole >= threshold)

    return fits
