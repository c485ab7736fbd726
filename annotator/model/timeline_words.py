"""What a timeline shows, said in a title and in a caption."""

from __future__ import annotations

from annotator.model.timeline import Counted, DateKind, OncePer, SeriesBy, Timeline

_COUNTED = {
    Counted.STATEMENTS: "statements with at least one annotation",
    Counted.ANNOTATIONS: "annotations",
    Counted.SHARE: "share of coded statements with at least one annotation",
    Counted.MIX: "share of all annotations shown",
    Counted.PER_1000_WORDS: "annotations per 1,000 words",
}
_UNIT = {
    Counted.STATEMENTS: "statements",
    Counted.ANNOTATIONS: "annotations",
    Counted.SHARE: "% of coded statements",
    Counted.MIX: "% of annotations",
    Counted.PER_1000_WORDS: "annotations per 1,000 words",
}


def title(timeline: Timeline) -> str:
    """What is counted and of what: "Framing: statements with at least one annotation, by month"."""
    question = timeline.question
    whose = timeline.variable[:1].upper() + timeline.variable[1:]
    if question.by is not SeriesBy.VALUE:
        whose += f" by {question.by.value}"
    summed = ", summed up" if question.cumulative else ""
    return f"{whose}: {_COUNTED[question.counted]}, by {question.bin_size.value}{summed}"


def unit(timeline: Timeline) -> str:
    """What stands on the axis."""
    return _UNIT[timeline.question.counted]


def caption(timeline: Timeline) -> str:
    """Whose layer, how many, which dates, and how repeats, averages and intervals were treated."""
    found = [column for column in timeline.bins if not column.is_gap]
    said = [f"n = {timeline.coded:,} coded statements"]
    if found:
        said.append(f"{found[0].name} to {found[-1].name}" if len(found) > 1 else found[0].name)
    return f"Coded by {timeline.coder}. {'; '.join([*said, *_treatment(timeline)])}."


def shared_caption(timeline: Timeline) -> str:
    """What holds for each of several coders' timelines, shown together."""
    said = "; ".join(_treatment(timeline))
    return f"{said[:1].upper()}{said[1:]}."


def _treatment(timeline: Timeline) -> list[str]:
    question = timeline.question
    said = [
        "dated as published" if question.dates is DateKind.PUBLISHED else "dated as said, else as published"
    ]
    if question.once_per is not OncePer.EACH_TIME:
        said.append(f"repeats of a speaker counted once per {question.once_per.value}")
    if timeline.filtered:
        said.append(f"only {timeline.filtered}")
    if question.window > 1:
        said.append(f"moving average of {question.window} bins, centred")
    return [*said, f"time zone {timeline.time_zone}"]
