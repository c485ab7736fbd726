from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.text import TextEdit, to_raw_text, to_stored_text
from annotator.segmentation.repair import edits_within, stored

TORN = st.lists(
    st.sampled_from(
        [
            *("& #39;", "&amp;", "&lt;b&gt;", "&#10;", "&#13;", "& quot;", "Ã©", "â€œ", "\x92", "é"),
            *(
                "\r\n",
                "\n",
                "\x00",
                "\ufeff",
                "\ud83d",
                "\ude00",
                ' https://a/b">https://a/... ',
                "x",
                " ",
                "\x85",
            ),
        ]
    ),
    max_size=20,
).map("".join)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("can& #39;t", "can't"),
        ("can& # 39 ;t &#x27 ;", "can't '"),
        ("Q & A: R&amp;D, &amp;amp;, &quot;", 'Q & A: R&D, &, "'),
        ("MojibakÃ© â€” itâ€™s", "Mojibaké — it’s"),
        ("C1: it\x92s", "C1: it’s"),
        ('see https://a.b/c/1189.html">https://a.b/c/1... now', "see https://a.b/c/1189.html now"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("\ud83d\ude00 joined, \ud83d alone", "😀 joined, \ufffd alone"),
    ],
)
def test_what_a_wrong_encoding_or_a_web_page_has_broken_is_repaired(raw: str, text: str) -> None:
    found, edits = stored(raw)

    assert found == text
    assert to_raw_text(found, edits) == raw


@pytest.mark.parametrize(
    "text",
    [
        "<...> <word> A & B, AT&T; 3 < 5 > 2",
        '“curly”, ‘single’, "straight to curly”, «guillemets»',
        "ﬁnal ligature, Tu\u0308rkiye apart, Türkiye in one, ｆｕｌｌ width",
        "no-break\u00a0blank, narrow\u202fone, zero\u200bwidth, soft\u00adhyphen, \ufeff inside",
        "  leading and trailing blanks \t ",
        'a link https://a.b/c and "another">one',
        "RTL \u200fשלום\u202e",
    ],
)
def test_nothing_of_taste_is_changed(text: str) -> None:
    assert stored(text) == (text, ())


@given(
    st.text(alphabet=st.characters() | st.sampled_from("\r\n\x00\ufeff\ud800\udc00&#39; ;"), max_size=60)
    | TORN
)
def test_the_file_can_always_be_had_back(raw: str) -> None:
    text, edits = stored(raw)

    assert to_raw_text(text, edits) == raw
    assert to_stored_text(text) == (text, ())


@given(TORN, st.integers(0, 60))
def test_slices_carry_their_own_edits(raw: str, cut: int) -> None:
    text, edits = stored(raw)
    cut = min(cut, len(text))

    head = to_raw_text(text[:cut], edits_within(edits, 0, cut, last=False))
    tail = to_raw_text(text[cut:], edits_within(edits, cut, len(text), last=True))

    assert head + tail == raw


def test_an_edit_says_where_it_stands_in_the_stored_text() -> None:
    assert stored("a\r\ncan& #39;t")[1] == (TextEdit(1, "\r\n", "\n"), TextEdit(5, "& #39;", "'"))


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["https://", "& # ", "Ã©lan ", "The cat’s — ", "中文字。", "€â"])
def test_a_million_characters_take_seconds(piece: str) -> None:
    started = time.process_time()

    stored(piece * (1_000_000 // len(piece)))

    assert time.process_time() - started < 20
