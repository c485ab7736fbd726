"""What else is counted: networks, contradictions, samples, retrieval: pure functions."""
