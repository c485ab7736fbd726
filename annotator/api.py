"""The same for scripts and notebooks: open a project, read it, import, export and compute.

>>> from annotator.api import open_project
>>> with open_project("study.annotator") as project:  # doctest: +SKIP
...     project.agreement("framing")[0].alpha.value

Whatever goes wrong for a reason that a user can mend raises an AnnotatorError with its sentence.
No function here needs a screen or Qt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from annotator.analysis.contradictions import Contradiction, find_contradictions
from annotator.edits.events import add_event, import_events
from annotator.edits.files import FileImported, export_file, import_files
from annotator.edits.frozen import freeze_coding
from annotator.edits.projects import STARTER, create_project
from annotator.edits.sample import sample_project
from annotator.errors import NoCodersError, NotADateError
from annotator.formats import csv_tables
from annotator.model.annotation import CoderId
from annotator.model.codebook import VariableKind
from annotator.model.corpus import Unit
from annotator.model.dates import StatedDate
from annotator.model.events import Event
from annotator.model.project import Project
from annotator.model.timeline import (
    BinSize,
    Counted,
    DateKind,
    Duplicates,
    OncePer,
    Question,
    SeriesBy,
    Timeline,
)
from annotator.store.checking import find_problems
from annotator.store.corpus import StatementRow, statement_rows
from annotator.store.events import read_events
from annotator.store.overview import Overview, read_overview
from annotator.store.positions import read_positions
from annotator.store.queue import queue_ids
from annotator.store.registers import find_coder, find_codes, find_variable, read_head
from annotator.store.store import Store
from annotator.store.whole import read_project
from annotator.store.worklists import find_kept

if TYPE_CHECKING:  # numpy only where figures are asked for
    from annotator.agreement.variables import VariableFigures
    from annotator.comparing import Compared
    from annotator.model.entries import Entries, Integers
    from annotator.timeline.before_after import Comparison
    from annotator.timeline.usage import Usage

__all__ = ["OpenProject", "new_project", "open_project", "open_sample"]


def open_project(path: str | Path, *, write: bool = False) -> OpenProject:
    """Open a project, for reading only unless `write` is true; close it, or use it in `with`."""
    return OpenProject(Store(Path(path), write=write))


def new_project(path: str | Path, *, title: str = "", codebook: str | Path = STARTER) -> OpenProject:
    """Make a project and open it for writing; `codebook`: a ready-made one's name, a file, or "none"."""
    file = Path(path)
    return OpenProject(create_project(file, title=title or file.stem, codebook=codebook))


def open_sample(path: str | Path | None = None) -> OpenProject:
    """Open the sample project for reading; it is made when it is not there yet."""
    return open_project(sample_project(None if path is None else Path(path)))


class OpenProject:
    """A project in the hands of a script. `store` is for what has no method here."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave one whole file behind."""
        self.store.close()

    def whole(self) -> Project:
        """Codebook, coders, actors, and streams of sources, annotations and statuses."""
        return read_project(self.store)

    def overview(self) -> Overview:
        """How much there is of everything."""
        return read_overview(self.store)

    def statements(self) -> list[StatementRow]:
        """All statements in order, with the speaker and the date that hold for them."""
        return statement_rows(self.store)

    def annotations(self) -> Iterator[dict[str, str | int | None]]:
        """One row per annotation and value, as in the CSV export: ready for a data frame."""
        for row in csv_tables.rows(self.whole()):
            yield dict(zip(csv_tables.HEADER, row, strict=True))

    def import_files(self, *paths: str | Path, unit: str = "sentence") -> list[FileImported]:
        """Bring texts in; what went wrong with a file is in its result, and the others come in."""
        return import_files(self.store, map(Path, paths), unit=Unit(unit))

    def export(self, form: str, path: str | Path) -> None:
        """Write the whole project in the form of that name."""
        export_file(self.store, form, Path(path))

    def timeline(
        self,
        variable: str | None = None,
        coder: str | None = None,
        *,
        bin: str = "month",  # noqa: A002  # the field's word
        by: str = "value",
        counted: str = "statements",
        dates: str = "published",
        codes: Iterable[str] | None = None,
        once_per: str = "each time",
        duplicates: str = "once",
        since: str | None = None,
        until: str | None = None,
        kept_filter: str | None = None,
        **more: Any,
    ) -> Timeline:
        """Codes counted over time; without names the first variable, and the coder shown first.

        `since` and `until` are days, months or years (ISO), both included. `kept_filter` names a filter
        or worklist of the queue: only its statements count. `more` are the other
        fields of a Question: `with_children`, `attribute`, `most`, `absences`, `window`,
        `cumulative`, `interval`.
        """
        from annotator.timeline.counting import count

        with self.store.one_moment():
            question = self._question(
                variable,
                coder,
                codes,
                counted=Counted(counted),
                bin_size=BinSize(bin),
                dates=DateKind(dates),
                by=SeriesBy(by),
                once_per=OncePer(once_per),
                duplicates=Duplicates(duplicates),
                since=_end(since, last=False),
                until=_end(until, last=True),
                **more,
            )
            entries, only = self._entries(question, kept_filter)
        filtered = "" if kept_filter is None else f"the filter {kept_filter}"
        return replace(count(entries, question, only=only), filtered=filtered)

    def timelines(
        self,
        coders: Sequence[str | None],
        variable: str | None = None,
        *,
        bin: str = "month",  # noqa: A002
        **options: Any,
    ) -> Sequence[Timeline]:
        """The timelines of several coders, over the same bins and with the same series; options as there."""
        from annotator.timeline.aligning import aligned, coarsest

        found = [self.timeline(variable, coder, bin=bin, **options) for coder in coders]
        if len({one.question.bin_size for one in found}) > 1:
            size = coarsest(found).value
            found = [self.timeline(variable, coder, bin=size, **options) for coder in coders]
        return aligned(found)

    def compare(
        self,
        event: str,
        variable: str | None = None,
        coder: str | None = None,
        *,
        days: int | None = None,
        dates: str = "published",
        by: str = "value",
        once_per: str = "each time",
        duplicates: str = "once",
        codes: Iterable[str] | None = None,
        kept_filter: str | None = None,
        **more: Any,
    ) -> Comparison:
        """Shares of coded statements before a day, month or year, and after it, up to `days` away.

        `more` are `with_children`, `attribute`, `most` and `absences`, as in a Question.
        """
        from annotator.timeline.before_after import compare
        from annotator.timeline.updating import taken

        first, last = _end(event, last=False), _end(event, last=True)
        if first is None or last is None:
            raise NotADateError(given=event)
        with self.store.one_moment():
            question = self._question(
                variable,
                coder,
                codes,
                dates=DateKind(dates),
                by=SeriesBy(by),
                once_per=OncePer(once_per),
                duplicates=Duplicates(duplicates),
                **more,
            )
            entries, only = self._entries(question, kept_filter)
        among = entries if only is None else taken(entries, only.tolist())
        return compare(among, question, (first, last), days=days)

    def events(self) -> tuple[Event, ...]:
        """The analyst's own markers, by date."""
        return read_events(self.store)

    def add_event(self, date: str, text: str) -> None:
        """Mark a day, month or year (ISO) on the timeline."""
        add_event(self.store, date, text)

    def import_events(self, path: str | Path) -> tuple[str, ...]:
        """Mark all events of a CSV file; what could not be read, a sentence each."""
        return import_events(self.store, Path(path))

    def contradictions(
        self,
        coder: str | None = None,
        target: str | None = None,
        *,
        dates: str = "published",
        across_targets: bool = False,
    ) -> Sequence[Contradiction]:
        """Actors who say opposite things of one target; of the first variable of actors, unless one is named."""
        with self.store.one_moment():
            head = read_head(self.store)
            actors = [
                variable for variable in head.codebook.variables if variable.kind is VariableKind.ACTORS
            ]
            named = find_variable(head.codebook, target) if target else next(iter(actors), None)
            positions = read_positions(
                self.store, self._coder(head, coder), named.id if named else None, DateKind(dates)
            )
        return find_contradictions(head.codebook, positions, across_targets=across_targets)

    def _question(
        self, variable: str | None, coder: str | None, codes: Iterable[str] | None = None, **more: Any
    ) -> Question:
        head = read_head(self.store)
        chosen = find_variable(head.codebook, variable)
        wanted = None if codes is None else find_codes(chosen, codes)
        return Question(chosen.id, self._coder(head, coder), codes=wanted, **more)

    def _entries(self, question: Question, kept_filter: str | None) -> tuple[Entries, Integers | None]:
        """What a question is counted from, and which statements alone count."""
        import numpy as np

        from annotator.store.counts import read_entries

        entries = read_entries(self.store, question)
        if kept_filter is None:
            return entries, None
        wanted = find_kept(self.store, kept_filter, question.coder_id)
        return entries, np.array(queue_ids(self.store, wanted), dtype=np.int64)

    def _coder(self, head: Project, name: str | None) -> CoderId:
        """The coder of that name, else the one whom a first view shows. Raises NoCodersError."""
        from annotator.store.counts import shown_coder

        if not head.coders:
            raise NoCodersError(name=self.store.path.name)
        return find_coder(head.coders, name).id if name else shown_coder(self.store, head.coders[0].id)

    def usages(
        self, variable: str | None = None, coder: str | None = None, *, dates: str = "published"
    ) -> Sequence[Usage]:
        """Who used which code: first, last, how often."""
        from annotator.store.counts import read_entries
        from annotator.timeline.usage import usages

        with self.store.one_moment():
            question = self._question(variable, coder, dates=DateKind(dates), by=SeriesBy.SPEAKER)
            return usages(read_entries(self.store, question))

    def agreement(
        self, variable: str | None = None, coders: Iterable[str] | None = None, *, seed: int | None = None
    ) -> Sequence[VariableFigures]:
        """Alpha and percent agreement of each variable in use, or of one; with an interval where `seed` is given."""
        from annotator.agreement.variables import figures_of, with_interval
        from annotator.store.units import read_units

        with self.store.one_moment():
            head = read_head(self.store)
            units = read_units(
                self.store,
                None if variable is None else [find_variable(head.codebook, variable)],
                None if coders is None else [find_coder(head.coders, name) for name in coders],
            )
        found = [figures_of(some) for some in units]
        return found if seed is None else [with_interval(figures, seed=seed) for figures in found]

    def figures(
        self, *measures: str, variable: str | None = None, coders: Iterable[str] | None = None, **choices: Any
    ) -> list[Compared]:
        """Measures of agreement by name, of ratings or of spans, for each variable in use or one.

        `choices`: params, interval, seed as in Asked; sample, frozen, undecided_counts, per, over and
        by_source as in Choice of `annotator.comparing`.
        """
        from annotator.agreement.asking import Asked
        from annotator.agreement.marked_texts import Per
        from annotator.comparing import Choice, compare_project
        from annotator.model.units import Over

        asked = Asked(
            measures, **{key: choices.pop(key) for key in ("params", "interval", "seed") if key in choices}
        )
        for key, words in (("per", Per), ("over", Over)):
            if choices.get(key) is not None:
                choices[key] = words(choices[key])
        return compare_project(
            self.store, variable, None if coders is None else [*coders], asked, Choice(**choices)
        )

    def freeze(self, name: str, *, note: str = "") -> None:
        """Keep the coding as it is now under a name, so that later figures can be compared with those of now."""
        freeze_coding(self.store, name, note=note)

    def check(self) -> list[str]:
        """What does not agree within the file, a sentence each; empty where all is well."""
        return list(find_problems(self.store))


def _end(given: str | None, *, last: bool) -> date | None:
    """The first or the last day that a date can mean. Raises NotADateError."""
    try:
        stated = StatedDate(given)
    except ValueError as error:
        raise NotADateError(given=given) from error
    return stated.last_day() if last else stated.first_day()
