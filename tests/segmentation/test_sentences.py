"""Each example shows its cuts as ¦; a sentence is expected wherever a reader would see one."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import Span
from annotator.segmentation.languages import guessed_language
from annotator.segmentation.sentences import sentences

ENGLISH = [
    "Velm came first. ¦ Orland followed! ¦ And Tarsia? ¦ Nobody knows.",
    "Mr. Orlova met Dr. Bell at 9 a.m. Tuesday in St. Tarsia. ¦ She left.",
    "The U.S. Government paid 3.5 percent. ¦ See No. 5. ¦ Next.",
    "The U.N. Security Council met. ¦ He lives in Washington, D.C. ¦ The city is big.",
    "Velm Corp. ¦ The firm fell. ¦ Bell Jr. ¦ He came, etc. ¦ That was it.",
    "J. R. Smith, A. B. Jones and C.D. Brown met. ¦ So it was.",
    "See Art. 51, p. 4 and pp. 4–5. ¦ Vol. 2 is out. ¦ On Jan. 5 it began. ¦ Fig. 3 shows it.",
    "It grew by 3.5. ¦ 5 states paid. ¦ $5 is cheap. ¦ #Velm rose. ¦ @orlova said so.",
    "Thank you, Mr. President. ¦ Ladies and gentlemen! ¦ We begin.",
    "Visit velm.org for more. ¦ Visit www.velm.org. ¦ Then call.",
    "World War II. ¦ Then peace. ¦ OK. ¦ Fine.",
    "He waited... ¦ Then he left. ¦ He waited... then he left. ¦ The UN needs to...better adapt.",
    "He waited… and left. ¦ He waited … ¦ Then he left.",
    "What?! ¦ Really?? ¦ No!!! ¦ Yes.",
    "“Stop!” he cried. ¦ “Why now?” asked Bell. ¦ “Never!” Ada Orlova shouted. ¦ “Never!” ¦ The hall fell silent.",
    "Dr. No said … ¦ “Stop!” he cried.",
    "He said, “Go.” ¦ “Stay,” she said. ¦ He asked, “Why now?” and left. ¦ She said “Yes. No.” and left.",
    "“We will not yield,” he said. ¦ “We will fight. ¦ We will win.” ¦ The crowd roared.",
    '"straight to curly.” ¦ Next. ¦ "Yes." ¦ "No." ¦ It is "true!" ¦ Yes.',
    "He said “we act now.” ¦ “we” is small.",
    "It holds (see Art. 5. It is short.) for all. ¦ He left (finally). ¦ (He did not.) ¦ They met.",
    "He goes on: (I think this matters. To all.) it holds. ¦ End.",
    "The end.[2] ¦ Next. ¦ The end.² ¦ Next.",
    "We left things out. ¦ <...> The Council, <...> which met, agreed. ¦ [...] It goes on.",
    "Here <...> word & more. ¦ [Applause.] ¦ Thank you.",
    "We won! ¦ 🇻🇪 They lost. ¦ 👨‍👩‍👧 We met. ¦ 1️⃣0️⃣ Ten.",
    "The flag 🇧🇾 of a state stays. ¦ So it does.",
    "Yes. ¦ – No. ¦ — Perhaps.",
    "Two.  ¦ Blanks.\u00a0¦ No-break.\u202f¦ Narrow.\t¦ Tab.",
    "The West’s ‘order.’ ¦ It fails. ¦ It is *true.* ¦ _Yes._ ¦ So.",
    "Wrapped lines go\non here. ¦ And end\nthere.",
]
OTHERS = {
    "de": [
        "Am 3. Oktober 1990 kam er. ¦ Das war z. B. Velm. ¦ Im 20. Jahrhundert, d. h. spät. ¦ Nr. 5 usw. ¦ Die Frau.",
        "Er sagte: „Nein.“ ¦ Dann ging er. ¦ „Ja!“, rief sie. ¦ »Nein.« ¦ Er ging. ¦ Prof. Dr. Bell sprach.",
        "Vgl. Art. 5 Abs. 2 S. 1 GG. ¦ Sie gilt u.a. hier. ¦ Im II. Weltkrieg war es so. ¦ Am 1. 1. 2024 kam es.",
    ],
    "fr": [
        "« Bonjour. » ¦ Il dit : « Non. » ¦ M. Dupont vient. ¦ Pourquoi ? ¦ Parce que. ¦ « Pourquoi ? » demanda-t-il.",
        "Mme Bell, etc. ¦ Puis rien. ¦ L’art. 5 et la p. 4. ¦ Av. J.-C. il y avait env. 5 villes. ¦ À bientôt.",
    ],
    "es": [
        "¿Qué pasó? ¦ ¡Nada! ¦ El Sr. Bell dijo: «No.» ¦ Luego se fue. ¦ EE. UU. dijo que no. ¦ ¿Y?",
        "La Dra. Orlova, p. ej., vino. ¦ Pág. 4. ¦ «¿Por qué?», preguntó. ¦ Nadie.",
    ],
    "ru": [
        "Это т. е. Вельм. ¦ И т. д. ¦ Он пришёл. ¦ В 2024 г. президент А. С. Орлов приехал в г. Орланд.",
        "Он сказал: «Нет». ¦ Потом ушёл. ¦ «Да!» — сказал он. ¦ — Приду, — сказал он. ¦ — Ждите.",
        "Ст. 5 гласит: да. ¦ См. рис. 5. ¦ Вот так... ¦ А потом? ¦ Ну... он ушёл. ¦ 5 млн руб. ¦ Это много.",
    ],
    "": [
        "我们来了。¦你好吗？¦我很好！¦“好。”他说。¦（他来了。）¦她走了。¦第3.5条。",
        "彼は「はい。」と言った。¦次です。",
        "قال الوزير: «لا». ¦ ثم ذهب. ¦ هل جاء؟ ¦ نعم! ¦ د. محمد جاء.",
        "הוא אמר: ״לא.״ ¦ מי? ¦ אני! ¦ שלום abc 123.",
        "वह आया। ¦ वह गया। ¦ क्या?",
        "그는 왔다. ¦ 그녀는 갔다!",
        "ის მოვიდა. ¦ ის წავიდა.",
    ],
}
CASES = [("en", marked) for marked in ENGLISH] + [(key, marked) for key in OTHERS for marked in OTHERS[key]]


def cut(text: str, language: str = "en") -> list[str]:
    return [piece.of(text) for piece in sentences(text, Span(0, len(text)), language)]


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_sentences_end_where_a_reader_sees_them_end(language: str, marked: str) -> None:
    expected = [piece.strip() for piece in marked.split("¦")]

    assert cut(marked.replace("¦ ", "").replace("¦", ""), language) == expected


@pytest.mark.parametrize("language", ["de", "fr", "es", "ru"])
def test_the_language_shows_in_its_small_words(language: str) -> None:
    assert guessed_language(" ".join(OTHERS[language]).replace("¦", "")) == language
    assert guessed_language("12 345") == "en"


@given(
    st.text(alphabet=st.characters() | st.sampled_from('.!?“”"()…。 \nA1'), max_size=80), st.integers(0, 5)
)
def test_the_pieces_hold_all_that_is_not_blank(text: str, start: int) -> None:
    if start >= len(text):
        return
    pieces = sentences(text, Span(start, len(text)))

    assert "".join("".join(piece.of(text).split()) for piece in pieces) == "".join(text[start:].split())
    assert all(a.end <= b.start for a, b in pairwise(pieces))


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["Velm paid 3.5 (No. 5). ", ". ", "A. ", "A.", "“a” ", "“", "(", '" ', "我来了。", "word ", "🇻🇪"]
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    started = time.process_time()

    cut(piece * (1_000_000 // len(piece)))

    assert time.process_time() - started < 30
