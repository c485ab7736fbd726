"""Random samples that anybody can draw again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from heapq import nsmallest


def sampled(uids: Iterable[str], size: int, seed: str) -> list[str]:
    """`size` of the uids at random, or all when there are fewer; in no order that means anything.

    Every uid gets a number from the seed and itself, and those with the smallest are taken. So the same
    seed gives the same sample on every computer, in whatever order the uids come; a larger sample holds
    the smaller one; and what is imported later changes a sample drawn anew as little as it can.

    >>> sampled(["a", "b", "c"], 2, "7") == sampled(["c", "b", "a"], 2, "7")
    True
    """

    def drawn(uid: str) -> bytes:
        return hashlib.sha256(f"{seed}\x1f{uid}".encode("utf-8", "surrogatepass")).digest()

    return nsmallest(size, uids, key=drawn)


def sampled_evenly(strata: Mapping[str, str], size: int, seed: str) -> list[str]:
    """`size` of the uids, from each stratum in proportion to what it holds.

    `strata`: the stratum of each uid. Whole places by proportion, the rest to the largest fractions,
    equal ones by the stratum's own number from the seed (Hamilton's method). Within a stratum as `sampled`.
    """
    members: dict[str, list[str]] = {}
    for uid, stratum in strata.items():
        members.setdefault(stratum, []).append(uid)
    total, wanted = len(strata), min(size, len(strata))
    places = {name: wanted * len(found) // total for name, found in members.items()}
    rest = {name: wanted * len(found) % total for name, found in members.items()}
    order = {name: at for at, name in enumerate(sampled(members, len(members), seed))}
    left = wanted - sum(places.values())
    for name in sorted(members, key=lambda name: (-rest[name], order[name]))[:left]:
        places[name] += 1
    return [uid for name, found in members.items() for uid in sampled(found, places[name], seed)]
