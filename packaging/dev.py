"""Run, test and build the program from a fresh checkout.

python3 packaging/dev.py run [--no-window]  set up, then open the sample project
python3 packaging/dev.py test [...]         set up, then the five checks; the rest goes to pytest
python3 packaging/dev.py check [...]        the five checks, without the set-up
python3 packaging/dev.py bench [...]        the benchmarks; the rest goes to pytest
python3 packaging/dev.py build              wheel and source archive, into dist/
python3 packaging/dev.py pictures [...]     the screenshots, into resources/screenshots/

Everything Python goes into the folder .venv; where a Debian or Ubuntu lacks system libraries that Qt
loads, they are installed by apt. A second run finds both there and starts at once.
It needs Python 3.11 and nothing else, runs on Linux, Windows and macOS, and uses no shell.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"

# What Qt loads and a bare Debian does not have (ldd of PySide6 6.11 and 6.12): library -> Debian package.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libfontconfig.so.1": "libfontconfig1",  # brings the DejaVu fonts too
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


class SetUpError(Exception):
    """The machine lacks something that only its owner can give; the message says what and how."""


# --- what can be said without touching the machine ---


def too_old(version: tuple[int, int]) -> str | None:
    """The sentence for a Python that is too old; None for one that will do."""
    if version >= (3, 11):
        return None
    here = ".".join(str(number) for number in version)
    return f"This program needs Python 3.11 or newer, and this is Python {here}."


def packages_for(missing: Iterable[str], minor: int = sys.version_info.minor) -> list[str]:
    """The Debian packages that bring these libraries and modules, sorted, each once."""
    known = QT_LIBRARIES | WINDOW_LIBRARIES | {"ensurepip": f"python3.{minor}-venv"}
    return sorted({known[name] for name in missing})


def apt_commands(packages: Sequence[str], *, prefix: Sequence[str] = ()) -> list[list[str]]:
    """What to run, in order, to get these packages; `prefix` is how to become root."""
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    return [[*quiet, "update"], [*quiet, "install", "--yes", "--no-install-recommends", *packages]]


def apt_line(packages: Sequence[str]) -> str:
    """The one line to type for these packages."""
    return f"sudo apt-get install --no-install-recommends {' '.join(packages)}"


def lacks_screen(platform: str, environ: Mapping[str, str]) -> bool:
    """Whether a window has nowhere to open; Windows and macOS always have a screen."""
    named = any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return platform == "linux" and not named


# --- the machine ---


def become_root() -> list[str] | None:
    """What goes before a command that needs root: nothing, sudo without a question, or None if neither."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    sudo = ["sudo", "--non-interactive"]
    return None if run_silently([*sudo, "true"]).returncode else sudo


def apt_install(packages: Sequence[str]) -> None:
    """Install Debian packages. Raises SetUpError with the line to type where we may not or apt fails."""
    by_hand = f"Type this line, then run the command again:\n\n  {apt_line(packages)}\n"
    prefix = become_root()
    if prefix is None:
        raise SetUpError(f"A few system packages are missing. {by_hand}")
    say(f"Installing the system packages that are missing: {' '.join(packages)}")
    update, install = apt_commands(packages, prefix=prefix)
    run_silently(update)  # fails when any source does, also one that we do not need
    done = run_silently(install)
    if done.returncode:
        raise SetUpError(f"{done.stderr}\nThe installation failed; the lines above say why. {by_hand}")


def missing_libraries(libraries: Iterable[str]) -> list[str]:
    """Those that the system's loader does not find."""
    return [library for library in libraries if not loads(library)]


def loads(library: str) -> bool:
    """Whether the system's loader finds this library and all that it needs."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def get_system(*, window: bool) -> None:
    """See to it that Qt finds its libraries and that Python can make .venv.

    The libraries of a real window only where one is wanted. Asked of the loader before Qt is,
    because Qt names one missing library at a time, and not always the right one.
    """
    if sys.platform != "linux":
        return
    missing = missing_libraries(QT_LIBRARIES | (WINDOW_LIBRARIES if window else {}))
    if importlib.util.find_spec("ensurepip") is None and not environment_works():
        missing.append("ensurepip")  # Debian ships Python without it
    if not missing:
        return
    if shutil.which("apt-get") is None:
        raise SetUpError(
            f"This is missing here: {', '.join(missing)}. "
            "Install it with this system's package manager, then run the command again."
        )
    apt_install(packages_for(missing))


def get_environment(extra: str = "") -> None:
    """See to it that .venv holds the program and its dependencies, with those of the extra."""
    wanted = fingerprint()
    stamps = [stamp_of(extra), stamp_of("dev")]  # who develops has everything
    if not environment_works():
        make_environment()
    elif any(stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted for stamp in stamps):
        return
    say("Installing the program and what it needs into .venv. The first time this takes a minute or two.")
    target = f"{ROOT}[{extra}]" if extra else str(ROOT)
    volume = [] if sys.stdout.isatty() else ["--quiet"]
    pip = [str(environment_python()), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    if run([*pip, "install", *volume, "--editable", target]):
        raise SetUpError(
            "The installation failed; the lines above say why. The first time it needs a network."
        )
    stamp_of(extra).write_text(wanted, encoding="utf-8")


def stamp_of(extra: str) -> Path:
    """The file in .venv that remembers for which state of the checkout it was filled."""
    return ENVIRONMENT / f"installed-{extra or 'program'}.txt"


def make_environment() -> None:
    """Make .venv anew."""
    say("Making the folder .venv")
    if run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)]):
        raise SetUpError("The folder .venv could not be made; the lines above say why.")


def environment_works() -> bool:
    """Whether .venv has a Python of this version with pip, not a rest of an interrupted or older one."""
    if not environment_python().exists():
        return False
    answer = run_silently([str(environment_python()), "-c", "import sys, pip; print(*sys.version_info[:2])"])
    return answer.stdout.split() == [str(number) for number in sys.version_info[:2]]


def environment_python() -> Path:
    """The Python inside .venv."""
    return ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def fingerprint() -> str:
    """Changes when what has to be installed may have changed: pyproject.toml, or the folder we are in."""
    told = f"{ROOT}\n{(ROOT / 'pyproject.toml').read_text(encoding='utf-8')}"
    return hashlib.sha256(told.encode()).hexdigest()


def run(command: Sequence[str | Path], environ: Mapping[str, str] | None = None) -> int:
    """Run a program in the root of the checkout and give its exit code."""
    return subprocess.run(command, check=False, cwd=ROOT, env=dict(environ or os.environ)).returncode


def run_silently(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a program that asks nothing, and keep what it says."""
    return subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True)


def say(sentence: str) -> None:
    """Print now, also into a pipe, so that our lines stay in order with those of the programs we start."""
    print(sentence, flush=True)


# --- the commands ---


def run_demo(arguments: Sequence[str]) -> int:
    """Set up, then open the sample project."""
    window = "--no-window" not in arguments
    if window and lacks_screen(sys.platform, os.environ):
        raise SetUpError(
            "There is no screen here for a window to open on. Without one, type:\n\n"
            "  python3 packaging/dev.py run --no-window\n"
        )
    get_system(window=window)
    get_environment()
    return run([environment_python(), "-m", "annotator", "demo", *arguments], None if window else offscreen())


def run_tests(arguments: Sequence[str]) -> int:
    """Set up, then the five checks."""
    get_system(window=False)
    get_environment("dev")
    return run_checks(arguments)


def run_checks(arguments: Sequence[str]) -> int:
    """All five, also after a failure; then a line for each. 0 only when all passed."""
    python = str(environment_python()) if stamp_of("dev").exists() else sys.executable
    checks = {
        "ruff check": ["-m", "ruff", "check"],
        "ruff format": ["-m", "ruff", "format", "--check"],
        "mypy": ["-m", "mypy"],
        "lint-imports": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
        "pytest": ["-m", "pytest", *arguments],
    }
    lines = []
    failed = False
    for name, command in checks.items():
        say(f"\n--- {name}")
        begun = time.monotonic()
        code = run([python, *command], offscreen())
        failed = failed or code != 0
        lines.append(f"{name:<13}{'FAILED' if code else 'ok':<7}{time.monotonic() - begun:6.1f} s")
    say("\n" + "\n".join(lines))
    return int(failed)


def run_benchmarks(arguments: Sequence[str]) -> int:
    """Set up, then the benchmarks alone."""
    get_system(window=False)
    get_environment("dev")
    pytest = [str(environment_python()), "-m", "pytest", "--benchmark-only", "tests/benchmarks"]
    return run([*pytest, *arguments], offscreen())


def build(_arguments: Sequence[str]) -> int:
    """Wheel and source archive, into dist/."""
    get_system(window=False)
    get_environment("dev")
    return run([environment_python(), "-m", "build", "--outdir", ROOT / "dist", ROOT])


def make_pictures(arguments: Sequence[str]) -> int:
    """Set up, then the screenshots of the sample project."""
    get_system(window=False)
    get_environment()
    return run([str(environment_python()), "packaging/pictures.py", *arguments], offscreen())


def offscreen() -> dict[str, str]:
    """The environment for a Qt without a screen, unless a platform is named already."""
    return {"QT_QPA_PLATFORM": "offscreen"} | os.environ


COMMANDS = {
    "run": run_demo,
    "test": run_tests,
    "check": run_checks,
    "bench": run_benchmarks,
    "build": build,
    "pictures": make_pictures,
}


def main(arguments: Sequence[str]) -> int:
    """Carry out one command; 0 all went well, 1 something is missing or failed, 2 unknown command."""
    old = too_old(sys.version_info[:2])
    if old:
        say(old)
        return 1
    if not arguments or arguments[0] not in COMMANDS:
        say(__doc__ or "")
        return 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except SetUpError as problem:
        say(str(problem))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
