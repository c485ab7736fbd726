"""The memory: the only folder that speaks SQL to a project."""
