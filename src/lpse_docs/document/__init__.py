"""The paper half's vocabulary: what a page may consist of. Nothing here knows the domain or a file format."""
