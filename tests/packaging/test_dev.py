"""The script for the first minutes, where it decides and where it speaks."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "dev.py"


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("version", [(2, 7), (3, 9), (3, 10)])
def test_an_old_python_is_told_in_one_sentence(dev: ModuleType, version: tuple[int, int]) -> None:
    sentence = dev.too_old(version)

    assert "Python 3.11" in sentence
    assert f"Python {version[0]}.{version[1]}" in sentence
    assert sentence.count(".\n") + sentence.endswith(".") == 1


@pytest.mark.parametrize("version", [(3, 11), (3, 14), (4, 0)])
def test_a_python_that_will_do_needs_no_sentence(dev: ModuleType, version: tuple[int, int]) -> None:
    assert dev.too_old(version) is None


def test_missing_libraries_become_one_line_to_type(dev: ModuleType) -> None:
    packages = dev.packages_for(["libxkbcommon.so.0", "libEGL.so.1", "libxcb-cursor.so.0"])

    assert dev.apt_line(packages) == (
        "sudo apt-get install --no-install-recommends libegl1 libxcb-cursor0 libxkbcommon0"
    )


def test_a_python_without_ensurepip_wants_the_package_of_its_own_version(dev: ModuleType) -> None:
    assert dev.packages_for(["ensurepip"], minor=13) == ["python3.13-venv"]


def test_every_library_has_its_package(dev: ModuleType) -> None:
    for library in [*dev.QT_LIBRARIES, *dev.WINDOW_LIBRARIES]:
        assert dev.packages_for([library]), library


def test_root_runs_apt_as_it_is_and_others_through_sudo(dev: ModuleType) -> None:
    as_root = dev.apt_commands(["libegl1"])
    through_sudo = dev.apt_commands(["libegl1"], prefix=["sudo"])

    assert [command[-1] for command in as_root] == ["update", "libegl1"]
    assert through_sudo == [["sudo", *command] for command in as_root]


def test_a_library_that_nobody_has_is_missing(dev: ModuleType) -> None:
    assert dev.missing_libraries(["libno-such-thing.so.9"]) == ["libno-such-thing.so.9"]


@pytest.mark.parametrize(
    ("platform", "environ", "lacking"),
    [
        ("linux", {}, True),
        ("linux", {"DISPLAY": ""}, True),
        ("linux", {"DISPLAY": ":0"}, False),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, False),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, False),
        ("win32", {}, False),
        ("darwin", {}, False),
    ],
)
def test_only_linux_can_be_without_a_screen(
    dev: ModuleType, platform: str, environ: dict[str, str], *, lacking: bool
) -> None:
    assert dev.lacks_screen(platform, environ) is lacking


def test_without_a_screen_the_other_way_is_offered(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")

    assert dev.main(["run"]) == 1
    assert "run --no-window" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["frobnicate"]])
def test_an_unknown_command_shows_what_there_is(arguments: list[str]) -> None:
    shown = subprocess.run([sys.executable, SCRIPT, *arguments], check=False, capture_output=True, text=True)

    assert shown.returncode == 2
    assert "packaging/dev.py test" in shown.stdout
