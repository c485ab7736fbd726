from __future__ import annotations

import pytest

from annotator.model.dates import How
from annotator.segmentation.speakers import persons, speaker_label, speaker_of_title, without_office


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("🎙 Foreign Minister Ada Orlova's statement at the General Debate", "Ada Orlova"),
        ("FM Orlova’s opening remarks", "Orlova"),
        ("Statement by FM Ada Orlova during the talks with President Carl Dent", "Ada Orlova"),
        ("Statement by the Velmish Foreign Minister Ada Orlova", "Ada Orlova"),
        ("From President Carl Dent's Address to the Chamber (February 29, 2024)", "Carl Dent"),
        ("Prime Minister Omar bin Tarik’s Greetings", "Omar bin Tarik"),
        ("Minister of Foreign Affairs Ursula von der Velm’s message", "Ursula von der Velm"),
        ("Velm's President Carl Dent attends a meeting", None),
        ("Joint statement by FM Ada Orlova and FM Carl Dent", None),
        ("Statement by FM Ada Orlova and FM Carl Dent", None),
        ("Velm’s statement at the Assembly", None),
        ("Statement by the Foreign Ministry", None),
        ("Ada Orlova’s statement", None),
    ],
)
def test_a_title_announces_its_speaker_or_nobody(title: str, name: str | None) -> None:
    found = speaker_of_title(title, is_speech=False)

    assert (found.name if found else None) == name
    assert found is None or (found.how is How.EXPLICIT and found.evidence in title)


def test_where_the_text_is_speech_the_only_person_of_the_title_speaks_it() -> None:
    one = speaker_of_title("Velm's President Carl Dent attends a meeting", is_speech=True)

    assert one is not None
    assert one.name == "Carl Dent"
    assert speaker_of_title("President Carl Dent meets Minister Ada Orlova", is_speech=True) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "the President of Velm Carl Dent, Deputy Foreign Minister A. B. Orlova and Mr. Bell",
            ["A. B. Orlova", "Bell"],
        ),
        (
            "Secretary of State Ann Bell met Prime Minister and Defence Minister Carl Dent",
            ["Ann Bell", "Carl Dent"],
        ),
        ("the Foreign Minister said that the General Debate of the State Council", []),
    ],
)
def test_names_stand_behind_offices(text: str, names: list[str]) -> None:
    assert [person.name for person in persons(text)] == names


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ada Orlova: We are ready.", "Ada Orlova"),
        ("Foreign Minister Ada Orlova:", "Ada Orlova"),
        ("#Orlova: We are ready.", "Orlova"),
        ("FM Orlova: We are ready.", "Orlova"),
        ("Velm: we are ready.", None),
        ("We are ready: always.", None),
        ("Ada Orlova says: yes.", None),
    ],
)
def test_a_name_and_a_colon_say_who_speaks(line: str, name: str | None) -> None:
    found = speaker_label(line, 0, len(line))

    assert (found[1].name if found else None) == name


def test_an_office_alone_is_no_name() -> None:
    assert without_office("FM Ada Orlova") == "Ada Orlova"
    assert without_office("Mr. BELL") == "BELL"
    assert without_office("The President") == ""
