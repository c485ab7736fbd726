from __future__ import annotations

import json
from typing import Any  # JSON that a test bends out of shape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import BrokenCodebookError, BrokenRecordError
from annotator.formats.codebook_json import read_codebook, write_codebook
from annotator.model.codebook import Code, Codebook, CodeId, Variable, VariableId, VariableKind
from annotator.model.text import to_stored_text

SMALL = """{
 "format": "annotator codebook", "version": 1, "uid": "b", "name": "Harbours", "revision": 3,
 "sources": ["a key that is for people only"],
 "variables": [
  {"uid": "v", "name": "framing", "kind": "codes", "codes": [
   {"uid": "c1", "name": "domination", "colour": "#B75000", "key": "2", "opposite": "c2",
    "examples": ["“нас” 🏴‍☠️"]},
   {"uid": "c2", "name": "equality", "colour": "#4172A3", "parent": "c1", "opposite": "c1",
    "retired": true}]},
  {"uid": "w", "name": "target", "kind": "actors", "required": true, "active": false}]}"""


def test_a_file_is_read_with_ids_from_one() -> None:
    codebook = read_codebook(SMALL, "harbours.json")

    framing, target = codebook.variables
    assert (codebook.uid, codebook.name, codebook.revision) == ("b", "Harbours", 3)
    assert framing == Variable(
        VariableId(1),
        "v",
        "framing",
        VariableKind.CODES,
        codes=(
            Code(
                CodeId(1),
                "c1",
                VariableId(1),
                "domination",
                colour="#B75000",
                key="2",
                examples=("“нас” 🏴‍☠️",),
                opposite_id=CodeId(2),
            ),
            Code(
                CodeId(2),
                "c2",
                VariableId(1),
                "equality",
                parent_id=CodeId(1),
                colour="#4172A3",
                opposite_id=CodeId(1),
                retired=True,
            ),
        ),
    )
    assert target == Variable(VariableId(2), "w", "target", VariableKind.ACTORS, required=True, active=False)


def test_no_byte_order_mark_and_no_lone_surrogate_comes_in() -> None:
    bent = SMALL.replace("Harbours", "Harb\\ud83dours\\r\\n")

    assert read_codebook(bent, "harbours.json").name == "Harb\ufffdours\n"


def _bent(path: str, value: object) -> str:
    """SMALL with one key of one object set, or taken away when the value is ...: "variables/0/name"."""
    found: Any = json.loads(SMALL)
    *way, last = path.split("/")
    place = found
    for step in way:
        place = place[int(step) if step.isdigit() else step]
    if value is ...:
        del place[last]
    else:
        place[int(last) if last.isdigit() else last] = value
    return json.dumps(found)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("format", "something else", "the file does not call itself “annotator codebook”"),
        ("version", 2, "the file was written by a newer version of Annotator"),
        ("version", "1", "the file has a version that is not a whole number from 1 on"),
        ("revision", 0, "the file has a revision that is not a whole number from 1 on"),
        ("revision", True, "the file has a revision that is not a whole number from 1 on"),
        ("uid", ..., "the file has no uid"),
        ("name", "", "the file has no name"),
        ("variables", {}, "the file has variables that are not a list"),
        ("variables/0", "framing", "variable 1 is not an object"),
        ("variables/1/uid", "v", "variable 2 has the uid of something before it"),
        ("variables/1/uid", "v/w", "variable 2 has a slash in its uid"),
        ("variables/1/kind", "colours", "variable 2 is of an unknown kind, “colours”"),
        ("variables/1/required", 1, "variable 2 has a required that is neither true nor false"),
        ("variables/0/codes/1", None, "variable 1, code 2 is not an object"),
        ("variables/0/codes/1/uid", ..., "variable 1, code 2 has no uid"),
        ("variables/0/codes/1/uid", "b", "variable 1, code 2 has the uid of something before it"),
        ("variables/0/codes/1/name", 7, "variable 1, code 2 has something else than text as name"),
        (
            "variables/0/codes/1/colour",
            "red",
            "variable 1, code 2 has a colour that is not of the form #RRGGBB",
        ),
        ("variables/0/codes/0/examples", "one", "variable 1, code 1 has examples that are not a list"),
        ("variables/0/codes/0/examples", [1], "variable 1, code 1 has something else than text as examples"),
        ("variables/0/codes/0/attributes", [], "variable 1, code 1 has attributes that are not an object"),
        (
            "variables/0/codes/0/opposite",
            "c9",
            "variable 1, code 1 names an opposite that is not in the file",
        ),
        ("variables/0/codes/0/parent", "c9", "variable 1, code 1 names a parent that is not in its variable"),
        ("variables/0/codes/0/parent", "c1", "variable 1, code 1 is below itself"),
        ("variables/0/codes/0/parent", "c2", "variable 1, code 1 is below itself"),
    ],
)
def test_a_file_that_breaks_the_form_is_refused_with_its_place(path: str, value: object, said: str) -> None:
    with pytest.raises(BrokenCodebookError) as refused:
        read_codebook(_bent(path, value), "my.json")

    assert str(refused.value) == f"my.json is not a codebook that can be read: {said}. Nothing was imported."


@pytest.mark.parametrize(
    ("text", "line"), [("", 1), ("{\n\n nothing", 3), ("[" * 100_000, 1), (SMALL[:-1], 10)]
)
def test_what_is_no_json_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(BrokenRecordError, match=rf"^Line {line} of my\.json"):
        read_codebook(text, "my.json")


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_json_of_another_kind_is_refused(found: object) -> None:
    with pytest.raises(BrokenCodebookError):
        read_codebook(json.dumps(found), "my.json")


_texts = st.text(max_size=20).map(lambda text: to_stored_text(text)[0])
_names = _texts.filter(bool)


@st.composite
def _codebooks(draw: st.DrawFn) -> Codebook:
    sizes = draw(st.lists(st.integers(0, 4), max_size=4))
    total = sum(sizes)
    variables, first = [], 1
    for number, size in enumerate(sizes, start=1):
        variables.append(
            Variable(
                VariableId(number),
                f"variable-{number}",
                draw(_names),
                draw(st.sampled_from(VariableKind)),
                definition=draw(_texts),
                required=draw(st.booleans()),
                active=draw(st.booleans()),
                codes=tuple(
                    _code(draw, CodeId(code), VariableId(number), first, total)
                    for code in range(first, first + size)
                ),
            )
        )
        first += size
    return Codebook("the book", draw(_names), draw(st.integers(1, 99)), tuple(variables))


def _code(draw: st.DrawFn, code_id: CodeId, variable_id: VariableId, first: int, total: int) -> Code:
    """Parents stand before their children here; the file may hold any order."""
    parents = [None, *(CodeId(other) for other in range(first, code_id))]
    opposites = [None, *(CodeId(other) for other in range(1, total + 1))]
    return Code(
        code_id,
        f"code-{code_id}",
        variable_id,
        draw(_names),
        parent_id=draw(st.sampled_from(parents)),
        colour=draw(st.from_regex(r"#[0-9A-F]{6}", fullmatch=True)),
        key=draw(st.sampled_from(["", "1", "q", "ж"])),
        definition=draw(_texts),
        use_when=draw(_texts),
        avoid_when=draw(_texts),
        examples=tuple(draw(st.lists(_texts, max_size=2))),
        attributes=draw(st.dictionaries(_texts, _texts, max_size=2)),
        opposite_id=draw(st.sampled_from(opposites)),
        retired=draw(st.booleans()),
    )


@given(_codebooks())
def test_what_is_written_is_read_back_the_same(codebook: Codebook) -> None:
    written = write_codebook(codebook)

    assert read_codebook(written, "my.json") == codebook
    assert write_codebook(read_codebook(written, "my.json")) == written


def test_ids_of_a_store_are_counted_anew() -> None:
    first, second = (Code(CodeId(number), f"c{number}", VariableId(40), "code") for number in (70, 30))
    stored = Codebook("b", "book", 1, (Variable(VariableId(40), "v", "framing", codes=(first, second)),))

    found = read_codebook(write_codebook(stored), "my.json")

    assert [variable.id for variable in found.variables] == [1]
    assert [(code.id, code.uid) for code in found.codes()] == [(1, "c70"), (2, "c30")]
