from __future__ import annotations

import json
from datetime import date
from uuid import UUID

import pytest

from annotator import paths
from annotator.agreement.alpha import krippendorff_alpha
from annotator.agreement.encoding import encode
from annotator.agreement.percent import percent_agreement
from annotator.formats import plain_text
from annotator.formats.codebook_json import read_codebook
from annotator.model.annotation import Absence, Stage, Voice
from annotator.model.codebook import Codebook, Variable, VariableKind
from annotator.model.corpus import StatementKind
from tests import seed_figures

SEEDS = paths.seeds()
LINES = seed_figures.read_lines(SEEDS)
ACTORS = {actor["name"]: actor for actor in json.loads((SEEDS / "actors.json").read_text(encoding="utf-8"))}
PROJECT = json.loads((SEEDS / "project.json").read_text(encoding="utf-8"))


@pytest.fixture
def codebook() -> Codebook:
    file = paths.resources() / "codebooks" / PROJECT["codebook"]
    return read_codebook(file.read_text(encoding="utf-8"), file.name)


def test_the_known_figures_are_those_of_the_coding() -> None:
    known = json.loads((SEEDS / "figures.json").read_text(encoding="utf-8"))

    assert json.loads(json.dumps(seed_figures.count(LINES))) == known


def test_the_program_finds_the_agreement_that_was_counted_by_hand() -> None:
    known = json.loads((SEEDS / "figures.json").read_text(encoding="utf-8"))["agreement"]

    for group, variables in known.items():
        for variable, figures in variables.items():
            given = [seed_figures.answers(LINES, coder, variable) for coder in group.split(", ")]
            units = sorted(set().union(*given))
            ratings = encode([[answers.get(unit) for answers in given] for unit in units], scale="set")

            assert krippendorff_alpha(ratings, "masi").value == pytest.approx(figures["alpha"], abs=1e-6)
            assert percent_agreement(ratings).value == pytest.approx(figures["percent"], abs=1e-6)


def test_the_sample_is_of_a_size_to_be_looked_at() -> None:
    assert 60 <= len({seed_figures.unit_of(line) for line in LINES}) <= 130


def test_the_sample_covers_a_year_and_a_half() -> None:
    days = [date.fromisoformat(day) for all_ in seed_figures.PUBLISHED.values() for day in all_ if day]

    assert (max(days) - min(days)).days > 18 * 30.5


def test_agreement_is_that_of_careful_people() -> None:
    found = seed_figures.count(LINES)["agreement"]

    assert isinstance(found, dict)
    for pair in found.values():
        for figures in pair.values():
            assert 0.55 < figures["alpha"] < 0.8


def test_the_register_and_the_coders_have_random_uuids() -> None:
    uids = [
        PROJECT["uid"],
        *(coder["uid"] for coder in PROJECT["coders"]),
        *(actor["uid"] for actor in ACTORS.values()),
    ]

    assert all(UUID(uid).version == 4 for uid in uids)
    assert len(set(uids)) == len(uids)


def test_no_two_actors_go_by_one_name() -> None:
    names = [name for actor in ACTORS.values() for name in (actor["name"], *actor.get("aliases", []))]

    assert len({name.casefold() for name in names}) == len(names)


def test_every_text_is_described_and_coded() -> None:
    files = sorted(file.name for file in (SEEDS / "texts").glob("*.txt"))

    assert sorted(source["file"] for source in PROJECT["sources"]) == files
    assert sorted({str(line["source"]) for line in LINES}) == files
    assert {str(line["coder"]) for line in LINES} == {coder["name"] for coder in PROJECT["coders"]}


def test_every_line_says_what_the_codebook_and_the_register_know(codebook: Codebook) -> None:
    for line in LINES:
        assert ("values" in line) != ("stage" in line), line
        assert str(line.get("stage", "done")) in set(Stage), line
        assert ("reason" in line) == (line.get("stage") == "excluded"), line
        assert str(line.get("voice", "quote")) in set(Voice), line
        assert line.get("speaker", "Velm") in ACTORS, line
        assert _are_known(line.get("values", {}), codebook), line


def test_the_program_cuts_the_texts_into_the_statements_that_were_coded() -> None:
    for source in PROJECT["sources"]:
        cut = _statements(source["file"])
        coded = {str(line["statement"]) for line in LINES if line["source"] == source["file"]}

        openings = [[opening for opening in coded if words.startswith(opening)] for words in cut]
        assert [len(found) for found in openings] == [1] * len(coded), source["file"]


def test_every_mark_stands_once_in_its_statement() -> None:
    statements = {source["file"]: _statements(source["file"]) for source in PROJECT["sources"]}
    lost = [
        line
        for line in LINES
        if "quote" in line
        and [s.count(str(line["quote"])) for s in statements[str(line["source"])] if _is_meant(line, s)]
        != [1]
    ]

    assert lost == []


def test_the_program_reads_the_dates_that_an_eye_reads() -> None:
    for source in PROJECT["sources"]:
        drafts = plain_text.read(SEEDS / "texts" / source["file"]).drafts

        assert [draft.published.value for draft in drafts] == seed_figures.PUBLISHED[source["file"]]


def test_each_statement_has_one_stage_a_coder() -> None:
    stages = [(line["coder"], *seed_figures.unit_of(line)) for line in LINES if "stage" in line]

    assert len(set(stages)) == len(stages)
    assert {(line["coder"], *seed_figures.unit_of(line)) for line in LINES} == set(stages)


def _statements(file: str) -> list[str]:
    return [
        statement.span.of(draft.text)
        for draft in plain_text.read(SEEDS / "texts" / file).drafts
        for statement in draft.statements
        if statement.kind is StatementKind.BODY
    ]


def _is_meant(line: dict[str, object], statement: str) -> bool:
    return statement.startswith(str(line["statement"]))


def _are_known(values: object, codebook: Codebook) -> bool:
    variables = {variable.name: variable for variable in codebook.variables if variable.active}
    assert isinstance(values, dict)
    return all(_is_known(given, variables[name]) for name, given in values.items())


def _is_known(given: list[str] | str, variable: Variable) -> bool:
    if isinstance(given, str):
        return given in set(Absence)
    if variable.kind is VariableKind.ACTORS:
        return set(given) <= set(ACTORS)
    one_or_many = len(given) == 1 or variable.kind is VariableKind.CODES
    return one_or_many and set(given) <= {code.name for code in variable.codes}
