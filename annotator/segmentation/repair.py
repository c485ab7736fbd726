"""Raw text to stored text: line ends and repairs, each noted so that it can be taken back."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator

import regex

from annotator.model.text import TextEdit, to_stored_text

_ENTITY = regex.compile(
    r"&(?:\h+#\h*|\#\h+|#(?=\d+\h+;|x[0-9a-fA-F]+\h+;))(?:\d{1,7}|[xX][0-9a-fA-F]{1,6})\h*;"
    r"|&\h+(?:amp|quot|apos|lt|gt|nbsp);"
)
_TORN_LINK = regex.compile(r'(https?://[^\s"<>]++)(?:(">)((?:https?://)?[^\s"<>]*))?+')
_PAIR = regex.compile("[\ud800-\udbff][\udc00-\udfff]")
_SUSPECT = regex.compile("[\x1b&\x7f-\u058f\u201a\u2020\u2122\u2202-\u22ff\u2500-\u259f\ufffd]")
"""Entities, controls, and signs of which at least one is in any text read in a wrong Western encoding."""

Replacement = tuple[int, int, str]
"""Start and end in the text before, and what stands there afterwards."""


def stored(raw: str) -> tuple[str, tuple[TextEdit, ...]]:
    """The text as it is kept for good, and all edits on the way; `to_raw_text` takes them back.

    Line ends and stray signs first (`to_stored_text`), then mistakes of encoding (ftfy, with all
    that would change taste or layout switched off), entities that blanks have broken, and links
    torn from HTML. Quotes, ligatures, normal forms and blanks stay as they are.

    >>> stored("can& #39;t")[0]
    "can't"
    """
    text, paired = _replaced(raw, _split_pairs(raw))
    joined = text
    text, edits = to_stored_text(joined)
    edits = composed(paired, edits, joined) if paired else edits
    for find in (_garbled, _entities, _torn_links):
        replacements = list(find(text))
        if replacements:
            repaired, later = _replaced(text, replacements)
            edits = composed(edits, later, text)
            text = repaired
    return text, edits


def edits_within(edits: Iterable[TextEdit], start: int, end: int, *, last: bool) -> tuple[TextEdit, ...]:
    """The edits of the slice `[start, end)`, counted from its start; `last`: the slice ends the text.

    An edit across a border is shared, so that slices put together give the raw text again.
    """
    inside: list[TextEdit] = []
    for edit in edits:
        edit_end = edit.start + len(edit.new)
        if start <= edit.start < end or (edit.start == end and not edit.new and last):
            inside.append(TextEdit(edit.start - start, edit.old, edit.new[: end - edit.start]))
        elif edit.start < start < edit_end:
            inside.append(TextEdit(0, "", edit.new[start - edit.start : end - edit.start]))
    return tuple(inside)


def composed(
    earlier: tuple[TextEdit, ...], later: tuple[TextEdit, ...], between: str
) -> tuple[TextEdit, ...]:
    """Two steps as one; `between` is the text after `earlier`, before `later`.

    Edits of both steps that touch the same characters become one edit.
    """
    shift = 0
    steps = [(edit.start, edit.start + len(edit.new), 0, edit) for edit in earlier]
    for edit in later:
        steps.append((edit.start - shift, edit.start - shift + len(edit.old), 1, edit))
        shift += len(edit.new) - len(edit.old)
    steps.sort(key=lambda step: step[:3])
    edits: list[TextEdit] = []
    shift = 0
    for group, start, end in _overlapping(steps):
        was = _swapped(between, start, end, [(a, b, edit.old) for a, b, late, edit in group if not late])
        now = _swapped(between, start, end, [(a, b, edit.new) for a, b, late, edit in group if late])
        edits.append(TextEdit(start + shift, was, now))
        shift += len(now) - (end - start)
    return tuple(edits)


_Step = tuple[int, int, int, TextEdit]


def _overlapping(steps: Iterable[_Step]) -> Iterator[tuple[list[_Step], int, int]]:
    group: list[_Step] = []
    start = end = 0
    for step in steps:
        if group and step[0] < end:
            group.append(step)
            end = max(end, step[1])
            continue
        if group:
            yield group, start, end
        group, start, end = [step], step[0], step[1]
    if group:
        yield group, start, end


def _swapped(text: str, start: int, end: int, swaps: Iterable[Replacement]) -> str:
    pieces: list[str] = []
    for swap_start, swap_end, new in swaps:
        pieces += (text[start:swap_start], new)
        start = swap_end
    return "".join((*pieces, text[start:end]))


def _replaced(text: str, replacements: Iterable[Replacement]) -> tuple[str, tuple[TextEdit, ...]]:
    edits: list[TextEdit] = []
    shift = 0
    swaps = list(replacements)
    for start, end, new in swaps:
        edits.append(TextEdit(start + shift, text[start:end], new))
        shift += len(new) - (end - start)
    return _swapped(text, 0, len(text), swaps), tuple(edits)


def _split_pairs(raw: str) -> Iterator[Replacement]:
    """The two halves of a character beyond U+FFFF, as JSON and Java leave them."""
    for found in _PAIR.finditer(raw):
        sign = found.group().encode("utf-16", "surrogatepass").decode("utf-16")
        yield found.start(), found.end(), sign


def _garbled(text: str) -> Iterator[Replacement]:
    """Where ftfy sees text that was read in a wrong encoding, or entities of HTML."""
    if not _SUSPECT.search(text):
        return
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html=True,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
    start = 0
    for line in text.splitlines(keepends=True):
        if _SUSPECT.search(line):
            fixed = ftfy.fix_text(line, config)
            if fixed != line:
                yield from _differences(line, to_stored_text(fixed)[0], start)
        start += len(line)


def _differences(old: str, new: str, start: int) -> Iterator[Replacement]:
    """Word by word where both have as many words, else as one stretch."""
    olds, news = old.split(" "), new.split(" ")
    if len(olds) != len(news):
        olds, news = [old], [new]
    for was, now in zip(olds, news, strict=True):
        if was != now:
            yield _narrowed(was, now, start)
        start += len(was) + 1


def _narrowed(was: str, now: str, start: int) -> Replacement:
    shorter = min(len(was), len(now))
    head = next((at for at in range(shorter) if was[at] != now[at]), shorter)
    tail = next((at for at in range(shorter - head) if was[-1 - at] != now[-1 - at]), shorter - head)
    return start + head, start + len(was) - tail, now[head : len(now) - tail]


def _entities(text: str) -> Iterator[Replacement]:
    for found in _ENTITY.finditer(text):
        sign = html.unescape("".join(found.group().split()))
        if len(sign) == 1 and (sign.isprintable() or sign == "\xa0"):
            yield found.start(), found.end(), sign


def _torn_links(text: str) -> Iterator[Replacement]:
    for found in _TORN_LINK.finditer(text):
        if found.group(2):
            shown = found.group(3).rstrip(".…").removeprefix("https://").removeprefix("http://")
            address = found.group(1).removeprefix("https://").removeprefix("http://").removeprefix("www.")
            if address.startswith(shown.removeprefix("www.")):
                yield found.end(1), found.end(), ""
