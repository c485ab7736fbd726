"""What a merge did, or would do, in words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from annotator.edits.joining import Alike
from annotator.gui.words.terms import annotations_word, grouped, statements_word
from annotator.store.conflicts import Conflict, Rule


def rows_word(counts: Mapping[str, int]) -> str:
    """So many rows of each table: *12 annotations, 1 coder*."""
    return ", ".join(_counted(table, count) for table, count in counts.items())


def rule_words(conflict: Conflict) -> str:
    """By which rule a conflict was decided."""
    tr = QCoreApplication.translate
    return {
        Rule.LATER: tr("merge", "Changed in both files: the change after more steps of work holds."),
        Rule.FULLER: tr("merge", "Made in both files: what is filled in holds, then what sorts last."),
        Rule.STAYS: tr("merge", "Deleted in one file, changed or used in the other: it stays."),
        Rule.FIRST_KEY: tr("merge", "Both codes keep the key; it gives the one that comes first."),
        Rule.HAND: tr("merge", "Decided by hand."),
    }[conflict.rule]


def field_word(conflict: Conflict) -> str:
    """What the files said differently."""
    tr = QCoreApplication.translate
    words = {
        "": tr("merge", "there at all"),
        "values": tr("merge", "answers"),
        "place": tr("merge", "marked words"),
        "stage": tr("merge", "stage"),
        "flag": tr("merge", "flag"),
        "text": tr("merge", "memo") if conflict.table == "memo" else tr("merge", "text"),
        "decision": tr("merge", "settled answer"),
        "key": tr("merge", "key"),
        "use_when": tr("merge", "use when"),
        "avoid_when": tr("merge", "avoid when"),
        "set_aside": tr("merge", "set aside"),
        "external_id": tr("merge", "number elsewhere"),
        "time_zone": tr("merge", "time zone"),
    }
    return words.get(conflict.field) or tr("merge", conflict.field)


def other_words(conflict: Conflict) -> str:
    """What stands against the value that holds."""
    return conflict.other if conflict.field else QCoreApplication.translate("merge", "deleted")


def kept_words(conflict: Conflict) -> str:
    """What holds."""
    return conflict.kept if conflict.field else QCoreApplication.translate("merge", "kept")


def alike_question(alike: Alike) -> str:
    """What is asked, or advised, of entries that bear one name."""
    tr = QCoreApplication.translate
    return {
        "coder": tr("merge", "Two coders, or one?"),
        "actor": tr("merge", "Two actors, or one?"),
        "variable": tr("merge", "Two variables of one name"),
        "code": tr("merge", "Two codes of one name: “Merge into …” in the codebook makes them one"),
    }[alike.what]


def _counted(table: str, count: int) -> str:
    tr = QCoreApplication.translate
    if table == "statement":
        return statements_word(count)
    if table == "annotation":
        return annotations_word(count)
    one, many = {
        "coder": (tr("merge", "1 coder"), tr("merge", "{count} coders")),
        "actor": (tr("merge", "1 actor"), tr("merge", "{count} actors")),
        "variable": (tr("merge", "1 variable"), tr("merge", "{count} variables")),
        "code": (tr("merge", "1 code"), tr("merge", "{count} codes")),
        "event": (tr("merge", "1 event"), tr("merge", "{count} events")),
        "keyword_group": (tr("merge", "1 group of keywords"), tr("merge", "{count} groups of keywords")),
        "source": (tr("merge", "1 source"), tr("merge", "{count} sources")),
        "part": (tr("merge", "1 part"), tr("merge", "{count} parts")),
        "worklist": (tr("merge", "1 worklist"), tr("merge", "{count} worklists")),
        "saved_filter": (tr("merge", "1 saved filter"), tr("merge", "{count} saved filters")),
        "memo": (tr("merge", "1 memo"), tr("merge", "{count} memos")),
        "settlement": (tr("merge", "1 settled answer"), tr("merge", "{count} settled answers")),
        "frozen_coding": (tr("merge", "1 frozen coding"), tr("merge", "{count} frozen codings")),
        "log_entry": (tr("merge", "1 entry of the log"), tr("merge", "{count} entries of the log")),
        "status": (tr("merge", "1 stage"), tr("merge", "{count} stages")),
        "value": (
            tr("merge", "the answers of 1 annotation"),
            tr("merge", "the answers of {count} annotations"),
        ),
        "project": (tr("merge", "the project’s title or codebook"),) * 2,
    }.get(table, (table, "{count} " + table))
    return one if count == 1 else many.format(count=grouped(count))
