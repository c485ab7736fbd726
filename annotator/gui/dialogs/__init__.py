"""One file per dialog; dialogs are for decisions only."""
