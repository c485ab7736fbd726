"""What cutting into sentences must know of a language: abbreviations and words that begin sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import regex


@dataclass(frozen=True, slots=True)
class Language:
    """Word lists of one language, in lower case, abbreviations without their last point.

    `never` never end a sentence (Mr.); `before_number` do not before a figure (No. 5); `perhaps`
    may or may not (etc.), which the next word settles: one of `starters` begins a sentence.
    `small` are frequent words by which the language is recognised.
    """

    never: frozenset[str]
    before_number: frozenset[str]
    perhaps: frozenset[str]
    starters: frozenset[str]
    small: frozenset[str] = field(default_factory=frozenset)
    day_with_point: bool = False


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NEVER = _set("mr mrs ms dr prof gen col lt sgt capt cmdr maj adm rev hon messrs mme mlle e.g i.e cf vs viz")
_NUMBER = _set("no nos nr art arts p pp vol vols ch sec sect para paras fig figs ed n ca v")
_PERHAPS = _set("st jr sr inc ltd co corp bros etc al a.m p.m u.s u.n e.u u.k d.c ph.d approx est")

LANGUAGES = {
    "en": Language(
        never=_NEVER | _set("amb gov sen rep pres min sens reps gens profs drs ft mt"),
        before_number=_NUMBER | _set("jan feb mar apr jun jul aug sept sep oct nov dec res doc"),
        perhaps=_PERHAPS | _set("dept assn ave blvd rd intl"),
        starters=_set(
            "the a an this that these those it he she they we i you in on at but and or so if as when while "
            "after before for from with by to there here what why how who where his her their our my its "
            "however moreover meanwhile also then now today yet although since because during under "
            "according both all some many most such not let last next only even still it's it’s that's "
            "that’s we're we’re he's he’s despite instead earlier later asked speaking"
        ),
        small=_set("the of and to in that is for on with was as by are said from be has have it not will"),
    ),
    "de": Language(
        never=_set(
            "hr hrn fr dr prof dipl ing frl sog bzw ggf vgl z.b d.h u.a v.a z.t i.d.r s.o s.u o.ä zzgl inkl "
            "exkl ehem geb gest mag evtl insb"
        ),
        before_number=_NUMBER | _set("abs bd kap ziff s rz anm jan feb mär apr jun jul aug sept okt nov dez"),
        perhaps=_PERHAPS | _set("usw usf etc mio mrd tsd st str ca jh n.chr v.chr"),
        starters=_set(
            "der die das dies diese dieser dieses ein eine einer es er sie wir ich ihr man in im am an auf "
            "bei mit nach vor seit für zu zum zur aber und oder doch denn wenn als während da dann so auch "
            "nun heute gestern hier dort was wer wie warum wo nicht kein keine alle viele einige beide "
            "damit dabei danach davor dazu davon hierzu deshalb außerdem jedoch dennoch zudem laut unter trotz"
        ),
        small=_set(
            "der die das und ist nicht mit von den ein eine für auf dem im sich auch des zu werden hat"
        ),
        day_with_point=True,
    ),
    "fr": Language(
        never=_set("m mm mme mmes mlle dr pr me mgr cf p.ex c.-à-d c-à-d gén av"),
        before_number=_NUMBER | _set("n° chap env t janv févr avr juil sept oct nov déc al"),
        perhaps=_PERHAPS | _set("etc"),
        starters=_set(
            "le la les l un une des ce cet cette ces il elle ils elles nous vous je on en dans à au aux sur "
            "mais et ou or donc car si quand lorsque après avant pour par avec sans selon pourtant cependant "
            "ainsi alors puis aujourd’hui aujourd'hui ici là que qui quoi pourquoi comment où tous toutes "
            "son sa ses leur leurs notre nos depuis pendant malgré c’est c'est"
        ),
        small=_set("le la les des et est une un dans que pour qui sur pas du au par avec ce il plus"),
    ),
    "es": Language(
        never=_set("sr sra srta sres dr dra prof gral ing lic d dña ud uds p.ej p cf mons"),
        before_number=_NUMBER | _set("núm núms pág págs cap tel"),
        perhaps=_PERHAPS | _set("ee.uu ee uu etc s.a"),
        starters=_set(
            "el la los las un una unos unas lo este esta estos estas ese esa eso esto él ella ellos ellas "
            "nosotros yo se en a al de del por para con sin sobre según pero y o si cuando mientras tras "
            "después antes desde hasta también además sin así entonces hoy ayer aquí qué quién cómo por "
            "no su sus nuestro nuestra nuestros todos todas aunque como durante"
        ),
        small=_set("el la los las de que y en un una se no por con para su es al lo como más del"),
    ),
    "ru": Language(
        never=_set("т.е т.к т.н т.ч им проф акад ген гр г-н г-жа см ср напр"),
        before_number=_set("ст п пп гл рис табл стр с № разд ч кв"),
        perhaps=_set("г гг в вв т.д т.п др пр тыс млн млрд руб долл ул обл респ о с.ш в.д сша"),
        starters=_set(
            "в на но и а он она они мы вы я это эта этот эти по для как при с к у о об от до из за не ни "
            "однако также если когда после перед сегодня вчера здесь там что кто почему где тем тогда "
            "поэтому кроме между несмотря согласно все многие некоторые такой такая такие наш наши их его её "
            "во со вместе ранее затем именно так то"
        ),
        small=_set("и в не на что с по как это для из к от но о а мы за при он"),
    ),
}
_WORD = regex.compile(r"[\p{L}\p{M}’']+")
_SAMPLE = 20_000


def guessed_language(text: str) -> str:
    """The key of `LANGUAGES` whose small words are most frequent; English where none shows.

    Used for cutting alone; it is a guess and is kept nowhere.
    """
    counts = Counter(word.casefold() for word in _WORD.findall(text[:_SAMPLE]))
    shares = {key: sum(counts[word] for word in language.small) for key, language in LANGUAGES.items()}
    best = max(shares, key=lambda key: shares[key])
    return best if shares[best] else "en"


def small_word_share(text: str) -> float:
    """The share of words that are small words of the best-fitting known language; 0 for a text without words."""
    found = _WORD.findall(text[:_SAMPLE])
    counts = Counter(word.casefold() for word in found)
    best = max(sum(counts[word] for word in language.small) for language in LANGUAGES.values())
    return best / len(found) if found else 0.0
