"""Random samples that anybody can draw again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
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
