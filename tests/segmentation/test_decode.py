from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import EmptyTextError, NotTextError, TextError
from annotator.segmentation.decode import decode

VELM = (
    "Die Außenministerin von Velm erklärte, dass die Gespräche fortgeführt würden. „Größe zählt“, sagte sie."
)


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("Türkiye 🇹🇷".encode(), "utf-8"),
        (codecs.BOM_UTF8 + "Türkiye".encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + "Türkiye".encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + "Türkiye".encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + "Türkiye".encode("utf-32-le"), "utf-32-le"),
        ("Türkiye at the river".encode("utf-16-le"), "utf-16-le"),
        ("Türkiye at the river".encode("utf-16-be"), "utf-16-be"),
        ("plain".encode("ascii"), "utf-8"),
    ],
)
def test_what_the_bytes_themselves_tell_is_believed(raw: bytes, encoding: str) -> None:
    decoded = decode(raw)

    assert decoded.encoding == encoding
    assert decoded.text in {"Türkiye 🇹🇷", "Türkiye", "Türkiye at the river", "plain"}
    assert decoded.problems == ()


def test_a_bad_byte_in_a_thousand_is_read_as_windows_western_and_reported_with_its_line() -> None:
    raw = "Türkiye\n".encode() * 200 + b"it\x92s\n"

    decoded = decode(raw)

    assert decoded.encoding == "utf-8"
    assert decoded.text.endswith("it’s\n")
    assert decoded.problems == ("Line 201 holds a byte that is not UTF-8; it was read as ’.",)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_western_text_without_a_mark_is_windows_western_and_said_to_be_a_guess(encoding: str) -> None:
    text = VELM if encoding == "cp1252" else VELM.replace("„", '"').replace("“", '"')

    decoded = decode(text.encode(encoding))

    assert (decoded.text, decoded.encoding) == (text, "cp1252")
    assert "guessed" in decoded.problems[0]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (
            "Министр иностранных дел Вельма заявил, что переговоры будут продолжены на следующей неделе.",
            "cp1251",
        ),
        (
            "Minister powiedział, że sytuacja była trudna i że żadne państwo nie może się na to zgodzić.",
            "cp1250",
        ),
    ],
)
def test_other_code_pages_are_guessed_by_their_letters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    "raw", [b"", codecs.BOM_UTF8, b"\r\n\r\n", b" \t\n", b"\x00\x00", codecs.BOM_UTF16_LE]
)
def test_a_file_without_a_sign_is_empty(raw: bytes) -> None:
    with pytest.raises(EmptyTextError, match=r"talks\.txt holds no text"):
        decode(raw, name="talks.txt")


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n....",
        b"%PDF-1.7 ...",
        b"PK\x03\x04....",
        b"\xd0\xcf\x11\xe0....",
        bytes(range(256)) * 4,
        b"text \x01\x02\x03\x04 and more",
    ],
)
def test_pictures_archives_and_programs_are_no_text(raw: bytes) -> None:
    with pytest.raises(NotTextError, match="is not a text file"):
        decode(raw, name="picture.txt")


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_a_sentence(raw: bytes) -> None:
    with suppress(TextError):
        assert decode(raw).text.strip()


@given(
    st.text(min_size=1, max_size=60).filter(
        lambda text: "\x00" not in text and text.isprintable() and text.strip("\ufeff \xa0")
    )
)
def test_utf8_is_read_as_it_was_written(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


@pytest.mark.parametrize(
    "text",
    [
        "The naïve owner of the café sent his résumé to the bloc.",
        "“It is naïve,” he said – and the islands agreed.",
        "Die Größe der Inseln ist für die Länder nicht das Maß.",
        "Le traité n’a pas été signé par les îles du détroit.",
    ],
)
def test_short_western_texts_are_read_as_windows_western(text: str) -> None:
    assert decode(text.encode("cp1252"), name="a.txt").text == text
