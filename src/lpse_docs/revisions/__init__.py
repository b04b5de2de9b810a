"""PDF files revision by revision, read with pyHanko's rules in a bounded time (ISO 32000-2, 7.5.6)."""
