"""The first window waits for nothing that it does not show."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHOW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
from annotator.gui.app import MainWindow, Preferences
window = MainWindow(Preferences(Path(sys.argv[1]) / "settings.json"))
window.show()
print(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = str(tmp_path_factory.mktemp("home"))
    run = subprocess.run(
        [sys.executable, "-c", SHOW, folder], capture_output=True, text=True, cwd=ROOT, check=True
    )
    return set(run.stdout.split())


@pytest.mark.parametrize(
    "heavy", ["numpy", "pyqtgraph", "sqlite_utils", "ftfy", "click", "charset_normalizer"]
)
def test_heavy_modules_come_after_the_first_paint(loaded: set[str], heavy: str) -> None:
    assert "annotator" in loaded
    assert heavy not in loaded
