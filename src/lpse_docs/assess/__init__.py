"""What follows from an assessment: scores on any date, gaps, changes, agreement. Pure; nothing here reads or writes."""
