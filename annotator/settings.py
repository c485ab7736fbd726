"""What the user chose for the program as a whole, kept as one JSON file in the user's folder."""

from __future__ import annotations

import json
from pathlib import Path

Settings = dict[str, object]


def read_settings(file: Path) -> Settings:
    """The stored choices; empty when there is no file, or one that cannot be read."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_settings(file: Path, settings: Settings) -> None:
    """Keep the choices; the old file stays until the new one is whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(settings, indent=1, sort_keys=True, ensure_ascii=False), encoding="utf-8")
    fresh.replace(file)
