"""Writes the manual's page of the schema anew; run it after a migration was added."""

from __future__ import annotations

from annotator import paths
from annotator.store.describe import schema_page

if __name__ == "__main__":
    (paths.resources() / "manual" / "schema.md").write_text(schema_page(), encoding="utf-8", newline="\n")
