from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.errors import BrokenPatternError, SearchError
from annotator.model.corpus import StatementId
from annotator.model.span import Span
from annotator.store.queue import QueueFilter, queue_ids
from annotator.store.search import Hits, find, read_lines, spans_marked
from annotator.store.search_query import parse_query
from annotator.store.store import Store
from tests.builders import draft, fill, label, span, statement

TEXT = """\
The harbour talks resume in the far north.
Nobody asked the Harbours what they need; the northern bloc talks.
Café owners in the FAR NORTH 🔵 say: naïve talks, naïve harbour.
海湾国家主张主权平等，主权不可分割。
항구는 열려 있다. The harbour is open.
我们 say harbour.
"""


@pytest.fixture
def texts(store: Store) -> Store:
    fill(store, draft("Nothing here."), draft(TEXT, published="2031-03-03"))
    return store


def found(store: Store, typed: str) -> list[str]:
    """What was found, each with the first word of its statement."""
    hits = find(store, parse_query(typed))
    lines = read_lines(store, [hits.at(place) for place in range(len(hits))])
    return [f"{(line.left + line.match).split()[0]}: {line.match}" for line in lines if line]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("bloc", ["Nobody: bloc"]),
        ("HARBOUR", ["The: harbour", "Café: harbour", "항구는: harbour", "我们: harbour"]),
        (
            "harbour*",
            ["The: harbour", "Nobody: Harbours", "Café: harbour", "항구는: harbour", "我们: harbour"],
        ),
        ("cafe", ["Café: Café"]),
        ("naive", ["Café: naïve", "Café: naïve"]),
        ('"far north"', ["The: far north", "Café: FAR NORTH"]),
        ("bloc OR cafe", ["Nobody: bloc", "Café: Café"]),
        ("talks NOT bloc", ["The: talks", "Café: talks"]),
        ("NEAR(asked need, 4)", ["Nobody: asked", "Nobody: need"]),
        ("NEAR(asked need, 3)", []),
        ("主权", ["海湾国家主张主权: 主权", "海湾国家主张主权平等，主权: 主权"]),
        ("항구", ["항구: 항구"]),
        ("我们 harbour", ["我们: 我们", "我们: harbour"]),
        ("harbour NOT 我们", ["The: harbour", "Café: harbour", "항구는: harbour"]),
        ("主权 OR bloc", ["Nobody: bloc", "海湾国家主张主权: 主权", "海湾国家主张主权平等，主权: 主权"]),
        ("🔵", ["Café: 🔵"]),
        (
            "/harbours?/",
            ["The: harbour", "Nobody: Harbours", "Café: harbour", "항구는: harbour", "我们: harbour"],
        ),
        ("/^the .*? talks/", ["The: The harbour talks"]),
        ("/x*/", []),
    ],
)
def test_hits_are_found_with_their_places(texts: Store, typed: str, expected: list[str]) -> None:
    assert found(texts, typed) == expected


def test_a_hit_counts_code_points_in_the_sources_stored_text(texts: Store) -> None:
    hits = find(texts, parse_query('"naïve harbour"'))

    assert hits.at(0) == (statement(texts, "Café"), span(texts, "naïve harbour"))


def test_a_line_has_the_words_around_and_the_source(texts: Store) -> None:
    hits = find(texts, parse_query("asked"))

    line, gone = read_lines(texts, [hits.at(0), (StatementId(4711), Span(0, 1))], around=12)

    assert gone is None
    assert line is not None
    assert (line.left, line.match, line.right) == ("Nobody ", "asked", " the Harbour")
    assert (line.outlet, line.date.value) == ("Daily Beacon", "2031-03-03")


def test_a_text_that_holds_our_marks_shifts_nothing(store: Store) -> None:
    fill(store, draft("One \ufdd1 harbour, two \ufdd0 harbours \ufdd1."))

    assert found(store, "harbour*") == ["One: harbour", "One: harbours"]


def test_the_first_hits_can_be_had_alone(texts: Store) -> None:
    assert len(find(texts, parse_query("harbour*"), limit=2)) == 2


def test_hits_count_their_statements(texts: Store) -> None:
    hits = find(texts, parse_query("naive OR bloc"))

    assert (len(hits), hits.count_statements()) == (3, 2)
    assert Hits().count_statements() == 0


def test_a_pattern_that_never_ends_is_stopped(store: Store) -> None:
    fill(store, draft("a" * 60 + "!"))

    with pytest.raises(BrokenPatternError, match="too long"):
        find(store, parse_query(r"/(a|a|aa)+$/"))


@pytest.mark.parametrize(
    ("typed", "count"), [("harbour", 4), ("主权", 1), ("/harbours?/", 5), ("harbour NOT 我们", 3)]
)
def test_the_queue_is_narrowed_down_by_the_same_language(texts: Store, typed: str, count: int) -> None:
    assert len(queue_ids(texts, QueueFilter(words=typed))) == count


def test_spans_that_are_marked_already_are_known(store: Store) -> None:
    ana, bruno = fill(store, draft("The harbour."))
    label(store, ana, "harbour", "equality")

    assert spans_marked(store, ana) == {(1, 4, 11)}
    assert spans_marked(store, bruno) == set()


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    typed=st.text(
        alphabet=st.sampled_from(
            ['"', "“", "”", "(", ")", "*", " ", "a", "é", "主", "-", ":", "^", "{", "+", ",", "3"]
        ),
        max_size=12,
    )
    | st.lists(
        st.sampled_from(["AND", "OR", "NOT", "NEAR", "NEAR(", "(", ")", "a", "b*", '"c d"', ",", "5", "主"]),
        max_size=8,
    ).map(" ".join)
)
def test_whatever_is_typed_is_searched_or_explained(texts: Store, typed: str) -> None:
    try:
        query = parse_query(typed)
    except SearchError:
        return
    find(texts, query)
    queue_ids(texts, QueueFilter(words=typed))
