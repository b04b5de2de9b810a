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
# What a profile holds besides the module: that it is set up already, else LibreOffice puts its empty module in this place.
BASIC: dict[str, str] = {
    "registrymodifications.xcu": """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
  <item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
""",
    "basic/script.xlc": """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library">
  <library:library library:name="Standard" library:link="false"/>
</library:libraries>
""",
    "basic/Standard/script.xlb": """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
  library:readonly="false" library:passwordprotected="false">
  <library:element library:name="Module1"/>
</library:library>
""",
    "basic/Standard/Module1.xba": """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
  script:language="StarBasic">{source}</script:module>
""",
}


def convert(files: Sequence[Path], kind: str, out: Path) -> None:
    """Have LibreOffice save files in another format, with the bundled fonts alone and a profile of its own."""
    profile = out / "profil"
    profile.mkdir(parents=True)
    _run(profile, "--convert-to", kind, "--outdir", str(out), *map(str, files))


def perform(source: str, profile: Path) -> None:
    """Have LibreOffice run `Main` of a Basic module, as a person's own macro; it must end with `StarDesktop.terminate`."""
    for name, text in BASIC.items():
        path = profile / "user" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("{source}", escape(source)), "utf-8")
    _run(profile, "macro:///Standard.Module1.Main")


def _run(profile: Path, *arguments: str) -> None:
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", *arguments]
    environment = {**os.environ, "FONTCONFIG_FILE": str(_configuration(profile))}
    subprocess.run(command, check=True, capture_output=True, timeout=300, env=environment)


def _configuration(folder: Path) -> Path:
    aliases = "".join(ALIAS.format(wanted=wanted, bundled=bundled) for wanted, bundled in STAND_INS.items())
    path = folder / "fonts.conf"
    cache = folder / "fontcache"
    path.write_text(
        CONFIGURATION.format(fonts=escape(str(FONTS)), cache=escape(str(cache)), aliases=aliases), encoding="utf-8"
    )
    return path
