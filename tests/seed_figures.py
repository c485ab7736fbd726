"""Counts the sample coding by hand, so to speak: nothing of the program is used.

`python tests/seed_figures.py > seeds/figures.json` writes the known figures anew.
What is counted, and how, stands in seeds/README.md.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import combinations, product
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
Unit = tuple[str, str]

# Read by eye: one date a file, or one a post in the order of the channel.
PUBLISHED: dict[str, list[str | None]] = {
    "daily-beacon-2030-09-14.txt": ["2030-09-14"],
    "daily-beacon-2031-03-03.txt": ["2031-03-03"],
    "daily-beacon-2032-02-28.txt": ["2032-02-28"],
    "meridian-wire-ramming.txt": ["2031-10-02"],
    "tidewatch-thread.txt": [None],
    "tarsia-channel.txt": [
        *(None, "2030-11-19", None, "2031-02-11", "2031-04-02"),
        *(None, None, "2031-07-09", "2031-10-16", "2031-10-17"),
    ],
    "compact-channel.txt": ["2032-01-22", None, "2032-05-18"],
}
VARIABLES = ("framing", "claim type", "target")


def read_lines(seeds: Path = SEEDS) -> list[dict[str, object]]:
    """The lines of coding.jsonl."""
    return [json.loads(line) for line in (seeds / "coding.jsonl").read_text(encoding="utf-8").splitlines()]


def count(lines: list[dict[str, object]]) -> dict[str, object]:
    """All known figures."""
    units = sorted({unit_of(line) for line in lines})
    coders = sorted({str(line["coder"]) for line in lines})
    files = Counter(source for source, _ in units)
    return {
        "statements": {"all": len(units), **dict(sorted(files.items()))},
        "published": PUBLISHED,
        "stages": {
            coder: dict(
                sorted(
                    Counter(
                        str(line["stage"]) for line in lines if line["coder"] == coder and "stage" in line
                    ).items()
                )
            )
            for coder in coders
        },
        "annotations": Counter(str(line["coder"]) for line in lines if "values" in line),
        "agreement": {
            ", ".join(some): {variable: agreement(lines, some, variable) for variable in VARIABLES}
            for some in [*combinations(coders, 2), tuple(coders)]
        },
        "codes per month": {
            coder: {variable: codes_per_month(lines, coder, variable) for variable in VARIABLES[:2]}
            for coder in coders
        },
    }


def unit_of(line: dict[str, object]) -> Unit:
    """The statement a line is about."""
    return str(line["source"]), str(line["statement"])


def answers(lines: list[dict[str, object]], coder: str, variable: str) -> dict[Unit, frozenset[str]]:
    """For each statement the coder has done: the set of all values given in it.

    Left out where one of them is undecided.
    """
    done = {
        unit_of(line): set[str]() for line in lines if line["coder"] == coder and line.get("stage") == "done"
    }
    undecided = set()
    for line in lines:
        unit = unit_of(line)
        if line["coder"] == coder and unit in done and isinstance(values := line.get("values"), dict):
            found = values.get(variable, [])
            done[unit].update([found] if isinstance(found, str) else found)
            if found == "undecided":
                undecided.add(unit)
    return {unit: frozenset(found) for unit, found in done.items() if unit not in undecided}


def agreement(lines: list[dict[str, object]], coders: tuple[str, ...], variable: str) -> dict[str, object]:
    """Pairable statements, those on which all agree, mean share of agreeing pairs, and alpha with MASI."""
    given = [answers(lines, coder, variable) for coder in coders]
    rows = [[answer[unit] for answer in given if unit in answer] for unit in sorted(set().union(*given))]
    rows = [row for row in rows if len(row) > 1]
    pairs = [[one == other for one, other in combinations(row, 2)] for row in rows]
    everything = [value for row in rows for value in row]
    observed = sum(
        2 * sum(masi(one, other) for one, other in combinations(row, 2)) / (len(row) - 1) for row in rows
    ) / len(everything)
    expected = sum(masi(one, other) for one, other in product(everything, repeat=2)) / (
        len(everything) * (len(everything) - 1)
    )
    return {
        "units": len(rows),
        "agreeing": sum(all(row) for row in pairs),
        "percent": round(sum(sum(row) / len(row) for row in pairs) / len(rows), 6),
        "alpha": round(1 - observed / expected, 6),
    }


def masi(one: frozenset[str], other: frozenset[str]) -> float:
    """Distance of two sets. Source: Passonneau (2006)."""
    if one == other:
        return 0.0
    if not one & other:
        return 1.0
    weight = 2 / 3 if one <= other or other <= one else 1 / 3
    return 1 - weight * len(one & other) / len(one | other)


def codes_per_month(lines: list[dict[str, object]], coder: str, variable: str) -> dict[str, dict[str, int]]:
    """Annotations that hold a code, by the month in which the source was published."""
    counted: dict[str, Counter[str]] = {}
    for line in lines:
        if line["coder"] == coder and isinstance(values := line.get("values"), dict):
            month = (published(unit_of(line)) or "undated")[:7]
            counted.setdefault(month, Counter()).update(values.get(variable, []))
    return {month: dict(sorted(codes.items())) for month, codes in sorted(counted.items())}


def published(unit: Unit) -> str | None:
    """The date of the article, or of the post in which the statement stands first."""
    source, opening = unit
    text = (SEEDS / "texts" / source).read_text(encoding="utf-8")
    post = max(text[: text.index(opening)].count("Forwarded from "), 1)
    return PUBLISHED[source][post - 1]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(count(read_lines()), indent=1, ensure_ascii=False) + "\n")
