"""Codebooks from files, and to files."""

from __future__ import annotations

from pathlib import Path

from annotator.formats import codebook_csv, codebook_json, refi_qdc
from annotator.formats.whole_file import read_whole_text, written_text
from annotator.model.codebook import Codebook
from annotator.store.registers import read_codebook
from annotator.store.store import Store


def read_codebook_file(path: Path) -> Codebook:
    """A codebook from a file: a table (.csv, .tsv), REFI-QDA (.qdc), or else JSON.

    Raises FileMissingError, FileUnreadableError, or a TextError.
    """
    read = {
        ".csv": codebook_csv.read_codebook,
        ".tsv": codebook_csv.read_codebook,
        ".qdc": refi_qdc.read_codebook,
    }
    return read.get(path.suffix.casefold(), codebook_json.read_codebook)(read_whole_text(path), path.name)


def export_codebook(store: Store, path: Path) -> None:
    """Write the codebook as a file: a table (.csv), REFI-QDA (.qdc), or else JSON, which loses nothing.

    Raises FileUnwritableError.
    """
    codebook = read_codebook(store)
    with written_text(path) as out:
        match path.suffix.casefold():
            case ".csv":
                codebook_csv.write_codebook(codebook, out)
            case ".qdc":
                refi_qdc.write_codebook(codebook, out)
            case _:
                out.write(codebook_json.write_codebook(codebook))
