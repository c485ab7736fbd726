"""What things are called on screen: terms, dates, merges, snapshots."""
