"""What holds of every text, however odd."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.corpus import Unit
from annotator.model.text import to_raw_text
from annotator.segmentation.reading import Shape, read_text
from tests.drafts import check_draft

ODD = [
    *(
        "🇷🇺🇺🇳",
        "1️⃣0️⃣",
        "👨‍👩‍👧",
        "👳🏻‍♀️",
        "☝️",
        "e\u0301 é",
        "Tu\u0308rkiye",
        "ﬁ",
        "a\u00a0b\u202fc\u200bd\u200de\ufefff",
    ),
    *(
        "so\u00adft",
        "a\r\nb",
        "a\rb",
        "a\r\r\nb",
        "a\x85b\u2028c\u2029d\ve\ff\x00g",
        "\r\n\r\n",
        "",
        "\ufeff",
    ),
    *(
        "שלום abc 123",
        "\u200fقال 123.\u200e \u202eabc",
        "क्षि",
        "กำ",
        "\u1112\u1161\u11ab",
        "中文。没有空格。",
        "\ud83d",
    ),
    *("it\x92s", "can& #39;t", "&amp;amp;", "&lt;b&gt;", "A & B", "<...>", '"straight to curly”'),
    *("Dr. No said … “Stop!” he cried.", "U.S. Government", "3.5 percent", "No. 5", "т. е.", "3. Oktober"),
    *("=1+1", "-1", "@x", 'a "quoted"\tcell', "x" * 40_000, "\u0301", " \u0301a", "\u0600 \u0600", "\ufe0f"),
]
BITS = [
    *(
        "Forwarded from Velm MFA 🇻🇪",
        "VIEW IN TELEGRAM",
        "💬 ",
        "💬 Ada Orlova: ",
        "📍 Velm, July 16, 2024",
        "July 16, 2024",
    ),
    *(
        "Key talking points:",
        "Read in full",
        "#A #B",
        "<...>",
        "• ",
        "1. ",
        "🇻🇪🇺🇳 ",
        "Velm, [16.07.24 18:30]",
        "1.2K views",
    ),
    *(
        "/1",
        "2/",
        "(3/7)",
        "Read on Twitter",
        "date 2018-01-20 ",
        "United Nations",
        "A UNITED FRONT. X",
        "By Ann Bell",
    ),
    *(
        "© X",
        " – Velm.com",
        "Title: X",
        "Ada Orlova: Yes. ",
        "Q: Why? ",
        "A: So. ",
        "Minister Ada Orlova said ",
        " she said.",
    ),
    *(
        "We came. ",
        "He said: “Go!” ",
        "“",
        "”",
        '"',
        "(",
        ")",
        "... ",
        "…",
        "。",
        "“好。”他说。",
        "\u200d",
        "\ufe0f",
        "\u0600",
    ),
    *(
        "\n",
        "\n\n",
        "\n\n\n\n\n\n",
        " ",
        "\u0301",
        "\u1100\u1161",
        "https://a.b/c ",
        "A",
        "a",
        ".",
        "!",
        "\xa0",
    ),
    "The long body of this article goes on for a while and says a good many things, and then it ends right here. ",
]
TEXTS = (
    st.text(max_size=80)
    | st.lists(st.sampled_from(BITS + ODD[:-6]), max_size=30).map("".join)
    | st.lists(st.sampled_from(BITS) | st.text(max_size=5), max_size=30).map("\n".join)
)
LENIENT = settings(deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("shape", [None, *Shape])
@pytest.mark.parametrize("odd", ODD)
def test_odd_texts_are_kept_whole(odd: str, shape: Shape | None) -> None:
    for raw in (odd, f"Velm.\n{odd}\nOrland.", f"{odd} {odd}"):
        drafts = read_text(raw, origin="", shape=shape)

        for draft in drafts:
            check_draft(draft)
        if drafts:
            assert "".join(to_raw_text(draft.text, draft.edits) for draft in drafts) == raw


@LENIENT
@given(TEXTS, st.sampled_from(Unit), st.sampled_from([None, *Shape]))
def test_nothing_is_lost_twice_or_cut(raw: str, unit: Unit, shape: Shape | None) -> None:
    drafts = read_text(raw, origin="", unit=unit, shape=shape)

    for draft in drafts:
        check_draft(draft)
    if drafts:
        assert "".join(to_raw_text(draft.text, draft.edits) for draft in drafts) == raw


@LENIENT
@given(TEXTS.filter(lambda raw: "\r" not in raw), st.sampled_from(Unit), st.sampled_from(["\r\n", "\r"]))
def test_the_kind_of_line_end_makes_no_difference(raw: str, unit: Unit, end: str) -> None:
    def statements(text: str) -> list[tuple[str, str]]:
        return [
            (statement.kind.value, statement.span.of(draft.text))
            for draft in read_text(text, origin="", unit=unit)
            for statement in draft.statements
        ]

    assert statements(raw.replace("\n", end)) == statements(raw)


@LENIENT
@given(TEXTS)
def test_reading_twice_gives_the_same(raw: str) -> None:
    assert read_text(raw, origin="") == read_text(raw, origin="")


@pytest.mark.parametrize("raw", ["", "\ufeff", "\r\n\r\n", " \t", "\x00"])
def test_blanks_alone_are_no_source(raw: str) -> None:
    assert read_text(raw, origin="") == []


SENTENCE = (
    "The minister of Velm said the U.S. Government paid 3.5 percent (see No. 5) for “peace,” he added. "
)
LONG = {
    "one line": SENTENCE * 10_000,
    "lines": (SENTENCE * 5 + "\n") * 2_000,
    "article": "A title\n\n" + "".join(f"{SENTENCE * 5}{number}.\n\n" for number in range(2_000)),
    "channel": ("Forwarded from Velm\n🎙 FM Ada Orlova's statement\n💬 " + (SENTENCE * 5 + "\n") * 20) * 100,
    "post": "Forwarded from Velm\n" + "".join(f"{SENTENCE}{n}\n" for n in range(5_000)) * 2,
    "thread": "\n\n".join(f"{SENTENCE * 2}/{number}" for number in range(1, 5_000)),
    "transcript": "Ada Orlova: We came. We saw.\nCarl Dent: No! Yes.\n" * 20_000,
    "ministers": "Foreign Minister Ada Orlova said that “we are here.” He said so. " * 15_000,
    "flags": "🇻🇪" * 500_000,
    "dots": ". " * 500_000,
    "initials": "A." * 500_000,
    "links": "https://" * 125_000,
    "blank lines": "a\n\n" * 100_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
def test_a_million_characters_take_seconds(name: str) -> None:
    started = time.process_time()

    drafts = read_text(LONG[name], origin="")

    assert sum(len(draft.text) for draft in drafts) == len(LONG[name])
    assert time.process_time() - started < 30
