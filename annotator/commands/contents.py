"""What commands print of a project: what is in it, its statements, and what an import brought."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from annotator.commands.printing import Record, table
from annotator.edits.files import FileImported
from annotator.model.annotation import Stage
from annotator.model.project import Project
from annotator.store.corpus import StatementRow
from annotator.store.overview import Overview


def overview_record(name: str, head: Project, found: Overview) -> Record:
    """All that `info` knows."""
    return {
        "file": name,
        "uid": head.uid,
        "title": head.title,
        "created_at": head.created_at,
        "time_zone": head.time_zone,
        "sources": found.sources,
        "statements": found.statements,
        "set_aside": found.set_aside,
        "statements_by_kind": {kind.value: number for kind, number in sorted(found.by_kind.items())},
        "undated": found.undated,
        "first_date": found.first,
        "last_date": found.last,
        "actors": found.actors,
        "codebook": {
            "uid": head.codebook.uid,
            "name": head.codebook.name,
            "revision": head.codebook.revision,
            "variables": [
                {
                    "uid": variable.uid,
                    "name": variable.name,
                    "kind": variable.kind.value,
                    "active": variable.active,
                    "codes": [code.name for code in variable.codes if not code.retired],
                }
                for variable in head.codebook.variables
            ],
        },
        "coders": [
            {
                "uid": progress.coder.uid,
                "name": progress.coder.name,
                "kind": progress.coder.kind.value,
                "annotations": progress.annotations,
                "stages": {stage.value: number for stage, number in progress.stages.items()},
            }
            for progress in found.coders
        ],
    }


def overview_lines(name: str, head: Project, found: Overview) -> Iterator[str]:
    """The same for people."""
    yield f"{head.title} ({name})"
    yield (
        f"{_count(found.sources, 'source')}, {_count(found.statements, 'statement')}, "
        f"{found.set_aside} of them set aside, {found.undated} undated"
    )
    if found.first and found.last:
        yield f"Dates from {found.first} to {found.last}"
    yield f"Codebook {head.codebook.name}, revision {head.codebook.revision}:"
    for variable in head.codebook.variables:
        codes = sum(not code.retired for code in variable.codes)
        what = f"{codes} codes" if codes else variable.kind.value
        yield f"  {variable.name}: {what}{'' if variable.active else ', switched off'}"
    yield f"{found.actors} actors, {len(found.coders)} coders"
    if found.coders:
        yield ""
        stages = ("begun", "done", "skipped", "excluded")
        yield from table(
            ("coder", "annotations", *stages),
            (
                (
                    progress.coder.name,
                    progress.annotations,
                    *(_stage(progress.stages, stage) for stage in stages),
                )
                for progress in found.coders
            ),
        )


def statement_record(row: StatementRow) -> Record:
    """One statement; ids are uids, `start` and `end` count code points of the source's stored text."""
    return {
        "id": row.uid,
        "source": row.source_uid,
        "source_title": row.source_title,
        "outlet": row.outlet,
        "url": row.url,
        "kind": row.kind.value,
        "set_aside": row.set_aside,
        "part": row.part,
        "text": row.text,
        "start": row.span.start,
        "end": row.span.end,
        "speaker": row.speaker,
        "speaker_how": row.speaker_how,
        "date": row.date.value,
        "date_precision": row.date.precision.value,
        "date_how": row.date.how,
        "date_evidence": row.date.evidence,
    }


def statement_lines(rows: Iterable[StatementRow]) -> Iterator[str]:
    """Source by source, the statements under its title; those set aside in brackets."""
    for _, group in groupby(rows, key=lambda row: row.source_id):
        some = list(group)
        first = some[0]
        title = first.source_title or " ".join(first.text.split())[:60]
        yield " · ".join(filter(None, (title, first.outlet, first.date.value or "undated")))
        for row in some:
            words = " ".join(row.text.split())
            lead = " ".join(filter(None, (row.part, f"{row.speaker}:" if row.speaker else "")))
            said = f"{lead} {words}" if lead else words
            yield f"  [{row.kind.value}: {said}]" if row.set_aside else f"  {said}"
        yield ""


def import_record(found: FileImported) -> Record:
    """What became of one file."""
    done = found.imported
    return {
        "file": found.name,
        "error": None if found.error is None else str(found.error),
        "sources": done.sources if done else 0,
        "statements": done.statements if done else 0,
        "set_aside": done.set_aside if done else 0,
        "already_there": done.already_there if done else 0,
        "copies_folded": done.copies if done else 0,
        "undated_sources": done.undated if done else 0,
        "problems": list(found.problems),
    }


def import_lines(found: FileImported) -> Iterator[str]:
    """The same for people; what failed is said elsewhere."""
    if found.imported is None:
        return
    done = found.imported
    parts = [
        f"{_count(done.sources, 'source')} with {_count(done.statements, 'statement')}",
        f"{done.set_aside} set aside" if done.set_aside else "",
        f"{_count(done.copies, 'copy', 'copies')} folded" if done.copies else "",
        f"{_count(done.undated, 'source')} undated" if done.undated else "",
        f"{_count(done.already_there, 'source')} in the project already" if done.already_there else "",
    ]
    yield f"{found.name}: " + ", ".join(filter(None, parts))
    for problem in found.problems:
        yield f"  {problem}"


def _stage(stages: Mapping[Stage, int], stage: str) -> int:
    return stages.get(Stage(stage), 0)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
