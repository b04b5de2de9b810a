"""LibreOffice as a second reader of Word files: the same on every machine, whatever fonts lie there."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

FONTS = Path(__file__).parents[1] / "templates/fonts"
# What Word would take, and the bundled face of the same widths (templates/README.md).
STAND_INS = {"Arial": "Liberation Sans", "Courier New": "Liberation Mono", "Bookman Old Style": "TeX Gyre Bonum"}
CONFIGURATION = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
{aliases}</fontconfig>
"""
ALIAS = '  <alias binding="same"><family>{wanted}</family><prefer><family>{bundled}</family></prefer></alias>\n'


def convert(files: Sequence[Path], kind: str, out: Path) -> None:
    """Have LibreOffice save files in another format, with the bundled fonts alone and a profile of its own."""
    profile = out / "profil"
    profile.mkdir(parents=True)
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    environment = {**os.environ, "FONTCONFIG_FILE": str(_configuration(profile))}
    subprocess.run(
        [*command, "--outdir", str(out), *map(str, files)],
        check=True,
        capture_output=True,
        timeout=300,
        env=environment,
    )


def _configuration(folder: Path) -> Path:
    aliases = "".join(ALIAS.format(wanted=wanted, bundled=bundled) for wanted, bundled in STAND_INS.items())
    path = folder / "fonts.conf"
    cache = folder / "fontcache"
    path.write_text(
        CONFIGURATION.format(fonts=escape(str(FONTS)), cache=escape(str(cache)), aliases=aliases), encoding="utf-8"
    )
    return path
