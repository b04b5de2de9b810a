"""Judging signed files as a stranger would: what is whole, who signed, and what can be concluded of it."""
