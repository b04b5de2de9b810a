"""Standards, SOPs and reports of an LPSE: YAML in, official Word and PDF documents out."""

__version__ = "0.1.0"
