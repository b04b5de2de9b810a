"""The way back: filled Excel, Word and PDF files become proposed changes of the YAML sources. Nothing here writes to disk."""
