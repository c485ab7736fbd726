"""Names typed in one line, with commas between; a name may hold commas itself."""

from __future__ import annotations

from collections.abc import Collection


def listed_names(typed: str, known: Collection[str]) -> list[str]:
    """The names that are meant: the longest run that is a known name, else what stands between two commas.

    >>> listed_names("Okten, Mira, Chen", {"Okten, Mira", "Chen"})
    ['Okten, Mira', 'Chen']
    """
    pieces = typed.split(",")
    names: list[str] = []
    at = 0
    while at < len(pieces):
        runs = ((end, ",".join(pieces[at:end]).strip()) for end in range(len(pieces), at, -1))
        end, name = next((run for run in runs if run[1] in known), (at + 1, pieces[at].strip()))
        if name:
            names.append(name)
        at = end
    return names
