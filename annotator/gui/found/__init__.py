"""What the panels of found places and of labelled passages are made of."""
