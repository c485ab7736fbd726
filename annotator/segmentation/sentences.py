"""Where sentences begin and end inside a paragraph."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

import regex

from annotator.model.span import Span
from annotator.segmentation.languages import LANGUAGES, Language
from annotator.segmentation.markers import ELISION, EMOJI, LINK

_CLOSERS = "\"'”’“»›«‹״)\\]}」』）】〉》*_"
_WIDE_CLOSERS = "\"'”’»›)\\]}」』）】〉》"  # “ opens there
_OPENERS = "\"'“„«»‹›‘‚״\\[({<「『（【〈《¿¡*_"
_END = regex.compile(
    rf"(?V1)(?<wide>[。！？｡])[。！？｡…{_WIDE_CLOSERS}]*+"
    rf"|[.!?…‥؟۔।॥։።။‼⁇⁈⁉]++"
    rf"(?:[.!?…؟{_CLOSERS}¹²³⁴-⁹]|[\xa0\u202f\x20][»›](?!\w)|\[\d{{1,3}}\])*+{EMOJI}*+"
)
_START = regex.compile(
    rf"(?V1)\s+(?:{EMOJI}|{ELISION}|{LINK}|(?:[•‣●▪■◆►]|[\-–—―]+\s)?\s*[{_OPENERS}\s]*"
    r"(?:[\p{Lu}\p{Lt}\p{Lo}\p{Georgian}#@§№]|[\p{Sc}~±+\-]{0,2}\p{N}))"
    r"|\s+[\"“„«‹「『]\s?\p{Ll}"
)
_ABOUT_TO_SAY = (
    r"said|says|asked|asks|added|cried|replied|answered|wondered|exclaimed|declared|stressed|warned|wrote|"
    r"noted|told|demanded|insisted|shouted|continued|concluded|urged|called|remarked|stated|argued|tweeted"
)
_GOES_ON = regex.compile(
    rf"(?V1)\s*[,;:–—]|\s+\p{{Ll}}|\s+(?:\p{{Lu}}[\w’'.\-]*\s+){{1,5}}(?:\w+ly\s+)?(?:{_ABOUT_TO_SAY})\b"
)
_CHINESE_GOES_ON = regex.compile(
    r"\s*(?:[，、；：,;:]|[^。！？”」』\s]{0,10}?(?:说|說|道|问|問|答|表示|指出|强调|強調|称|稱|と))"
)
_QUOTE_END = regex.compile("[”’»›\"'」』“]")
_SHORT_QUOTE = regex.compile(r"(?<![\w.,!?…])[“„«\"][^“”„«»\"\n]{1,80}[”“»\"](?!\w)")
_BRACKETS = regex.compile(r"\([^()\n]{1,400}\)")
_TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}№°][\p{L}\p{M}\p{N}.°\-]*\Z")
_NEXT_WORD = regex.compile(rf"[\s{_OPENERS}]*([\p{{L}}\p{{M}}\p{{N}}’']+)")
_INITIALS = regex.compile(r"(?:\p{Lu}\.-?)*\p{Lu}|Дж|Th|Ch|[\p{Arabic}\p{Hebrew}]")
_DOTTED = regex.compile(r"(?:\p{L}{1,2}\.)+\p{L}{1,2}|\p{Ll}")
_LETTER_AND_POINT = regex.compile(r"\s*\p{L}\.")
_ROMAN = regex.compile("[IVX]{1,5}")
_FIGURE = regex.compile(r"\d+|[IVXLC]+\b")
_MONTHS = regex.compile(
    r"Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert"
)
_LOOK_BACK = 24


def sentences(text: str, span: Span, language: str = "en") -> list[Span]:
    """`span` cut after every sentence; the pieces hold all of it that is not blank, in order.

    Leading bullets and emoji are still inside (`markers.leading` finds them). Breaks stand after
    `. ! ? …` and their kin with closing quotes and brackets, where a new sentence can start:
    not after abbreviations, initials and ordinals, not inside a short quote or a bracket
    around which the sentence goes on. `language` is a key of `LANGUAGES`.

    >>> [piece.of("Hi, Dr. No! We met.") for piece in sentences("Hi, Dr. No! We met.", Span(0, 19))]
    ['Hi, Dr. No!', 'We met.']
    """
    words = LANGUAGES.get(language, LANGUAGES["en"])
    pieces: list[Span] = []
    start = span.start
    for cut in _cuts(text, span, words):
        pieces += _trimmed(text, start, cut)
        start = cut
    return pieces + _trimmed(text, start, span.end)


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    covered = text[start:end]
    inner = covered.lstrip()
    start += len(covered) - len(inner)
    end = start + len(inner.rstrip())
    return [Span(start, end)] if start < end else []


def _cuts(text: str, span: Span, words: Language) -> Iterator[int]:
    kept = _kept_together(text, span)
    starts = [start for start, _ in kept]
    for found in _END.finditer(text, span.start, span.end):
        at = found.end()
        before = bisect_right(starts, found.start()) - 1
        if before >= 0 and at < kept[before][1]:
            continue
        if found["wide"] is not None:
            if not _QUOTE_END.search(found.group()) or not _CHINESE_GOES_ON.match(text, at, span.end):
                yield at
        elif _START.match(text, at, span.end) and not _is_inner(
            text, found.start(), found.group(), at, words
        ):
            yield at


def _kept_together(text: str, span: Span) -> list[tuple[int, int]]:
    """Stretches without a break inside: brackets, and short quotes around which the sentence goes on."""
    kept = [
        found.span()
        for found in _BRACKETS.finditer(text, span.start, span.end)
        if not _starts_sentence(text, span.start, found.start())
    ]
    kept += [
        found.span()
        for found in _SHORT_QUOTE.finditer(text, span.start, span.end)
        if _GOES_ON.match(text, found.end(), span.end)
    ]
    return _joined(sorted(kept))


def _joined(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in stretches:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _starts_sentence(text: str, low: int, at: int) -> bool:
    before = text[max(low, at - _LOOK_BACK) : at].rstrip()
    return not before or before[-1] in '.!?…。！？”»"'


def _is_inner(text: str, start: int, mark: str, end: int, words: Language) -> bool:
    """Whether the mark at `start`, with all that closes after it up to `end`, ends no sentence."""
    if text[start - 1 : start] in {"<", "[", "("} and mark[0] in ".…":
        return True
    if mark[0] in "!?؟…" and _QUOTE_END.search(mark) and _GOES_ON.match(text, end):
        return True
    return mark.rstrip(_CLOSERS.replace("\\", "")) == "." and _is_abbreviation(text, start, end, words)


def _is_abbreviation(text: str, dot: int, end: int, words: Language) -> bool:
    found = _TOKEN.search(text, max(0, dot - _LOOK_BACK), dot)
    if found is None:
        return False
    token = found.group()
    folded = token.casefold()
    following = _NEXT_WORD.match(text, end)
    word = following.group(1) if following else ""
    is_started = word.casefold() in words.starters and not _LETTER_AND_POINT.match(text, end)
    is_ordinal = words.day_with_point and not is_started
    if folded in words.never or (is_ordinal and _ROMAN.fullmatch(token)):
        return True
    if folded in words.before_number and _FIGURE.match(word):
        return True
    if token.isdigit():
        return len(token) <= 2 and end == dot + 1 and (bool(_MONTHS.match(word)) or is_ordinal)
    if folded in words.perhaps or _INITIALS.fullmatch(token) or _DOTTED.fullmatch(folded):
        return not is_started
    return False
