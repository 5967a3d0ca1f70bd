"""Fictional people for the components page. The day is Monday 23 November 2026."""
