"""Measures of agreement by name: of the variables of a project, or of a table from elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator import __version__
from annotator.agreement.asking import HEADLINE, Asked, Material, figures_asked
from annotator.agreement.encoding import coded_counts, declared_values, encode
from annotator.agreement.figure import Figure
from annotator.agreement.marked_texts import Per, continua_of
from annotator.agreement.slices import units_by_part
from annotator.agreement.spans import Continua, Continuum
from annotator.agreement.variables import ratings_of_units
from annotator.errors import MissingColumnsError
from annotator.formats.ratings_table import read_ratings, read_spans
from annotator.model.annotation import Coder, CoderKind
from annotator.model.codebook import Variable, VariableKind
from annotator.model.marked import Marked
from annotator.model.name_lists import listed_names
from annotator.model.project import Project
from annotator.model.reliability import FrozenCoding
from annotator.model.units import Over, Units
from annotator.model.worklist import Worklist
from annotator.store.coding import Coding, excluded_among, marked_of, openings_of, read_coding
from annotator.store.frozen import find_frozen, frozen_coding
from annotator.store.parts import parts_of
from annotator.store.registers import find_coder, find_variable, read_head
from annotator.store.store import Store
from annotator.store.units import read_units, units_of
from annotator.store.worklists import find_worklist, statements_of

UNIT = (
    "The unit is a statement that the coders have done; its value is the set of all that a coder gave in it. "
    "Done with nothing is the empty set, “not applicable” is a value, “undecided” is {undecided}. "
    "What a coder excluded is missing."
)
SPANS = {
    Per.STATEMENT: "Spans are compared within each statement that two coders or more have done. ",
    Per.SOURCE: "Spans are compared within each source, in the statements that the same coders have done. ",
    Per.ALL: "Spans are compared in all statements that two coders or more have done, end to end. ",
}
WHOLE = (
    "A label on the whole statement marks all of it; “not applicable” marks nothing; "
    "where a coder was undecided, “undecided” is {undecided}."
)
ROW = "The unit is a row of the table; an empty cell is missing."
DOCUMENT = "Spans are compared within each document that two coders or more have finished."


@dataclass(frozen=True, slots=True)
class Choice:
    """Which coding of a project is compared: by name a sample, and the coding as it was frozen.

    `per`: what is one text where spans are compared. `over`: part by part as well.
    `by_source`: intervals draw whole sources, whose statements are alike.
    """

    sample: str | None = None
    frozen: str | None = None
    undecided_counts: bool = False
    per: Per = Per.STATEMENT
    over: Over | None = None
    by_source: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """The figures of one variable, or of a whole table; `unit` says in words what was compared.

    `part`: the source or time that the figures are of, where it is not the whole. `sizes` counts the
    values of each coder of a project; `choices` are all that was chosen, by name; `problems` are rows
    of a table left out.
    """

    variable: str | None
    unit: str
    figures: tuple[Figure, ...]
    part: str | None = None
    sizes: Mapping[str, int] = field(default_factory=dict)
    choices: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def is_headline(self) -> bool:
        """Whether these are the usual two figures of ratings."""
        return tuple(figure.measure for figure in self.figures) == HEADLINE


def compare_project(
    store: Store,
    variable: str | None = None,
    coders: Sequence[str] | str | None = None,
    asked: Asked | None = None,
    choice: Choice | None = None,
) -> list[Compared]:
    """The variables in use or the one named, of all persons or of those named.

    Raises what a name raises that is not known, and what the measures raise.
    """
    with store.one_moment():
        reading = _Reading.of(store, variable, coders, asked or Asked(), choice or Choice())
        return [found for place in range(len(reading.variables)) for found in reading.compared(place)]


@dataclass(frozen=True, slots=True)
class Table:
    """A table from elsewhere, ready to be computed from; `unit` and `choices` say what is compared."""

    material: Material
    unit: str
    choices: Mapping[str, object]
    problems: tuple[str, ...]
    sizes: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_of_spans(self) -> bool:
        """Whether it holds spans rather than ratings."""
        return self.material.texts is not None


def read_table(
    path: Path,
    *,
    scale: str = "nominal",
    values: Sequence[str] | None = None,
    lengths: Mapping[str, int] | None = None,
    coders: Sequence[str] | str | None = None,
) -> Table:
    """A table of spans where its columns say so, else one of ratings on that scale.

    `values`: all declared values, from the lowest to the highest. Raises what reading and encoding raise.
    """
    try:
        spans = read_spans(path, lengths=lengths)
    except MissingColumnsError:
        table = read_ratings(path, scale=scale)
        declared = None if values is None else declared_values(values, table.rows, scale)
        ratings = encode(table.rows, coders=table.coders, values=declared, scale=scale, units=table.units)
        names = _names(coders, ratings.coders)
        ratings = ratings if names is None else ratings.of_coders(names)
        stated: dict[str, object] = {"table": path.name, "scale": scale, "coders": list(ratings.coders)}
        stated["declared_values"] = None if values is None else list(values)
        sizes = {coder: int(size) for coder, size in zip(ratings.coders, coded_counts(ratings), strict=True)}
        return Table(Material(ratings), ROW, stated, table.problems, sizes)
    texts = Continua(
        tuple(
            Continuum.of(0, spans.lengths[document], rows, document) for document, rows in spans.spans.items()
        )
    )
    names = _names(coders, texts.coders)
    texts = texts if names is None else texts.of_coders(names)
    sizes = {coder: sum(coder in text.spans for text in texts.texts) for coder in texts.coders}
    choices = {"table": path.name, "lengths": dict(spans.lengths), "coders": list(texts.coders)}
    return Table(Material(texts=texts), DOCUMENT, choices, spans.problems, sizes)


def _names(coders: Sequence[str] | str | None, known: Collection[str]) -> Sequence[str] | None:
    """Names as a list; None for all. In one line they have commas between, which a name may hold too."""
    return listed_names(coders, known) if isinstance(coders, str) else coders


def compare_table(
    path: Path,
    *,
    scale: str = "nominal",
    values: Sequence[str] | None = None,
    lengths: Mapping[str, int] | None = None,
    coders: Sequence[str] | str | None = None,
    asked: Asked | None = None,
) -> Compared:
    """The measures of a table of spans or ratings."""
    table = read_table(path, scale=scale, values=values, lengths=lengths, coders=coders)
    figures = figures_asked(table.material, asked or Asked())
    return Compared(
        None, table.unit, figures, sizes=table.sizes, choices=table.choices, problems=table.problems
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read of a project, once for all variables."""

    store: Store
    head: Project
    asked: Asked
    choice: Choice
    coders: tuple[Coder, ...]
    variables: tuple[Variable, ...]
    units: list[Units]
    marked: list[Marked]
    excluded: int
    sample: Worklist | None
    frozen: FrozenCoding | None

    @classmethod
    def of(
        cls,
        store: Store,
        variable: str | None,
        coders: Sequence[str] | str | None,
        asked: Asked,
        choice: Choice,
    ) -> _Reading:
        head = read_head(store)
        people = [coder for coder in head.coders if coder.kind is CoderKind.PERSON]
        names = _names(coders, [name for coder in head.coders for name in (coder.name, coder.uid)])
        chosen = people if names is None else [find_coder(head.coders, name) for name in names]
        variables = (
            [find_variable(head.codebook, variable)]
            if variable is not None
            else [
                found
                for found in head.codebook.variables
                if found.active and found.kind is not VariableKind.TEXT
            ]
        )
        sample = None if choice.sample is None else find_worklist(store, choice.sample)
        among = None if sample is None else statements_of(store, sample.id)
        frozen = None if choice.frozen is None else find_frozen(store, choice.frozen)
        missing = not choice.undecided_counts
        coding: Coding | None = None
        if frozen is not None:
            coding = frozen_coding(store, frozen.id, variables, chosen, among)
            units = units_of(store, coding, variables, chosen, undecided_is_missing=missing)
        else:
            units = read_units(store, variables, chosen, statement_ids=among, undecided_is_missing=missing)
        marked: list[Marked] = []
        if asked.needs_texts:
            coding = coding or read_coding(store, variables, chosen, among)
            marked = marked_of(store, coding, variables, chosen, undecided_is_missing=missing)
        excluded = (
            len({statement for statement, _ in coding.excluded})
            if coding is not None
            else len(excluded_among(store, chosen, among))
        )
        return cls(
            store,
            head,
            asked,
            choice,
            tuple(chosen),
            tuple(variables),
            units,
            marked,
            excluded,
            sample,
            frozen,
        )

    def compared(self, place: int) -> Iterable[Compared]:
        """The figures of a variable, then those of its parts."""
        units = self.units[place]
        marked = self.marked[place] if self.marked else None
        yield self._figures(units, marked, None)
        if self.choice.over is None:
            return
        parts = parts_of(self.store, self.choice.over, units.statement_ids, [one.id for one in self.coders])
        for part, some in units_by_part(units, parts).items():
            here = frozenset(some.statement_ids)
            texts = None if marked is None else marked.among(here)
            yield self._figures(some, texts, part)

    def _figures(self, units: Units, marked: Marked | None, part: str | None) -> Compared:
        names = {coder.uid: coder.name for coder in units.coders}
        names |= {actor.uid: actor.name for actor in self.head.actors}
        # Last, so that a name that several have is the code's of this variable.
        names |= {code.uid: code.name for code in units.variable.codes}
        texts = None
        if marked is not None:
            words = openings_of(self.store, [one.statement_id for one in marked.statements])
            texts = continua_of(marked, self.choice.per, words)
        clusters = None
        if self.choice.by_source:
            sources = parts_of(self.store, Over.SOURCE, units.statement_ids)
            clusters = [sources[statement] for statement in units.statement_ids]
        material = Material(ratings_of_units(units), texts, names, clusters)
        return Compared(
            units.variable.name,
            self._unit(),
            figures_asked(material, self.asked),
            part,
            {coder.name: size for coder, size in zip(units.coders, units.sizes, strict=True)},
            self._choices(),
        )

    def _unit(self) -> str:
        undecided = "an answer" if self.choice.undecided_counts else "missing"
        spans = SPANS[self.choice.per] + WHOLE
        both = [] if self.asked.needs_texts and self._has_no_ratings() else [UNIT]
        both += [spans] if self.asked.needs_texts else []
        return " ".join(both).format(undecided=undecided)

    def _has_no_ratings(self) -> bool:
        from annotator.agreement.measures import RATINGS_MEASURES

        return not any(name in RATINGS_MEASURES for name in self.asked.measures)

    def _choices(self) -> dict[str, object]:
        sample, frozen = self.sample, self.frozen
        return {
            "coders": [coder.name for coder in self.coders],
            "statements": "all"
            if sample is None
            else {
                "sample": sample.name,
                "count": sample.count,
                "drawn_from": sample.drawn_from,
                "seed": sample.seed,
            },
            "excluded_left_out": self.excluded,
            "undecided": "answer" if self.choice.undecided_counts else "missing",
            "coding": "as it is now" if frozen is None else {"frozen": frozen.name, "at": frozen.at},
            "texts": self.choice.per.value,
            "drawn_for_intervals": "sources" if self.choice.by_source else "statements",
            "codebook_revision": self.head.codebook.revision,
            "program": f"Annotator {__version__}",
        }


def choices_in_words(choices: Mapping[str, object]) -> list[str]:
    """What was chosen beside the usual, a sentence each."""
    found = []
    match choices.get("statements"):
        case {"sample": name, "count": count, "drawn_from": None}:
            found.append(f"Statements: the {count} of “{name}”.")
        case {"sample": name, "count": count, "drawn_from": drawn_from, "seed": seed}:
            found.append(f"Statements: “{name}”, {count} drawn from {drawn_from} with the seed {seed}.")
    match choices.get("coding"):
        case {"frozen": name, "at": at}:
            found.append(f"The coding as it was frozen under “{name}” on {str(at)[:10]}.")
    match choices.get("excluded_left_out"):
        case 1:
            found.append("1 statement that somebody excluded is left out for that coder.")
        case int(count) if count:
            found.append(f"{count} statements that somebody excluded are left out for that coder.")
    if choices.get("drawn_for_intervals") == "sources":
        found.append("Intervals draw whole sources.")
    return found
