"""Raw text to statements: pure functions."""
