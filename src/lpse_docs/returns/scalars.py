"""Values as YAML text that is read back as the same value."""

import json
import re
from datetime import date
from enum import Enum
from typing import Any

PLAIN = re.compile(r"(?:[A-Za-z(]|\d+ (?=[a-z]))(?:(?!: | #).)*(?<![\s:])")
WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def scalar(value: Any) -> str:
    """A single value, quoted only where YAML would read it otherwise."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case date():
            return value.isoformat()
        case Enum():
            return scalar(value.value)
    text = str(value)
    if "\n" in text or "\r" in text:
        return json.dumps(text, ensure_ascii=False)
    if PLAIN.fullmatch(text) and text.lower() not in WORDS_OF_YAML:
        return text
    return "'" + text.replace("'", "''") + "'"
