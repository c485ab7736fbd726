"""The timeline in the window: its choices, its plot, its events and what leaves it."""
