from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from annotator.store.scratch import scratch_folder, sweep_scratch

HOLD = """
import sys
from pathlib import Path
from annotator.store.scratch import scratch_folder
with scratch_folder() as folder:
    (Path(folder) / "0.annotator").write_bytes(b"x")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there nothing tells whether a process lives")
def test_what_a_killed_process_left_goes_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    others = [tmp_path / name for name in ("annotator-backup", "annotator-99999999-mine", "pytest-1")]
    for folder in others:
        folder.mkdir()
    (tmp_path / "link-target").mkdir()
    (tmp_path / "annotator-99999999-abcdefgh").symlink_to(tmp_path / "link-target")
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    left = Path(process.stdout.readline().strip())

    with scratch_folder() as mine:
        assert sweep_scratch() == 0  # that one is still at work
        assert left.exists()
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        assert sweep_scratch() == 1
        assert not left.exists()
        assert Path(mine).exists()
    assert all(folder.exists() for folder in others)
    assert (tmp_path / "link-target").exists()
