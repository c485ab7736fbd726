"""Files to project and back: one file per format, one registry."""
