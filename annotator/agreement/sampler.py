"""Random numbers of our own, so that a seed gives the same interval on every machine and numpy version.

Whole-number arithmetic only.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_LOWER_HALF = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_IN_ONE_BLOCK = 16_384


class Draws:
    """A sequence of random numbers that a seed fixes for good.

    SplitMix64: Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators,
    figure 16. Each 64-bit number gives two 32-bit draws, the upper half first.
    """

    def __init__(self, seed: int) -> None:
        self._state = seed % 2**64

    def words(self, size: int) -> NDArray[np.uint64]:
        """The next `size` numbers of 64 bits."""
        state = np.arange(1, size + 1, dtype=np.uint64)
        state *= _STEP
        state += np.uint64(self._state)
        self._state = (self._state + size * int(_STEP)) % 2**64
        for shift, factor in ((np.uint64(30), _FIRST), (np.uint64(27), _SECOND)):
            state ^= state >> shift
            state *= factor
        state ^= state >> np.uint64(31)
        return state

    def below(self, limit: int, size: int) -> NDArray[np.int64]:
        """`size` whole numbers from 0 to `limit` - 1, each as likely as the other.

        The upper part of a 32-bit draw times `limit`; off from even by less than limit / 2**32.
        """
        if not 0 < limit < 2**32:
            message = f"cannot draw below {limit}"
            raise ValueError(message)
        result = np.empty(size + size % 2, dtype=np.uint64)
        for at in range(0, len(result), _IN_ONE_BLOCK):
            part = result[at : at + _IN_ONE_BLOCK]
            drawn = self.words(len(part) // 2)
            part[0::2] = drawn >> _HALF
            part[1::2] = drawn & _LOWER_HALF
            part *= np.uint64(limit)
            part >>= _HALF
        return result[:size].view(np.int64)

    def shares(self, size: int) -> NDArray[np.float64]:
        """`size` numbers from 0 up to but not including 1, in steps of 2**-53."""
        return np.asarray((self.words(size) >> np.uint64(11)).astype(np.float64) * 2.0**-53)
