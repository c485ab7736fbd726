"""What a timeline shows, said in a title and in a caption, in the language of whoever says it.

Every function takes `say`, which gives a sentence or a name of this module in another language; the
places in braces stay. Without it they speak English.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from annotator.model.timeline import (
    BinSize,
    Column,
    Counted,
    DateKind,
    Duplicates,
    OncePer,
    Series,
    SeriesBy,
    Timeline,
)

Say = Callable[[str], str]

_TITLES = {
    Counted.STATEMENTS: "{variable}: statements with at least one annotation, by {bin}",
    Counted.ANNOTATIONS: "{variable}: annotations, by {bin}",
    Counted.SHARE: "{variable}: share of coded statements with at least one annotation, by {bin}",
    Counted.MIX: "{variable}: share of all annotations shown, by {bin}",
    Counted.PER_1000_WORDS: "{variable}: annotations per 1,000 words, by {bin}",
}
_WHOSE = {
    SeriesBy.VALUE: "{variable}",
    SeriesBy.SPEAKER: "{variable} by speaker",
    SeriesBy.OUTLET: "{variable} by outlet",
}
_BINS = {size: size.value for size in BinSize}
_UNITS = {
    Counted.STATEMENTS: "statements",
    Counted.ANNOTATIONS: "annotations",
    Counted.SHARE: "% of coded statements",
    Counted.MIX: "% of annotations",
    Counted.PER_1000_WORDS: "annotations per 1,000 words",
}
_ONCE = {
    OncePer.SOURCE: "repeats of a speaker counted once per source",
    OncePer.DAY: "repeats of a speaker counted once per day",
    OncePer.WEEK: "repeats of a speaker counted once per week",
    OncePer.MONTH: "repeats of a speaker counted once per month",
    OncePer.QUARTER: "repeats of a speaker counted once per quarter",
    OncePer.YEAR: "repeats of a speaker counted once per year",
}


def english(sentence: str) -> str:
    """A sentence as it stands here."""
    return sentence


def title(timeline: Timeline, say: Say = english) -> str:
    """What is counted and of what: "Framing: statements with at least one annotation, by month"."""
    question = timeline.question
    variable = timeline.variable[:1].upper() + timeline.variable[1:]
    whose = say(_WHOSE[question.by]).format(variable=variable)
    said = say(_TITLES[question.counted]).format(variable=whose, bin=say(_BINS[question.bin_size]))
    return say("{title}, summed up").format(title=said) if question.cumulative else said


def unit(timeline: Timeline, say: Say = english) -> str:
    """What stands on the axis."""
    return say(_UNITS[timeline.question.counted])


def caption(timeline: Timeline, say: Say = english) -> str:
    """Whose layer, how many, which dates, and how repeats, averages and intervals were treated."""
    found = [column for column in timeline.bins if not column.is_gap]
    said = [say("n = {count} coded statements").format(count=f"{timeline.coded:,}")]
    if len(found) > 1:
        said.append(say("{first} to {last}").format(first=found[0].name, last=found[-1].name))
    elif found:
        said.append(found[0].name)
    treatment = "; ".join([*said, *_treatment(timeline, say)])
    return say("Coded by {coder}. {treatment}.").format(coder=timeline.coder, treatment=treatment)


def shared_caption(timeline: Timeline, say: Say = english) -> str:
    """What holds for each of several coders' timelines, shown together."""
    said = "; ".join(_treatment(timeline, say))
    return f"{said[:1].upper()}{said[1:]}."


def own_caption(timeline: Timeline, say: Say = english) -> str:
    """What holds for one of them alone."""
    words = say("{coder}: n = {count} coded statements")
    return words.format(coder=timeline.coder, count=f"{timeline.coded:,}")


def band_name(column: Column, say: Say = english) -> str:
    """What a band is called; a bin has the same name everywhere."""
    return say(column.name)


def worded(timeline: Timeline, say: Say) -> Timeline:
    """The timeline with the names of its series in another language where they are ours, not the study's."""
    return replace(
        timeline, series=tuple(replace(one, name=series_name(one, say)) for one in timeline.series)
    )


def series_name(series: Series, say: Say = english) -> str:
    """What a series is called: as the study calls it, or as we call what has no name."""
    if series.key:
        return series.name
    words, _, number = series.name.partition(" (")
    return say("others ({count})").format(count=number.rstrip(")")) if words == "others" else say(series.name)


def _treatment(timeline: Timeline, say: Say) -> list[str]:
    question = timeline.question
    is_published = question.dates is DateKind.PUBLISHED
    said = [say("dated as published" if is_published else "dated as said, else as published")]
    if question.once_per is not OncePer.EACH_TIME:
        said.append(say(_ONCE[question.once_per]))
    elif question.duplicates is Duplicates.EACH_TIME:
        said.append(say("folded copies counted each time"))
    if timeline.filtered:
        said.append(say("only {filter}").format(filter=timeline.filtered))
    if question.window > 1:
        said.append(say("moving average of {count} bins, centred").format(count=question.window))
    return [*said, say("time zone {zone}").format(zone=timeline.time_zone)]
