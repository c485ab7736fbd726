from __future__ import annotations

from pathlib import Path

import pytest

from annotator.agreement.alpha import krippendorff_alpha
from annotator.agreement.encoding import encode
from annotator.agreement.spans import Continua, Continuum
from annotator.agreement.unitizing import u_alpha
from annotator.errors import EmptyTextError, FileMissingError, MissingColumnsError, NotTextError
from annotator.formats.ratings_table import ratings_of_text, read_ratings, read_spans, spans_of_text


def test_rows_are_units_and_columns_are_coders() -> None:
    found = ratings_of_text("unit,ana,ben\ns1,war,peace\ns2,war,\n", name="r.csv")

    assert (found.coders, found.units) == (("ana", "ben"), ("s1", "s2"))
    assert found.rows == (("war", "peace"), ("war", None))
    assert found.problems == ()


def test_without_a_column_of_ids_units_are_numbered() -> None:
    found = ratings_of_text("ana;ben\nwar;peace\n;\nwar;war\n", name="r.csv")

    assert (found.coders, found.units) == (("ana", "ben"), ("1", "3"))


def test_a_head_left_empty_is_that_of_the_ids() -> None:
    assert ratings_of_text(",ana,ben\n7,x,y\n", name="r.csv").units == ("7",)


def test_a_unit_that_nobody_rated_stays_when_it_has_an_id() -> None:
    assert ratings_of_text("id\tana\tben\ns1\t\t\n", name="r.csv").rows == ((None, None),)


def test_digits_are_text_on_a_nominal_scale_and_numbers_on_the_others() -> None:
    text = "ana,ben\n01,1\n2.5,2\n"

    assert ratings_of_text(text, name="r.csv").rows == (("01", "1"), ("2.5", "2"))
    assert ratings_of_text(text, name="r.csv", scale="ordinal").rows == ((1, 1), (2.5, 2))


def test_ordered_words_stay_words() -> None:
    assert ratings_of_text("ana,ben\nlow,3\n", name="r.csv", scale="ordinal").rows == (("low", "3"),)


def test_text_among_numbers_is_named_by_row_and_coder() -> None:
    found = ratings_of_text("ana,ben\n1,2\nmany,3\n", name="r.csv", scale="interval")

    assert found.rows == ((1, 2), (None, 3))
    assert found.problems == ("Row 3 of r.csv: many of ana is not a number. It was taken as missing.",)


def test_sets_are_split_at_semicolons_and_may_be_empty() -> None:
    found = ratings_of_text("unit,ana,ben\ns1,war; trade,[]\ns2,war,\n", name="r.csv", scale="set")

    assert found.rows == ((("war", "trade"), ()), (("war",), None))
    assert krippendorff_alpha(encode(found.rows, scale="set")).n_units == 1


def test_a_row_of_another_width_is_skipped_and_named() -> None:
    found = ratings_of_text("unit,ana,ben\ns1,war\ns2,war,war\n", name="r.csv")

    assert found.units == ("s2",)
    assert found.problems == ("Row 2 of r.csv has 1 values, but there are 2 coders. The row was skipped.",)


def test_quoted_cells_may_hold_separators_and_line_ends() -> None:
    found = ratings_of_text('unit,ana,ben\r\ns1,"war, trade","a\u2028b\nc"\r\n', name="r.csv")

    assert found.rows == (("war, trade", "a\u2028b\nc"),)


def test_spans_go_by_document_and_coder() -> None:
    text = "coder,document,label,start,end\nana,d1,war,0,5\nben,d1,war,2,5\nana,d2,war,1,3\n"

    found = spans_of_text(text, name="s.csv", lengths={"d1": 20})

    assert found.spans == {
        "d1": {"ana": ((0, 5, "war"),), "ben": ((2, 5, "war"),)},
        "d2": {"ana": ((1, 3, "war"),)},
    }
    assert found.lengths == {"d1": 20, "d2": 3}


def test_a_row_without_a_span_says_that_nothing_was_found() -> None:
    found = spans_of_text(
        "document,coder,start,end,label\nd1,ana,10,30,x\nd1,ben,,,\n", name="s.csv", lengths={"d1": 80}
    )
    texts = [Continuum.of(0, found.lengths[name], spans, name) for name, spans in found.spans.items()]

    # the case unit-one-empty of the published collection
    assert u_alpha(Continua(tuple(texts))).value == pytest.approx(-0.11875)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("d1,,0,5,war", "names no coder"),
        ("d1,ana,0,,war", "has no whole numbers for start and end: 0, nothing"),
        ("d1,ana,1.5,3,war", "has no whole numbers for start and end: 1.5, 3"),
        ("d1,ana,5,5,war", "holds an empty span: 5 to 5"),
        ("d1,ana,5,21,war", "reaches to 21, beyond the 20 characters of its document"),
        ("d1,ana,0,5,", "has no label"),
        ("d1,ana", ""),
    ],
)
def test_a_span_that_cannot_be_is_skipped_and_named(row: str, reason: str) -> None:
    found = spans_of_text(f"document,coder,start,end,label\n{row}\n", name="s.csv", lengths={"d1": 20})

    assert found.problems == ((f"Row 2 of s.csv {reason}. The row was skipped.",) if reason else ())


def test_a_table_of_spans_needs_its_columns() -> None:
    with pytest.raises(MissingColumnsError, match=r"s\.csv has no column end, label"):
        spans_of_text("document,coder,start\n", name="s.csv")


def test_files_that_are_not_there_or_hold_no_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"\xef\xbb\xbf\n\n")
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\xff")
    (tmp_path / "good.csv").write_bytes("\ufeffunit,ana\ns1,\u0436\n".encode())

    with pytest.raises(FileMissingError, match=r"no file none\.csv"):
        read_spans(tmp_path / "none.csv")
    with pytest.raises(EmptyTextError):
        read_ratings(tmp_path / "empty.csv")
    with pytest.raises(NotTextError):
        read_ratings(tmp_path / "picture.csv")
    assert read_ratings(tmp_path / "good.csv").rows == (("\u0436",),)
