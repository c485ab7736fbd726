"""What is found by typing: actions, codes, actors, and what the queue is narrowed to."""
