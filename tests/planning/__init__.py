"""Adoption plans: from gaps to schedules."""
