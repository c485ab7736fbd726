"""How high a panel of the drawer wants to be at least, as a property of its widget."""

WANTED_HEIGHT = "wantedHeight"
