"""The queue in the window: its rows, its filters, and what is done to many statements at once."""
