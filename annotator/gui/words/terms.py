"""What the model's terms and numbers are called on screen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from annotator.model.annotation import EXCLUSIONS, Absence, Stage, Voice
from annotator.model.dates import How

_MARKS = ("“", "”", "„", "«", "»", "‘", '"')


def sentence(key: str, values: Mapping[str, object]) -> str:
    """What an error or a step says, in the user's language and with the values in their places."""
    return QCoreApplication.translate("sentences", key).format(**values)


def stage_word(stage: Stage) -> str:
    """A stage, as an adjective."""
    tr = QCoreApplication.translate
    return {
        Stage.UNTOUCHED: tr("words", "untouched"),
        Stage.BEGUN: tr("words", "begun"),
        Stage.DONE: tr("words", "done"),
        Stage.SKIPPED: tr("words", "skipped"),
        Stage.EXCLUDED: tr("words", "excluded"),
    }[stage]


def exclusion_word(reason: str) -> str:
    """Why a statement is excluded, in the user's language; words of one's own stay."""
    return _exclusions().get(reason, reason)


def exclusion_kept(words: str) -> str:
    """What is kept of a reason that was typed or chosen in the user's language."""
    return {word: reason for reason, word in _exclusions().items()}.get(words, words)


def _exclusions() -> dict[str, str]:
    tr = QCoreApplication.translate
    words = (
        tr("words", "off topic"),
        tr("words", "duplicate"),
        tr("words", "not a statement"),
        tr("words", "unreadable"),
    )
    return dict(zip(EXCLUSIONS, words, strict=True))


def annotations_word(count: int) -> str:
    """So many annotations."""
    if count == 1:
        return QCoreApplication.translate("words", "1 annotation")
    return QCoreApplication.translate("words", "{count} annotations").format(count=grouped(count))


def statements_word(count: int) -> str:
    """So many statements."""
    if count == 1:
        return QCoreApplication.translate("words", "1 statement")
    return QCoreApplication.translate("words", "{count} statements").format(count=grouped(count))


def conflicts_word(count: int) -> str:
    """So many conflicts."""
    if count == 1:
        return QCoreApplication.translate("words", "1 conflict")
    return QCoreApplication.translate("words", "{count} conflicts").format(count=grouped(count))


def coders_word(count: int) -> str:
    """So many coders."""
    if count == 1:
        return QCoreApplication.translate("words", "1 coder")
    return QCoreApplication.translate("words", "{count} coders").format(count=grouped(count))


def date_source_word(how: How | None) -> str:
    """Where a date was read from."""
    tr = QCoreApplication.translate
    return {
        How.USER: tr("words", "typed in"),
        How.METADATA: tr("words", "from the data of the message or file"),
        How.FILE_NAME: tr("words", "from the name of the file"),
        How.EXPLICIT: tr("words", "stated in the text"),
        How.INFERRED: tr("words", "inferred from the text"),
        None: "",
    }[how]


def whole_statement_word() -> str:
    """What stands in place of a quote where all of a statement is meant."""
    return QCoreApplication.translate("words", "whole statement")


def quoted(words: str) -> str:
    """Words in quotation marks, which they do not get twice."""
    if words.startswith(_MARKS):
        return words
    return QCoreApplication.translate("words", "“{quote}”").format(quote=words)


def absence_word(absence: Absence) -> str:
    """Why a variable has no code."""
    tr = QCoreApplication.translate
    return {
        Absence.NOT_APPLICABLE: tr("words", "not applicable"),
        Absence.UNDECIDED: tr("words", "undecided"),
    }[absence]


def voice_word(voice: Voice) -> str:
    """Whose words they are."""
    tr = QCoreApplication.translate
    return {
        Voice.QUOTE: tr("words", "quote"),
        Voice.PARAPHRASE: tr("words", "paraphrase"),
        Voice.AUTHOR: tr("words", "author"),
    }[voice]


def sources_word(count: int) -> str:
    """So many sources."""
    if count == 1:
        return QCoreApplication.translate("words", "1 source")
    return QCoreApplication.translate("words", "{count} sources").format(count=grouped(count))


def grouped(count: int) -> str:
    """A number with its thousands apart by a thin blank."""
    return f"{count:,}".replace(",", "\u202f")


def shortened(text: str, length: int = 28) -> str:
    """The text, cut at `length` characters."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
