"""Figures of agreement in words: numbers, reasons, and what each figure says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from annotator.agreement.explained import OF_CHARACTERS, OF_TEXTS, explain
from annotator.agreement.figure import Figure, Undefined
from annotator.gui.words.terms import grouped
from annotator.model.annotation import Absence
from annotator.model.codebook import Codebook
from annotator.model.project import Project

_CONTEXT = "agreement"


def tr(sentence: str, **values: object) -> str:
    """A sentence in the user's language, with the values in their places."""
    return QCoreApplication.translate(_CONTEXT, sentence).format(**values)


def decimal(value: float, places: int = 3) -> str:
    """A coefficient; below 0 with a true minus, never a negative nothing."""
    words = f"{value:.{places}f}"
    if float(words) == 0:
        words = words.lstrip("-")
    return words.replace("-", "−")


def percent(value: float) -> str:
    """A share of a hundred, to one place."""
    return tr("{number} %", number=f"{value * 100:.1f}")


def interval_words(figure: Figure) -> str:
    """Both ends of the interval; empty where there is none."""
    found = figure.interval
    return "" if found is None else f"{decimal(found.low)} – {decimal(found.high)}"


def reason(figure: Figure) -> str:
    """Why there is no figure, in a few words."""
    match figure.undefined:
        case Undefined.NO_PAIRABLE_VALUES:
            return tr("no statement was done by two")
        case Undefined.NO_VARIATION:
            return tr("all answers are the same")
        case _:
            return tr("cannot be computed")


def one_unit() -> str:
    """Why alpha of one statement says nothing."""
    return tr(
        "One statement only: alpha is then 0 whatever was answered, and says nothing before there are more."
    )


def explanation(figure: Figure, *, of: str = "", below: float | None = None, minimum: float = 0.0) -> str:
    """What the figure was computed from, what it says, its formula and its source."""
    known = explain(figure.measure)
    return " ".join(
        (
            _origin(figure, tr(known.title), of),
            *_resampling(figure),
            *_below(below, minimum),
            tr(known.sentence),
            f"{_unbroken(tr(known.formula))}.",
            f"{known.source}.",
        )
    )


def _unbroken(formula: str) -> str:
    """No line begins with a minus: it stays with what it is taken from."""
    return formula.replace(" − ", "\u00a0− ")


def answer_words(head: Project, answer: object) -> str:
    """One answer in the words of the codebook or the register; None is no answer."""
    if answer is None:
        return tr("nothing")
    if isinstance(answer, float):
        return f"{answer:g}"
    if answer == Absence.NOT_APPLICABLE.value:
        return tr("not applicable")
    if answer == Absence.UNDECIDED.value:
        return tr("undecided")
    return answer_names(head).get(str(answer), str(answer))


def answers_words(head: Project, given: object) -> str:
    """A whole answer: the codes in the order of the codebook, or *nothing*."""
    if not isinstance(given, frozenset):
        return answer_words(head, given)
    if not given:
        return tr("nothing")
    order = {uid: at for at, uid in enumerate(answer_names(head))}
    return ", ".join(
        answer_words(head, answer)
        for answer in sorted(given, key=lambda uid: (order.get(uid, len(order)), uid))
    )


def answer_names(head: Project) -> dict[str, str]:
    """The name behind the uid of every code and actor, codes in the order of the codebook."""
    return code_names(head.codebook) | {actor.uid: actor.name for actor in head.actors}


def code_names(codebook: Codebook) -> dict[str, str]:
    """The name behind the uid of every code."""
    return {code.uid: code.name for code in codebook.codes()}


def _origin(figure: Figure, name: str, of: str) -> str:
    if figure.value is None:
        return tr("{figure}: {reason}.", figure=name, reason=reason(figure))
    metrics = {"masi": tr("MASI distance"), "nominal": tr("nominal"), "interval": tr("interval distance")}
    distance = "" if of else metrics.get(str(figure.params.get("metric")), "")
    what = tr("{figure} ({distance})", figure=name, distance=distance) if distance else name
    if of:
        what = tr("{figure}: {code}", figure=name, code=of)
    places = {"figure": what, "units": grouped(figure.n_units), "answers": grouped(figure.n_pairable)}
    if figure.measure in OF_CHARACTERS:
        return tr("{figure}, from {units} characters.", **places)
    if figure.measure in OF_TEXTS:
        return tr("{figure}, from {answers} characters; texts compared: {units}.", **places)
    return tr("{figure}, from {answers} answers to {units} statements.", **places)


def _below(share: float | None, minimum: float) -> list[str]:
    if share is None:
        return []
    return [
        tr(
            "In {share} of the resamples alpha lies below {minimum}.",
            share=percent(share),
            minimum=decimal(minimum),
        )
    ]


def _resampling(figure: Figure) -> list[str]:
    found = figure.interval
    if found is None:
        return []
    words = tr(
        "Interval from {times} resamples of statements, seed {seed}.",
        times=grouped(found.resamples),
        seed=found.seed,
    )
    skipped = tr("{times} resamples had no variation and were left out.", times=grouped(found.skipped))
    return [words, skipped] if found.skipped else [words]
