"""Prove that the two commands are enough on a fresh machine.

sudo python3 packaging/prove_bare.py FOLDER

Makes the smallest Debian there is in FOLDER (with debootstrap, as root), adds Python and git and
nothing else, clones the last commit into it, and runs both commands there as a stranger would, each
twice. FOLDER is made anew each time; a copy of the empty system stays beside it as FOLDER.pristine. What
this machine says about names, certificates and pip holds in there too.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUITE = "bookworm"
CARRIED_OVER = ("etc/resolv.conf", "etc/ssl/certs/ca-certificates.crt", "etc/pip.conf")
COMMANDS = (["run", "--no-window"], ["run", "--no-window"], ["test"], ["test"])
ENVIRONMENT = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root"]


def main(folder: Path) -> int:
    """How many of the commands failed."""
    make_system(folder)
    subprocess.run(["git", "clone", "--quiet", ROOT, folder / "srv/annotator"], check=True)
    subprocess.run(["mount", "-t", "proc", "proc", folder / "proc"], check=True)
    try:
        codes = [run_inside(folder, arguments) for arguments in COMMANDS]
    finally:
        subprocess.run(["umount", folder / "proc"], check=True)
    return sum(code != 0 for code in codes)


def make_system(folder: Path) -> None:
    """A minimal Debian with Python, git and certificates, from the copy where there is one."""
    pristine = folder.with_name(folder.name + ".pristine")
    if folder.exists() and not pristine.exists():
        sys.exit(f"{folder} is there already and is not ours. Name a new folder.")
    if not pristine.exists():
        added = "--include=python3,git,ca-certificates"
        subprocess.run(["debootstrap", "--variant=minbase", added, SUITE, pristine], check=True)
    if (folder / "proc").is_mount():
        subprocess.run(["umount", folder / "proc"], check=True)
    if folder.exists():
        shutil.rmtree(folder)
    subprocess.run(["cp", "--archive", pristine, folder], check=True)
    for name in CARRIED_OVER:
        if Path("/", name).exists():
            shutil.copyfile(Path("/", name), folder / name)


def run_inside(folder: Path, arguments: list[str]) -> int:
    """Run one of our commands in the system and say how long it took; its exit code."""
    inside = f"cd /srv/annotator && exec python3 packaging/dev.py {' '.join(arguments)}"
    print(f"=== {' '.join(arguments)}", flush=True)
    begun = time.monotonic()
    done = subprocess.run(
        ["chroot", folder, *ENVIRONMENT, "sh", "-c", inside], check=False, stdin=subprocess.DEVNULL
    )
    print(f"=== exit {done.returncode} after {time.monotonic() - begun:.0f} s\n", flush=True)
    return done.returncode


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]).resolve()))
