"""Signatures and seals over finished files: the only step that adds time and chance, and the last one."""
