"""Values to SVG text, one style for all pictures: pure."""
