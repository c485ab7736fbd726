"""The commands of the command line, a file for each subject; `cli` gathers them."""
