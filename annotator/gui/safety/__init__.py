"""What keeps the work safe: snapshots while one works, going back, and what happened when."""
