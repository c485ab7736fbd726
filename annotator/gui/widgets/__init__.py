"""Building blocks of the window that know nothing of a project."""
