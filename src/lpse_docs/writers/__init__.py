"""Writers: one module per format, each with `SUFFIX` and `write(document, theme) -> bytes`."""
