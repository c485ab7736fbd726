from __future__ import annotations

import io
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from annotator.errors import BrokenCodebookError
from annotator.formats.refi_qdc import NAMESPACE, read_codebook, write_codebook
from annotator.model.codebook import Codebook
from annotator.model.project import Project
from tests.builders import codebook
from tests.projects import projects

# The form of the standard's own example, with what programs are known to write: braces, short colours,
# codable parents, no namespace prefix.
FOREIGN = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Other 24.0"><Codes>
 <Code guid="{0B1E2C3D-0000-4000-8000-000000000001}" name="Frame" isCodable="false">
  <Description>How it is put.</Description>
  <Code guid="0B1E2C3D-0000-4000-8000-000000000002" name="Sovereignty &amp; law" isCodable="true" color="#A33">
   <Description>Equal states.</Description>
   <Code guid="0B1E2C3D-0000-4000-8000-000000000003" name="Islands" isCodable="true"/>
  </Code>
 </Code>
 <Code guid="0B1E2C3D-0000-4000-8000-000000000004" name="Loose" isCodable="true" color="#112233"/>
</Codes><Sets/></CodeBook>
"""


def written(found: Codebook) -> str:
    out = io.StringIO()
    write_codebook(found, out)
    return out.getvalue()


def test_a_codebook_of_another_program_is_read() -> None:
    found = read_codebook(FOREIGN, "theirs.qdc")

    frame, loose = found.variables
    assert (frame.name, frame.definition) == ("Frame", "How it is put.")
    sovereignty, islands = frame.codes
    assert (sovereignty.name, sovereignty.colour) == ("Sovereignty & law", "#AA3333")
    assert sovereignty.definition == "Equal states."
    assert islands.parent_id == sovereignty.id
    assert frame.uid == "0b1e2c3d-0000-4000-8000-000000000001"
    assert (loose.name, [code.name for code in loose.codes]) == ("theirs", ["Loose"])


def test_what_is_written_keeps_to_the_standard_s_form() -> None:
    root = ET.fromstring(written(codebook()))  # noqa: S314  # our own text

    assert root.tag == f"{{{NAMESPACE}}}CodeBook"
    codes = root.findall(f"{{{NAMESPACE}}}Codes/{{{NAMESPACE}}}Code")
    assert [(code.get("name"), code.get("isCodable")) for code in codes] == [
        ("framing", "false"),
        ("claim type", "false"),
    ]
    for code in root.iter(f"{{{NAMESPACE}}}Code"):
        assert len(code.get("guid", "")) == 36


@settings(max_examples=40, deadline=None)
@given(projects())
def test_names_colours_and_order_come_back(project: Project) -> None:
    before = [variable for variable in project.codebook.variables if variable.codes]

    found = read_codebook(written(project.codebook), "x.qdc")

    assert len(found.variables) == len(before)
    for variable, again in zip(before, found.variables, strict=True):
        assert len(again.codes) == len(variable.codes)
        assert {code.colour.upper() for code in again.codes} == {
            code.colour.upper() for code in variable.codes
        }


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is not XML"),
        ("<CodeBook>", "is not XML"),
        ("<Project/>", "is no REFI-QDA codebook"),
        ("<CodeBook><Codes/></CodeBook>", "has no codes"),
        ('<CodeBook><Codes><Code guid="1"/></Codes></CodeBook>', "has no name"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><CodeBook/>', "declares a type of its own"),
    ],
)
def test_other_files_are_refused_with_a_sentence(text: str, reason: str) -> None:
    with pytest.raises(BrokenCodebookError) as raised:
        read_codebook(text, "x.qdc")

    assert reason in str(raised.value)
