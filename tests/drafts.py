"""What must hold of every draft that a reader makes, and how a test looks at one."""

from __future__ import annotations

import regex

from annotator.model.corpus import SourceDraft, StatementKind

_GRAPHEME = regex.compile(r"\X")


def said(draft: SourceDraft, kind: StatementKind = StatementKind.BODY) -> list[str]:
    """The texts of all statements of a kind."""
    return [statement.span.of(draft.text) for statement in draft.statements if statement.kind is kind]


def left_out(draft: SourceDraft) -> list[tuple[str, str]]:
    """What was dropped: the reason, and the words."""
    return [(dropped.reason.value, dropped.span.of(draft.text)) for dropped in draft.dropped]


def speakers(draft: SourceDraft) -> list[str | None]:
    """The speaker of each statement of the body, its own or its part's."""
    names: list[str | None] = []
    for statement in draft.statements:
        if statement.kind is StatementKind.BODY:
            part = draft.parts[statement.part] if statement.part is not None else None
            speaker = statement.speaker or (part.speaker if part else None)
            names.append(speaker.name if speaker else None)
    return names


def check_draft(draft: SourceDraft) -> None:
    """Every character that is not blank is in one statement or one dropped stretch, no grapheme is cut."""
    text = draft.text
    graphemes = [found.span() for found in _GRAPHEME.finditer(text)]
    edges = {end for _, end in graphemes} | {0}
    covered = [0] * len(text)
    for stretches in (draft.statements, draft.dropped):
        last = 0
        for stretch in stretches:
            start, end = stretch.span.start, stretch.span.end
            assert last <= start < end <= len(text)
            assert {start, end} <= edges
            first = _GRAPHEME.match(text, start)
            assert first is not None
            assert not first.group().isspace()
            assert not text[end - 1].isspace() or end - 1 not in edges
            covered[start:end] = [times + 1 for times in covered[start:end]]
            last = end
    for sign, times in zip(text, covered, strict=True):
        assert times == 1 or (times == 0 and sign.isspace())
    for statement in draft.statements:
        assert statement.part is None or draft.parts[statement.part].span.contains(statement.span)
