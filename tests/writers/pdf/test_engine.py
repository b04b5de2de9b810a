"""WeasyPrint without its detours is still WeasyPrint."""

import ctypes.util
import subprocess
import sys

import pytest
from weasyprint.pdf import fonts

from lpse_docs.writers.pdf import engine

SCRIPT = """
import sys
from lpse_docs.writers.pdf import engine
print(sorted(name for name in sys.modules if name in {"fontTools.subset", "fontTools.varLib", "fontTools.varLib.instancer"}))
from weasyprint.pdf import fonts
options = fonts.subset.Options(hinting=False)
from fontTools import subset
print(type(options) is subset.Options, subset.__file__ is not None)
print(fonts.instantiateVariableFont.__name__)
"""


def test_rarely_called_modules_are_imported_when_they_are_called() -> None:
    answer = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True).stdout
    assert answer.split("\n") == ["[]", "True True", "call", ""]


def test_everything_is_as_before_afterwards() -> None:
    search = ctypes.util.find_library
    with engine.without_detours():
        assert fonts
    assert ctypes.util.find_library is search
    with pytest.raises(AttributeError):
        _ = engine.Later("fontTools.subset").__path__
