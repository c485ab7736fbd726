"""Copies of projects as laptops have them, for tests of merging."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from annotator.edits.merging.merge import Merged, merge
from annotator.formats.jsonl.writing import records
from annotator.store.store import Store
from annotator.store.whole import read_project


def copied(store: Store, path: Path) -> Store:
    """The project as it was mailed: closed, copied, and opened again on another laptop."""
    fresh = path.with_suffix(".tmp")
    store.connection.execute("VACUUM INTO ?", (str(fresh),))
    shutil.move(fresh, path)
    return Store(path, write=True)


def merged(store: Store, *others: Store) -> Merged:
    """The result of merging projects that are open."""
    return merge(store, [other.path for other in others])


def substance(store: Store) -> list[str]:
    """All that JSON lines say of a project, in an order that does not depend on keys."""
    imports: dict[object, str] = {}
    lines = []
    for record in records(read_project(store)):
        found = dict(record)
        if found["type"] == "import":
            number = found.pop("number")
            imports[number] = json.dumps(found, sort_keys=True)
        if found["type"] == "source":
            found["import"] = imports.get(found["import"])
        for name in ("aliases", "values", "dropped", "coders", "statements"):
            if name in found:
                some = found[name]
                assert isinstance(some, list)
                found[name] = sorted(some, key=lambda one: json.dumps(one, sort_keys=True))
        lines.append(json.dumps(found, ensure_ascii=False, sort_keys=True))
    return sorted(lines)
