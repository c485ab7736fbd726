"""Bytes to text: which encoding a file is in, and what could not be read."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.errors import EmptyTextError, NotTextError
from annotator.segmentation.languages import small_word_share

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FILES = (
    *(b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x7fELF"),
    *(b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\xd0\xcf\x11\xe0", b"SQLite format 3"),
    *(b"MZ\x90", b"ID3", b"OggS", b"RIFF", b"\x00\x00\x00\x18ftyp", b"\x00\x00\x00\x1cftyp"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.01
_BAD_BYTES_PER = 1000
_SHOWN = 5
_LATIN_BUT_NOT_WESTERN = {
    **dict.fromkeys(("Polish", "Czech", "Slovak", "Hungarian", "Croatian", "Slovene", "Romanian"), "cp1250"),
    "Turkish": "cp1254",
    **dict.fromkeys(("Lithuanian", "Latvian", "Estonian"), "cp1257"),
    "Vietnamese": "cp1258",
}


_WESTERN_SHARE = 0.15
"""Running English holds a third of small words; Polish, Czech or Turkish share hardly any of them."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file as it was read, the encoding, and in sentences what was doubtful."""

    text: str
    encoding: str
    problems: tuple[str, ...] = ()


def decode(raw: bytes, *, name: str = "The file") -> Decoded:
    """Read bytes as text: by a byte order mark, as UTF-8, as nearly UTF-8, as UTF-16, then by a guess.

    `name` is what the file is called in the sentences. The byte order mark is not part of the text.
    Raises EmptyTextError where nothing but blanks is left, and NotTextError for pictures, archives
    and programs.

    >>> decode("Caf\u00e9".encode("cp1252")).encoding
    'cp1252'
    """
    if raw.startswith(_OTHER_FILES):
        raise NotTextError(name=name)
    decoded = _by_mark(raw) or _by_nuls(raw) or _as_utf8(raw) or _by_guess(raw)
    if not decoded.text.strip("\ufeff\x00 \t\r\n\v\f\x85\xa0\u2028\u2029"):
        raise EmptyTextError(name=name)
    if len(_CONTROLS.findall(decoded.text.replace("\x00", ""))) > len(decoded.text) * _CONTROL_SHARE:
        raise NotTextError(name=name)
    if decoded.text.count("\x00") > len(decoded.text) * _CONTROL_SHARE + 1:
        raise NotTextError(name=name)
    return decoded


def _by_mark(raw: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            body = raw[len(mark) :]
            if encoding == "utf-8":
                return _as_utf8(body) or _replaced(body, encoding)
            return _strict(body, encoding) or _replaced(body, encoding)
    return None


def _by_nuls(raw: bytes) -> Decoded | None:
    """UTF-16 without a mark shows itself by a NUL in nearly every other byte of Western text."""
    sample = raw[: 64 * 1024]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    for many, few, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if half >= 1 and many > half * 0.3 and few < half * 0.05:
            return _strict(raw, encoding)
    return None


def _strict(raw: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(raw.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _replaced(raw: bytes, encoding: str) -> Decoded:
    text = raw.decode(encoding, errors="replace")
    return Decoded(text, encoding, ("The file breaks its own encoding; what could not be read became �.",))


def _as_utf8(raw: bytes) -> Decoded | None:
    """UTF-8, with at most one bad byte in a thousand, which is read as Windows Western (cp1252)."""
    pieces: list[str] = []
    bad: list[tuple[int, str]] = []
    view = memoryview(raw)
    position = 0
    allowed = max(1, len(raw) // _BAD_BYTES_PER)
    while position < len(raw):
        try:
            pieces.append(str(view[position:], "utf-8"))
            break
        except UnicodeDecodeError as error:
            if len(bad) + error.end - error.start > allowed:
                return None
            pieces.append(str(view[position : position + error.start], "utf-8"))
            for at in range(position + error.start, position + error.end):
                pieces.append(_as_cp1252(raw[at : at + 1]))
                bad.append((at, pieces[-1]))
            position += error.end
    text = "".join(pieces)
    if not bad:
        return Decoded(text, "utf-8")
    if len(raw) == len(text):  # not one character of several bytes: it never was UTF-8
        return Decoded(text, "cp1252", _bad_bytes(raw, bad))
    return Decoded(text, "utf-8", _bad_bytes(raw, bad))


def _as_cp1252(byte: bytes) -> str:
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return byte.decode("latin-1")


def _bad_bytes(raw: bytes, bad: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    problems = [
        f"Line {_line_of(raw, at)} holds a byte that is not UTF-8; it was read as {sign}."
        for at, sign in bad[:_SHOWN]
    ]
    if len(bad) > _SHOWN:
        problems.append(f"{len(bad) - _SHOWN} more bytes are not UTF-8; they were read as Windows Western.")
    return tuple(problems)


def _line_of(raw: bytes, position: int) -> int:
    return raw.count(b"\n", 0, position) + 1


def _by_guess(raw: bytes) -> Decoded:
    """What charset_normalizer thinks, except that it likes rare code pages for Western text."""
    from charset_normalizer import from_bytes

    best = from_bytes(raw[: 512 * 1024]).best()
    guess = "cp1252"
    if best is not None:
        guess = best.encoding
        if _reads_as_western(raw):
            guess = "cp1252"
        elif _is_mostly_latin(str(best)):
            guess = _LATIN_BUT_NOT_WESTERN.get(best.language, "cp1252")
    problem = f"The encoding is not stated and was guessed as {guess}; look at letters with accents."
    decoded = _strict(raw, guess)
    if decoded is not None:
        return Decoded(decoded.text, guess, (problem,))
    return Decoded(
        "".join(map(_as_cp1252, (raw[at : at + 1] for at in range(len(raw))))), "cp1252", (problem,)
    )


def _reads_as_western(raw: bytes) -> bool:
    """Whether English, German, French or Spanish small words abound; a few accents then mislead no guess."""
    return small_word_share(raw[: 64 * 1024].decode("cp1252", errors="replace")) >= _WESTERN_SHARE


def _is_mostly_latin(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return 2 * sum(sign < "\u0250" for sign in letters) >= len(letters)
