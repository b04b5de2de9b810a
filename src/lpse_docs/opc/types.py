"""Content types of parts (ECMA-376 part 2, 7.2): without them a part means nothing, so signatures name them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from lpse_docs.opc.package import Package, Unreadable
from lpse_docs.opc.xml import parsed

PART: Final = "[Content_Types].xml"
NAMESPACE: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
DEFAULT, OVERRIDE = f"{{{NAMESPACE}}}Default", f"{{{NAMESPACE}}}Override"


@dataclass(frozen=True, slots=True)
class ContentTypes:
    """Types by ending and by part, both in lower case: readers do not tell them apart."""

    defaults: Mapping[str, str]
    overrides: Mapping[str, str]

    def of(self, name: str) -> str:
        """The type of a part, empty when none is told."""
        own = self.overrides.get(name.lower())
        return own if own is not None else self.defaults.get(name.rpartition(".")[2].lower(), "")


def content_types(package: Package) -> ContentTypes:
    """The types a package tells.

    Raises:
        Unreadable: They are lacking, or one is told twice.
    """
    if PART not in package:
        raise Unreadable(f"paket ini tidak memuat {PART}")
    defaults, overrides = dict[str, str](), dict[str, str]()
    for item in parsed(package[PART], PART).iterchildren(etree.Element):
        into, key = _place(
            str(item.tag), {str(key): str(value) for key, value in item.attrib.items()}, defaults, overrides
        )
        if key in into:
            raise Unreadable(f"{PART} menyebut {key[:80]} dua kali")
        into[key] = item.get("ContentType", "")
    return ContentTypes(defaults, overrides)


def _place(
    tag: str, told: Mapping[str, str], defaults: dict[str, str], overrides: dict[str, str]
) -> tuple[dict[str, str], str]:
    """Which of both an element adds to, and under what key."""
    if tag == DEFAULT and told.get("Extension"):
        return defaults, str(told["Extension"]).lower()
    if tag == OVERRIDE and told.get("PartName"):
        return overrides, str(told["PartName"]).lower().removeprefix("/")
    raise Unreadable(f"{PART} memuat unsur yang tidak dikenal")
