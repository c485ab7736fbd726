from __future__ import annotations

import pytest

from annotator.model.corpus import SourceDraft, SourceKind, StatementKind
from annotator.model.dates import How
from annotator.segmentation.reading import Shape, read_text, shape_of
from tests.drafts import check_draft, left_out, said, speakers

CHANNEL = """\
Forwarded from Velm MFA 🇻🇪
🌐 Today is the Day of the Open Sea.
On October 24, 2011, the states signed. They meant it.
🇻🇪🤝🇺🇳 Velm stands by its word.
⏰ Today, on October 24, FM Ada Orlova opens the debate "One sea, one law." Watch it.
#OneSea #OneLaw
On October 24, 2011, the states signed. They meant it.
🇻🇪🤝🇺🇳 Velm stands by its word.
⏰ Today, on October 24, FM Ada Orlova opens the debate "One sea, one law." Watch it.
#OneSea #OneLaw
Forwarded from Velm MFA 🇻🇪
🎙 FM Ada Orlova’s remarks at the dinner (Velm City, February 11, 2031)
Key talking points:
🔵 Our country lies where the currents meet. We know it.
🔵 Nobody is safe until all are
Read in full
#Dinner
Key talking points:
Read in full
#Dinner
Please open Telegram to view this post
VIEW IN TELEGRAM
Forwarded from Velm MFA 🇻🇪
Media is too big
VIEW IN TELEGRAM
🎙 Statement by FM Ada Orlova in the hall
📍 Orland, July 16, 2031
💬 The treaty binds the strong. <...> It binds the weak, <...> as we know.
<...>
👉 Rules, they say! They mean theirs.
📄 Read in full
📍 Orland, July 16, 2031
💬 The treaty binds the strong. <...> It binds the weak, <...> as we know.
<...>
👉 Rules, they say! They mean theirs.
📄 Read in full
Forwarded from Velm MFA 🇻🇪
⚡️ Main results in 2031
1️⃣0️⃣ The ports agreed.
👉 Points 11-15
"""


def read(raw: str) -> list[SourceDraft]:
    drafts = read_text(raw, origin="channel.txt")
    for draft in drafts:
        check_draft(draft)
    return drafts


def test_each_post_is_a_source_with_title_outlet_and_kinds() -> None:
    drafts = read(CHANNEL)

    assert shape_of(CHANNEL) is Shape.CHANNEL
    assert [draft.title for draft in drafts] == [
        "Today is the Day of the Open Sea.",
        "FM Ada Orlova’s remarks at the dinner (Velm City, February 11, 2031)",
        "Statement by FM Ada Orlova in the hall",
        "Main results in 2031",
    ]
    assert {(draft.outlet, draft.kind, draft.origin) for draft in drafts} == {
        ("Velm MFA 🇻🇪", SourceKind.POST, "channel.txt")
    }
    assert said(drafts[0], StatementKind.TAGS) == ["#OneSea #OneLaw"]
    assert "".join(draft.text for draft in drafts) == CHANNEL


def test_the_copy_that_the_page_makes_is_folded_away() -> None:
    drafts = read(CHANNEL)

    assert [[reason for reason, _ in left_out(draft)].count("copy") for draft in drafts] == [4, 3, 5, 0]
    assert said(drafts[0]) == [
        "On October 24, 2011, the states signed.",
        "They meant it.",
        "Velm stands by its word.",
        'Today, on October 24, FM Ada Orlova opens the debate "One sea, one law."',
        "Watch it.",
    ]


def test_markers_elisions_links_and_furniture_stay_outside() -> None:
    drafts = read(CHANNEL)

    assert said(drafts[2]) == [
        "The treaty binds the strong.",
        "It binds the weak, <...> as we know.",
        "Rules, they say!",
        "They mean theirs.",
    ]
    assert left_out(drafts[2])[:9] == [
        ("header", "Forwarded from Velm MFA 🇻🇪"),
        ("page furniture", "Media is too big"),
        ("page furniture", "VIEW IN TELEGRAM"),
        ("marker", "🎙"),
        ("date line", "📍 Orland, July 16, 2031"),
        ("marker", "💬"),
        ("elision", "<...>"),
        ("elision", "<...>"),
        ("marker", "👉"),
    ]
    assert left_out(drafts[3]) == [
        ("header", "Forwarded from Velm MFA 🇻🇪"),
        ("marker", "⚡️"),
        ("marker", "1️⃣0️⃣"),
        ("link", "👉 Points 11-15"),
    ]


def test_only_what_a_post_says_of_itself_dates_it() -> None:
    drafts = read(CHANNEL)

    assert [(d.published.value, d.published.how) for d in drafts] == [
        (None, None),
        ("2031-02-11", How.EXPLICIT),
        ("2031-07-16", How.EXPLICIT),
        (None, None),
    ]
    assert drafts[0].published.evidence == "Today, on October 24"
    assert drafts[2].extra == {"place": "Orland"}


def test_the_one_whom_the_title_announces_speaks_what_is_marked_as_speech() -> None:
    drafts = read(CHANNEL)

    assert [set(speakers(draft)) for draft in drafts] == [{None}, {"Ada Orlova"}, {"Ada Orlova"}, {None}]
    assert all(
        s.speaker is None for draft in drafts for s in draft.statements if s.kind is StatementKind.TITLE
    )


def test_several_signs_of_speech_mark_their_own_lines() -> None:
    (draft,) = read(
        "Forwarded from Velm MFA\n🎙 President Carl Dent opens the hall\nIt was full.\n"
        "💬 Carl Dent: We begin. Now.\nThe hall rose.\n💬 #Orlova: Never!\n💬 We end.\n"
    )

    assert said(draft) == ["It was full.", "We begin.", "Now.", "The hall rose.", "Never!", "We end."]
    assert speakers(draft) == [None, "Carl Dent", "Carl Dent", None, "Orlova", "Carl Dent"]
    assert ("lead-in", "Carl Dent:") in left_out(draft)


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        ("📢 We reject it.", "They know.", "We reject it."),
        ("🇻🇪 We reject it.", "They know.", "We reject it."),
        ("We reject it", "They know.", "We reject it"),
        ("We reject it.", "They know.", ""),
        ("🇻🇪 We reject it. They know. We act.", "Now.", ""),
        ("🔵 We reject it", "🔵 They know", ""),
        ("🇻🇪 Velm rejects it.", "🇺🇳 The UN knows.", ""),
        ("💬 We reject it", "They know.", ""),
        ("• We reject it", "• They know", ""),
        ("We reject it", "#Velm #Sea", ""),
        ("16 July 2031", "They know.", ""),
        ("Key points:", "They know.", ""),
        ("We reject it " * 40, "They know.", ""),
    ],
)
def test_the_first_line_is_the_title_where_it_looks_like_one(first: str, second: str, title: str) -> None:
    (draft,) = read(f"Forwarded from Velm MFA\n{first}\n{second}\n")

    assert draft.title == title


def test_a_programme_is_not_taken_for_a_channel() -> None:
    assert shape_of("10:00\nOpening\n10:30\nBreak\n11:00\nTalk\n12:00\nBreak\n") is Shape.TEXT
    assert shape_of("July 16, 2031\nVelm\nWe met.\nJuly 17, 2031\nVelm\nWe left.\n") is not Shape.CHANNEL


def test_a_post_of_one_line_has_no_title() -> None:
    first, second = read(
        "Forwarded from Velm MFA\n🇻🇪 We reject it\nForwarded from Orland\nSo do we!\nAll of us."
    )

    assert (first.title, said(first)) == ("", ["We reject it"])
    assert (second.title, said(second)) == ("", ["So do we!", "All of us."])


def test_a_copy_of_the_page_of_a_channel_is_cut_at_the_name_above_the_posts() -> None:
    drafts = read(
        "July 15, 2031\nVelm MFA\nThe ferry sails.\nIt is late.\n1.2K views09:15\nVelm MFA\nThe ferry came.\n"
        "👍 12 🔥 5\n4.5K views 10:30\nJuly 16\nVelm MFA\nThe ferry left.\n800\n"
    )

    assert [said(draft) for draft in drafts] == [
        ["The ferry sails.", "It is late."],
        ["The ferry came."],
        ["The ferry left."],
    ]
    assert [draft.outlet for draft in drafts] == ["Velm MFA"] * 3
    # The day above the posts is the page's, not the post's: inferred. A day without a year is words.
    assert [(d.published.value, d.published.how, d.published.evidence) for d in drafts] == [
        ("2031-07-15", How.INFERRED, "July 15, 2031"),
        ("2031-07-15", How.INFERRED, "July 15, 2031"),
        (None, None, "July 16"),
    ]


def test_messages_copied_from_the_desktop_program_carry_their_dates() -> None:
    drafts = read(
        "Velm Watch, [16.07.31 18:30]\nOne.\n\nVelm Watch, [Jul 17, 2031 at 6:30:12 PM]:\n"
        "[Forwarded from Orland MFA]\nTwo.\n[ Photo ]\n"
    )

    assert [said(draft) for draft in drafts] == [["One."], ["Two."]]
    assert [(d.outlet, d.published.value, d.published.how) for d in drafts] == [
        ("Velm Watch", "2031-07-16", How.METADATA),
        ("Orland MFA", "2031-07-17", How.INFERRED),
    ]


def test_a_chronicle_is_not_dated_by_its_days() -> None:
    (draft,) = read(
        "Forwarded from Velm MFA\n⚡️ Chronicle\n16 July 2031\nThe ferry sank.\n17 July 2031\nIt was raised.\n"
    )

    assert draft.published.value is None


def test_a_post_that_states_two_dates_has_none_as_fact() -> None:
    (draft,) = read(
        "Forwarded from Velm MFA\nWe met. We ate.\n📍 Velm, July 16, 2031\n📍 Orland, July 18, 2031\n"
    )

    assert draft.published.how is How.INFERRED
    assert draft.warnings == ("The post states two dates: 2031-07-16 and 2031-07-18.",)


def test_what_stands_above_the_first_header_is_not_lost() -> None:
    note, post = read("A note of my own. Keep it.\nForwarded from Velm MFA\nThe ferry sails.\n")

    assert (note.outlet, said(note)) == ("", ["A note of my own.", "Keep it."])
    assert said(post) == ["The ferry sails."]


def test_a_post_without_words_goes_with_the_next_one() -> None:
    (draft,) = read("VIEW IN TELEGRAM\nForwarded from Velm MFA\nPhoto\nForwarded from Orland MFA\nWe came.\n")

    assert (draft.outlet, said(draft)) == ("Orland MFA", ["We came."])
