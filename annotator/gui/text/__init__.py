"""The text and its spans: how they are laid out, painted, pulled, and what is noted below them."""
