"""Reading written documents back, format by format, as lines that can be compared."""

from tests.writers.docx.readback import docx_lines

__all__ = ["docx_lines"]
