"""How far coders agree: pure functions."""
