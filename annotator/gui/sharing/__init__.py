"""Several people, several files: merging, conflicts, copies for others, erasing for good."""
