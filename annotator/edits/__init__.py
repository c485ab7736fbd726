"""The verbs: all that a user can do to a project, one transaction each."""
