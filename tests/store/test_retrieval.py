from __future__ import annotations

import pytest

from annotator.edits.statuses import set_stage
from annotator.model.annotation import CoderId, Stage
from annotator.model.codebook import CodeId
from annotator.model.periods import read_period
from annotator.store.registers import read_codebook, read_coders
from annotator.store.retrieval import CrossBy, Wanted, cross_table, outlets, retrieve
from annotator.store.store import Store
from tests.builders import draft, fill, label, statement

FIRST = "No treaty can hold when one shore writes it.\nThe islands wait."
SECOND = "The bloc signs alone. 🔵 Nobody asked."


@pytest.fixture
def ana(store: Store) -> CoderId:
    """Ana labels four stretches of two sources, Bruno one."""
    ana, bruno = fill(
        store,
        draft(FIRST, title="Treaty", published="2031-03-03", outlet="Daily Beacon"),
        draft(SECOND, title="Bloc", published="2030-12-31", outlet="Evening Post"),
    )
    label(store, ana, "No treaty can hold", "equality")
    label(store, ana, "can hold when", "domination")
    label(store, ana, "The islands wait", "equality", "accusation")
    label(store, ana, "Nobody asked", "equality")
    label(store, bruno, "The bloc signs", "equality")
    return ana


def code(store: Store, name: str) -> CodeId:
    return next(code.id for code in read_codebook(store).codes() if code.name == name)


def words(store: Store, wanted: Wanted) -> list[str]:
    return [found.words for found in retrieve(store, wanted)]


def test_all_spans_of_a_code_come_in_the_order_of_their_dates(store: Store, ana: CoderId) -> None:
    equality = code(store, "equality")

    everybody = retrieve(store, Wanted(equality))

    assert [found.words for found in everybody] == [
        "The bloc signs",
        "Nobody asked",
        "No treaty can hold",
        "The islands wait",
    ]
    assert [found.coder for found in everybody] == ["Bruno", "Ana", "Ana", "Ana"]
    assert words(store, Wanted(equality, coder_id=ana)) == [found.words for found in everybody[1:]]


def test_another_code_on_the_same_words_is_asked_for_or_ruled_out(store: Store, ana: CoderId) -> None:
    equality, domination = code(store, "equality"), code(store, "domination")
    accusation = code(store, "accusation")

    assert words(store, Wanted(equality, also=domination)) == ["No treaty can hold"]
    assert words(store, Wanted(equality, also=accusation)) == ["The islands wait"]
    assert words(store, Wanted(equality, never=domination, coder_id=ana)) == [
        "Nobody asked",
        "The islands wait",
    ]


def test_words_that_only_touch_are_not_the_same_words_nor_are_those_of_another_coder(
    store: Store, ana: CoderId
) -> None:
    bruno = next(coder.id for coder in read_coders(store) if coder.name == "Bruno")
    appeal, security = code(store, "appeal"), code(store, "security")

    label(store, bruno, "islands wait", "appeal")
    label(store, ana, "The bloc signs ", "security")
    label(store, ana, "alone", "accusation")

    assert words(store, Wanted(code(store, "equality"), also=appeal)) == []
    assert words(store, Wanted(appeal, also=code(store, "accusation"))) == []
    assert words(store, Wanted(security, also=code(store, "equality"))) == []
    assert words(store, Wanted(security, never=code(store, "accusation"))) == ["The bloc signs"]
    assert words(store, Wanted(appeal, never=code(store, "equality"))) == ["islands wait"]


def test_spans_side_by_side_are_not_on_the_same_words(store: Store) -> None:
    ana, _ = fill(store, draft("中文聲明"))
    label(store, ana, "中文", "equality")
    label(store, ana, "聲明", "security")

    assert words(store, Wanted(code(store, "equality"), also=code(store, "security"))) == []
    assert words(store, Wanted(code(store, "security"), never=code(store, "equality"))) == ["聲明"]


def test_a_year_or_no_date_is_no_month_of_the_cross_table(store: Store) -> None:
    dates = {
        "No treaty.": "2031-03-03",
        "The bloc.": "2031-03",
        "Islands wait.": "2031",
        "Nobody asked.": None,
    }
    ana, _ = fill(store, *(draft(text, published=date) for text, date in dates.items()))
    for text in dates:
        label(store, ana, text.rstrip("."), "equality")
    framing = read_codebook(store).variables[0].id

    months, years = (cross_table(store, Wanted(), framing, by) for by in (CrossBy.MONTH, CrossBy.YEAR))

    assert [(cell.name, cell.count) for cell in months] == [("", 2), ("2031-03", 2)]
    assert [(cell.name, cell.count) for cell in years] == [("", 1), ("2031", 3)]


def test_outlet_period_and_source_narrow_it_down(store: Store, ana: CoderId) -> None:
    assert words(store, Wanted(outlet="Evening Post", coder_id=ana)) == ["Nobody asked"]
    assert len(words(store, Wanted(period=read_period("2031")))) == 3
    assert len(words(store, Wanted(source_id=retrieve(store, Wanted())[0].source_id))) == 2
    assert outlets(store) == ["Daily Beacon", "Evening Post"]


def test_what_the_coder_excluded_is_left_out(store: Store, ana: CoderId) -> None:
    set_stage(store, [statement(store, "treaty")], ana, Stage.EXCLUDED, reason="off topic")

    assert words(store, Wanted(coder_id=ana)) == ["Nobody asked", "The islands wait"]


@pytest.mark.parametrize(
    ("by", "names"),
    [
        (CrossBy.OUTLET, {"Daily Beacon": 2, "Evening Post": 2}),
        (CrossBy.SOURCE, {"Treaty": 2, "Bloc": 2}),
        (CrossBy.YEAR, {"2031": 2, "2030": 2}),
        (CrossBy.MONTH, {"2031-03": 2, "2030-12": 2}),
        (CrossBy.SPEAKER, {"": 4}),
    ],
)
@pytest.mark.usefixtures("ana")
def test_codes_are_crossed_with_something_else(store: Store, by: CrossBy, names: dict[str, int]) -> None:
    framing = read_codebook(store).variables[0]

    found = cross_table(store, Wanted(), framing.id, by)

    equality = code(store, "equality")
    assert {cell.name: cell.count for cell in found if cell.code_id == equality} == names
    assert sum(cell.count for cell in found) == 5
