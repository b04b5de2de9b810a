"""From the disk to the domain: files, YAML, schema. Everything wrong is said with its place; nothing is raised."""

from lpse_docs.load.faults import CODES

__all__ = ["CODES"]
