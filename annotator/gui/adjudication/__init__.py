"""Adjudication in the window: the disputed statements, the layers side by side, and the decision."""
