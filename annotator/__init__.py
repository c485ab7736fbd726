"""Code statements, compare coders, and see labelled themes over time."""

__version__ = "0.1.0"
