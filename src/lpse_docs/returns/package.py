"""The parts of a Word package from outside, opened within bounds."""

import zipfile
import zlib
from io import BytesIO

from lxml import etree

from lpse_docs.returns.wordwise import Element, local

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
LARGEST = 64 << 20  # bytes of all parts together
MOST_PARTS = 2000
LARGEST_PART = 24 << 20  # bytes of one part that is read
ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    KeyError,
)


class Refused(Exception):
    """A package that is not read; the sentence says why."""


class Package:
    """Parts of a package by name; each is read when it is asked for."""

    def __init__(self, data: bytes) -> None:
        """Look at the list of parts only.

        Raises:
            Refused: It is no package, damaged, locked, or larger inside than it may be.
        """
        if data[:8] == OLE:
            raise Refused("dokumen ini terkunci dengan kata sandi atau berbentuk Word lama")
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except ZIP_FAULTS as fault:
            raise Refused("dokumen Word ini rusak, terpotong, atau bukan DOCX") from fault
        members = self._archive.infolist()
        if len(members) > MOST_PARTS or sum(item.file_size for item in members) > LARGEST:
            raise Refused("paket dokumen ini mengembang melampaui batas")
        if len({item.filename.lower() for item in members}) != len(members):
            raise Refused("paket dokumen ini memuat dua bagian bernama sama")
        self.names = frozenset(item.filename for item in members)

    def part(self, name: str) -> Element | None:
        """A part as XML; None when there is none.

        Raises:
            Refused: It is damaged, too large, or declares entities.
        """
        if name not in self.names:
            return None
        try:
            if self._archive.getinfo(name).file_size > LARGEST_PART:
                raise Refused("paket dokumen ini mengembang melampaui batas")
            data = self._archive.read(name)
        except ZIP_FAULTS as fault:
            raise Refused(f"bagian {name} rusak") from fault
        return _parsed(data, name)

    def relations(self, name: str) -> list[Element]:
        """The relations of a part; those of the package for an empty name."""
        folder, _, file = name.rpartition("/")
        found = self.part(f"{folder}/_rels/{file}.rels".lstrip("/"))
        return [] if found is None else [item for item in found if local(item) == "Relationship"]


def _parsed(data: bytes, name: str) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as fault:
        raise Refused(f"bagian {name} rusak") from fault
    if b"<!DOCTYPE" in data or root.getroottree().docinfo.internalDTD is not None:
        raise Refused(f"bagian {name} memuat DOCTYPE, yang tidak ada dalam dokumen Word")
    return root
