"""What the import contracts cannot say."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_every_module_says_its_subject_in_the_first_line() -> None:
    silent = [
        str(file.relative_to(ROOT))
        for file in sorted(ROOT.glob("annotator/**/*.py"))
        if not file.read_text(encoding="utf-8").startswith('"""')
    ]

    assert silent == []
