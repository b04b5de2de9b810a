"""LibreOffice as the second reader of Word files, with the bundled fonts in place of the ones Word files name.

Without them it takes whatever the machine has, and every line breaks elsewhere.
"""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

FONTS = Path(__file__).parents[1] / "templates" / "fonts"
STAND_INS = {"Arial": "Liberation Sans", "Courier New": "Liberation Mono", "Bookman Old Style": "TeX Gyre Bonum"}


def convert(folder: Path, files: Sequence[str], kind: str = "pdf") -> None:
    """Have LibreOffice write files of this folder beside themselves in another format, with a profile of its own."""
    settings = folder / "fonts.conf"
    settings.write_text(_font_settings(folder), "utf-8")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            *files,
        ],
        cwd=folder,
        env={**os.environ, "FONTCONFIG_FILE": str(settings)},
        capture_output=True,
        timeout=300,
        check=True,
    )


def _font_settings(folder: Path) -> str:
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family><prefer><family>{stand_in}</family></prefer></alias>'
        for name, stand_in in STAND_INS.items()
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{escape(str(FONTS))}</dir><cachedir>{escape(str(folder / 'fonts'))}</cachedir>{aliases}</fontconfig>"
    )
