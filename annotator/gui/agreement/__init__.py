"""Agreement in the window: what is asked, how it is kept up to date, and how it is said."""
