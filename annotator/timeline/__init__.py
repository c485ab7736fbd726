"""Counts per code, speaker, outlet and bin: pure functions over plain arrays."""
