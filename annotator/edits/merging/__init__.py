"""The work of several laptops in one project: what comes in, what gives way, what stays a conflict."""
