from __future__ import annotations

import pytest

from annotator.on_disk import OnDisk


def test_it_is_a_dictionary() -> None:
    found: OnDisk[str, int] = OnDisk()
    assert "שלום" not in found
    assert found.get("a\x00b") is None

    found["שלום"] = 1
    found["a\x00b"] = 2
    found["שלום"] = 3

    assert found["שלום"] == 3
    assert found.pop("a\x00b") == 2
    assert dict(found) == {"שלום": 3}
    with pytest.raises(KeyError):
        found["nothing"]
    with pytest.raises(KeyError):
        del found["nothing"]


def test_two_have_nothing_to_do_with_each_other() -> None:
    one: OnDisk[int, str] = OnDisk()
    two: OnDisk[int, str] = OnDisk()

    one[1] = "one"

    assert (len(one), len(two)) == (1, 0)
