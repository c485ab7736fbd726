"""Distinct rows of a table of small integers: the form in which all ratings are counted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.signedinteger]
Counts = NDArray[np.int64]
Floats = NDArray[np.float64]

_LARGEST_KEY = 2**62
_MISSING_DIGITS = 1  # missing is -1: one digit more than there are values


def distinct_rows(codes: IntArray, n_values: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The distinct rows in lexicographic order (missing first), and which of them each row is.

    `codes`: units x coders, -1 for missing, else 0 … n_values - 1. Each row becomes one integer
    in the base n_values + 1, so that units are counted, not compared. Rows too wide for one
    integer are halved and put together again.
    """
    base = n_values + _MISSING_DIGITS
    n_coders = codes.shape[1]
    capacity = base**n_coders
    if capacity < _LARGEST_KEY:
        return rows_of_keys(_keys(codes, base), base, n_coders)
    half = n_coders // 2
    left, which_left = distinct_rows(codes[:, :half], n_values)
    right, which_right = distinct_rows(codes[:, half:], n_values)
    joined = which_left.astype(np.int64) * len(right) + which_right
    keys, which = _ranked(joined, len(left) * len(right))
    rows = np.hstack([left[keys // max(len(right), 1)], right[keys % max(len(right), 1)]])
    return rows.reshape(-1, n_coders), which


def rows_of_keys(keys: IntArray, base: int, n_coders: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The distinct rows and which of them each unit has, from one integer per unit.

    A key has one digit per coder in `base`, the first coder's the highest; 0 stands for missing.
    """
    distinct, which = _ranked(keys, base**n_coders)
    return _rows_of(distinct, base, n_coders), which


def merged_rows(codes: IntArray, counts: Counts, n_values: int) -> tuple[NDArray[np.int32], Counts]:
    """Equal rows put together and their counts added."""
    rows, which = distinct_rows(codes, n_values)
    return rows, summed(which, counts, len(rows))


def summed(which: IntArray, weights: Counts, size: int) -> Counts:
    """Whole-number weights added up by place; exact below 2**53."""
    return np.bincount(which, weights=weights, minlength=size).astype(np.int64)


def _keys(codes: IntArray, base: int) -> IntArray:
    keys = np.zeros(len(codes), dtype=np.int64)
    for column in codes.T:
        keys *= base
        keys += column
        keys += _MISSING_DIGITS
    return keys


def _ranked(keys: IntArray, capacity: int) -> tuple[IntArray, NDArray[np.int32]]:
    """The distinct keys in order, and the rank of each key; counted when they are few, else sorted."""
    if capacity > max(2**16, 4 * len(keys)):
        distinct, which = np.unique(keys, return_inverse=True)
        return distinct, which.reshape(-1).astype(np.int32)
    distinct = np.flatnonzero(np.bincount(keys, minlength=capacity))
    rank = np.zeros(capacity, dtype=np.int32)
    rank[distinct] = np.arange(len(distinct), dtype=np.int32)
    return distinct, rank[keys]


def _rows_of(keys: IntArray, base: int, n_coders: int) -> NDArray[np.int32]:
    rows = np.empty((len(keys), n_coders), dtype=np.int32)
    rest = keys.astype(np.int64)
    for column in range(n_coders - 1, -1, -1):
        rest, digit = np.divmod(rest, base)
        rows[:, column] = digit - _MISSING_DIGITS
    return rows
