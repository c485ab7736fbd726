"""Every action of the window: its menu, its key, and what it calls, a file a menu."""
