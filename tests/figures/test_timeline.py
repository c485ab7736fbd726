"""Pictures of timelines hold all they must, and no text is cut off or lies on another."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from random import Random
from xml.etree import ElementTree as ET  # our own text, not a stranger's

import pytest

from annotator.figures.style import Style, paper, screen
from annotator.figures.text_widths import text_width
from annotator.figures.timeline import Chart, draw, draw_side_by_side, suited
from annotator.model.annotation import CoderId
from annotator.model.codebook import VariableId
from annotator.model.dates import StatedDate
from annotator.model.events import Event, EventId
from annotator.model.timeline import (
    Bin,
    BinSize,
    Counted,
    Duplicates,
    OncePer,
    Question,
    SeriesBy,
    Timeline,
)
from annotator.timeline.aligning import aligned
from annotator.timeline.counting import count
from tests.timelines import entries

BY_MONTH = Question(VariableId(1), CoderId(1))
STYLES = (screen(), screen(dark=True), screen(480), paper(89), paper(183))
SVG = "{http://www.w3.org/2000/svg}"
NAMES = (
    "equality",
    "a rather long name of a code that nobody would want to read on an axis",
    "безопасность и суверенное равенство государств",
    "共同安全與集體防禦的框架",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
)


def _timeline(seed: int) -> Timeline:
    random = Random(seed)  # noqa: S311 - chance, not secrecy
    start = date(random.choice((1789, 1899, 2019, 2024)), random.randint(1, 12), 1)
    days = random.choice((1, 20, 100, 400, 2000, 20_000))
    rows: list[tuple[str | None, str]] = []
    for _ in range(random.choice((1, 5, 200, 2000))):
        day = (start + timedelta(days=random.randrange(days))).isoformat()
        known = random.choice((day, day, day, day, day[:7], day[:4], None))
        rows.append((known, random.choice(("equality", "domination", "equality security", "", "-"))))
    found = entries(*rows)
    codes = tuple(replace(code, name=random.choice(NAMES) + f" {code.id}") for code in found.variable.codes)
    found = replace(found, variable=replace(found.variable, codes=codes))
    size = random.choice([size for size in BinSize if size is not BinSize.DAY or days < 3000])
    counted = random.choice(list(Counted))
    return count(found, replace(BY_MONTH, bin_size=size, counted=counted, interval=random.random() < 0.5))


def _events(seed: int, timeline: Timeline) -> list[Event]:
    """Some events within the bins and beside them, crowded for odd seeds."""
    random = Random(seed)  # noqa: S311 - chance, not secrecy
    places = [column.place for column in timeline.bins if isinstance(column.place, Bin)]
    if not places:
        return []
    first, last = places[0].first.toordinal() - 20, places[-1].last.toordinal() + 20
    crowd = random.choice((0, 2, 5)) if seed % 2 else 25
    days = [date.fromordinal(random.randint(first, last)).isoformat() for _ in range(crowd)]
    known = [random.choice((day, day, day[:7], day[:4])) for day in days]
    return [
        Event(EventId(number), str(number), StatedDate(day), random.choice(NAMES))
        for number, day in enumerate(known)
    ]


def _boxes(picture: str, style: Style) -> list[tuple[float, float, float, float, str]]:
    """Left, top, right and bottom of every text, by the widest of the fonts it may be set in."""
    boxes = []
    for found in ET.fromstring(picture).iter(f"{SVG}text"):  # noqa: S314
        said = found.text or ""
        size, x, y = (float(found.attrib[name]) for name in ("font-size", "x", "y"))
        width = text_width(said, size, bold=found.get("font-weight") == "bold")
        left = x - {"start": 0.0, "middle": width / 2, "end": width}[found.get("text-anchor", "start")]
        boxes.append((left, y - size * 0.75, left + width, y + size * 0.22, said))
    assert boxes
    assert style.width > 0
    return boxes


@pytest.mark.parametrize("chart", Chart)
@pytest.mark.parametrize("seed", range(12))
def test_no_text_is_cut_off_and_none_lies_on_another(chart: Chart, seed: int) -> None:
    timeline = _timeline(seed)
    for style in STYLES:
        picture = draw(timeline, chart=chart, style=style, events=_events(seed, timeline))

        found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', picture)
        assert found is not None
        width, height = float(found[1]), float(found[2])
        boxes = _boxes(picture, style)
        for left, top, right, bottom, said in boxes:
            assert left >= -0.1, (said, style)
            assert right <= width + 0.1, (said, style)
            assert top >= 0, (said, style)
            assert bottom <= height, (said, style)
        for one, other in combinations(boxes, 2):
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other, style)


@pytest.mark.parametrize("chart", Chart)
def test_the_same_timeline_is_the_same_bytes(chart: Chart) -> None:
    assert draw(_timeline(3), chart=chart, style=paper(89)) == draw(
        _timeline(3), chart=chart, style=paper(89)
    )


def test_a_picture_is_as_wide_as_a_journal_column() -> None:
    assert 'width="89mm"' in draw(_timeline(1), style=paper(89))
    assert 'width="960px"' in draw(_timeline(1), style=screen())


def test_a_picture_can_be_given_its_height() -> None:
    found = re.search(r'viewBox="0 0 960 ([\d.]+)"', draw(_timeline(2), height=540))

    assert found is not None
    assert float(found[1]) == pytest.approx(540)


def test_shares_of_statements_are_never_stacked() -> None:
    found = entries(("2024-01-05", "equality"))
    shares = count(found, replace(BY_MONTH, counted=Counted.SHARE))

    assert suited(Chart.STACKED_AREAS, shares) is Chart.LINES
    assert suited(Chart.STACKED_AREAS, count(found, BY_MONTH)) is Chart.STACKED_AREAS


def test_the_picture_says_what_is_counted_of_what_and_of_how_many() -> None:
    picture = draw(count(entries(("2024-01-05", "equality"), (None, "security")), BY_MONTH))

    assert "Framing: statements with at least one annotation, by month" in picture
    assert "n = 2 coded statements" in picture
    assert ">undated</text>" in picture
    assert "Not found: domination." in picture


def test_title_and_caption_can_be_written_by_hand_and_markup_in_them_is_text() -> None:
    picture = draw(
        count(entries(("2024-01-05", "equality")), BY_MONTH), title="Who & <what>", caption="Our figure."
    )

    assert "Who &amp; &lt;what&gt;" in picture
    assert "Our figure." in picture
    assert "Coded by" not in picture


def test_an_empty_project_says_so() -> None:
    assert "No statement has been coded yet." in draw(count(entries(), BY_MONTH))


def test_events_are_lines_with_their_words_where_they_fit_else_with_numbers() -> None:
    timeline = count(entries(("2024-01-05", "equality"), ("2024-12-05", "equality")), BY_MONTH)
    vote = Event(EventId(1), "1", StatedDate("2024-06-10"), "The vote")
    many = [
        replace(vote, date=StatedDate(f"2024-06-{day}"), text=f"Day {day} of it") for day in range(10, 20)
    ]

    one, crowd = draw(timeline, events=[vote]), draw(timeline, events=many)

    assert ">The vote</text>" in one
    assert ">Day 10 of it</text>" not in crowd
    assert "Events: 1 Day 10 of it (2024-06-10); 2 Day 11" in crowd
    assert "The vote" not in draw(timeline, events=[replace(vote, date=StatedDate("2030-01-01"))])


@pytest.mark.parametrize("chart", Chart)
def test_coders_stand_below_each_other_on_one_scale(chart: Chart) -> None:
    found = [
        count(entries(("2024-01-05", "equality"), ("2024-03-05", "equality")), BY_MONTH),
        count(entries(*[("2024-02-05", "security")] * 7, (None, "")), BY_MONTH),
    ]
    second = replace(found[1], coder="Bruno")
    for style in STYLES:
        picture = draw_side_by_side(aligned([found[0], second]), chart=chart, style=style)

        boxes = _boxes(picture, style)
        for one, other in combinations(boxes, 2):
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other, style)
        texts = [said for *_, said in boxes]
        assert "Ana: n = 2 coded statements" in texts
        assert "Bruno: n = 8 coded statements" in texts
        if chart is Chart.STACKED_BARS:
            assert (texts.count("security"), texts.count("8")) == (1, 2)


def test_several_coders_share_heights_shades_and_the_strip_of_coded_statements() -> None:
    days = [(f"2024-{month:02}-05", "equality") for month in range(1, 13)]
    found = [
        count(entries(*days), BY_MONTH),
        count(entries(*days, *[("2024-03-05", "equality")] * 30), BY_MONTH),
    ]
    narrow = replace(paper(60), size=9.5)

    for chart, said in (
        (Chart.SMALL_MULTIPLES, "40"),
        (Chart.HEAT_MAP, "at most 31"),
        (Chart.LINES, "at most 31"),
    ):
        picture = draw_side_by_side(aligned(found), chart=chart, style=narrow)
        assert said in picture, chart
        assert "at most 1." not in picture

    shades = draw_side_by_side(aligned(found), chart=Chart.HEAT_MAP, style=narrow)
    assert shades.count(">40</text>") == 2


def test_a_bin_alone_does_not_fill_the_plot() -> None:
    alone = draw(count(entries(("2024-01-05", "equality")), BY_MONTH), style=screen())

    bar, _in_the_legend = (path.attrib["d"] for path in ET.fromstring(alone).iter(f"{SVG}path"))  # noqa: S314
    left, right = (float(bar[1:].split("L")[corner].split()[0]) for corner in (0, 1))
    assert 60 < right - left < 960 / 6
    assert (left + right) / 2 == pytest.approx(442, abs=1)  # above the month's name


def test_intervals_stay_inside_their_small_plots() -> None:
    shares = replace(BY_MONTH, counted=Counted.SHARE, interval=True)
    few = count(entries(("2024-01-05", "equality"), ("2024-01-06", ""), ("2024-02-05", "")), shares)

    picture = draw(few, chart=Chart.SMALL_MULTIPLES)

    assert ">100 %</text>" in picture  # the interval of 1 in 2 reaches 91 %


@pytest.mark.parametrize(("asked", "seen"), [(3, True), (4, False)])
def test_intervals_are_drawn_for_up_to_three_lines_and_else_small_multiples_show_them(
    asked: int, *, seen: bool
) -> None:
    rows = [("2024-01-05", name) for name in ("equality", "domination", "security", "-")[:asked]]
    shares = replace(BY_MONTH, counted=Counted.SHARE, interval=True, absences=True)
    found = count(entries(*rows, *[("2024-02-05", name) for _, name in rows]), shares)

    lines, small = draw(found, chart=Chart.LINES), draw(found, chart=Chart.SMALL_MULTIPLES)

    assert ('fill-opacity="0.16"' in lines) is seen
    assert ("Intervals are left out here" in lines) is not seen
    assert 'fill-opacity="0.16"' in small
    assert (">80 %</text>" in lines) is seen  # 1 of 3 has an interval up to 79 %


def test_bars_are_as_high_as_what_they_show() -> None:
    shares = replace(BY_MONTH, counted=Counted.SHARE, interval=True)
    found = count(entries(("2024-01-05", "equality"), ("2024-01-06", "")), shares)

    picture = draw(found, chart=Chart.GROUPED_BARS)

    assert ">50 %</text>" in picture
    assert ">100 %</text>" not in picture  # the interval, which bars do not show, reaches 91 %


def _in_another_tongue(sentence: str) -> str:
    """Every letter another one, the places in braces as they are."""
    return re.sub(r"\{\w+\}|[A-Za-z]", lambda found: found[0] if len(found[0]) > 1 else "ж", sentence)


@pytest.mark.parametrize("chart", Chart)
def test_a_picture_speaks_the_language_it_is_given(chart: Chart) -> None:
    found = entries(
        *[("2024-01-05", "equality"), ("2024-03-06", "domination - ?"), ("2024", ""), (None, "equality")],
    )
    names = {"equality": "1", "domination": "2", "security": "3"}
    codes = tuple(replace(code, name=names[code.name]) for code in found.variable.codes)
    found = replace(
        found,
        variable=replace(found.variable, codes=codes, name="Ω"),
        coder=replace(found.coder, name="Я"),
        time_zone="+2",
    )
    events = [
        Event(EventId(1), "1", StatedDate("2024-01-06"), "!"),
        Event(EventId(2), "2", StatedDate("2024-02"), "!"),
    ]
    style = replace(screen(700), say=_in_another_tongue)
    for question in (
        replace(BY_MONTH, absences=True, once_per=OncePer.DAY),
        replace(BY_MONTH, counted=Counted.SHARE, interval=True, cumulative=True, window=3),
        replace(BY_MONTH, by=SeriesBy.SPEAKER, counted=Counted.MIX, duplicates=Duplicates.EACH_TIME),
    ):
        timeline = count(replace(found, copies=found.words), question)
        pictures = [draw(timeline, chart=chart, style=style, events=events)]
        pictures.append(draw_side_by_side([timeline, timeline], chart=chart, style=style, events=events))
        for picture in pictures:
            said = " ".join(text.text or "" for text in ET.fromstring(picture).iter() if text.text)  # noqa: S314
            assert set(re.findall(r"[A-Za-z]+", said)) <= {"n"}, said
