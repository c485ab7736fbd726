"""What stands around the panels: the bars above and below, the drawer, and the first page."""
