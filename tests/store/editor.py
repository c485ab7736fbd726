"""A process that edits until it is killed, and tells of every edit when it is done.

It reads lines of JSON (path, seed) and forks for each: the fork edits and prints what it did with a
digest of the whole project after it; the parent says when the fork has died. Without a seed the fork
only opens the project.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
from pathlib import Path
from random import Random

import sqlite_utils  # noqa: F401 (imported once, before the forks)

from annotator.store.store import Store
from tests import random_edits
from tests.builders import contents


def digest(store: Store) -> str:
    """The same for the same contents."""
    return hashlib.sha256(repr(contents(store)).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def edit_until_killed(path: Path, seed: int) -> None:
    random = Random(seed)  # noqa: S311
    store = Store(path, write=True)
    while True:
        # Few pages, so that kills meet checkpoints as well.
        store.connection.execute("PRAGMA wal_autocheckpoint = 8")
        if seed % 2:
            store.limit_journal(4000)  # so that they meet its being compacted
        done = random_edits.step(store, random)
        say("done", digest(store), done.split(",")[0])
        if random.random() < 0.1:
            store.close()
            store = Store(path, write=True)


def open_until_killed(path: Path) -> None:
    say("opening")
    Store(path, write=True)
    say("opened")
    signal.pause()


def main() -> None:
    for line in sys.stdin:
        task = json.loads(line)
        child = os.fork()
        if not child and "seed" not in task:
            open_until_killed(Path(task["path"]))
        if not child:
            edit_until_killed(Path(task["path"]), task["seed"])
        say("begun", child)
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
