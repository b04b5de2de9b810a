"""The main part of an office package: whether it is what it is called, read as a stream and never as a tree."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate

LARGEST = 256 << 20  # bytes of a main part; the text of a document of thousands of pages is a tenth of it
CHUNK = 1 << 20
WORD, SHEETS, OPEN = "wordprocessingml", "spreadsheetml", "urn:oasis:names:tc:opendocument:xmlns:office:"


@dataclass(frozen=True)
class Main:
    """The main part of a type: where it lies, and what its root and the child with the content are called."""

    place: str
    family: str
    root: str
    content: str


MAIN: Mapping[str, Main] = {
    ".docx": Main("word/document.xml", WORD, "document", "body"),
    ".docm": Main("word/document.xml", WORD, "document", "body"),
    ".xlsx": Main("xl/workbook.xml", SHEETS, "workbook", "sheets"),
    ".xlsm": Main("xl/workbook.xml", SHEETS, "workbook", "sheets"),
    ".odt": Main("content.xml", OPEN, "document-content", "body"),
    ".ods": Main("content.xml", OPEN, "document-content", "body"),
}


class Alien(Exception):
    """A part that no program of its type wrote; the sentence says why."""


@dataclass
class _Look:
    """What is seen while a part goes by."""

    main: Main
    depth: int = 0
    content: bool = False
    root: str = field(default="")

    def start(self, name: str, _attributes: object) -> None:
        """An element begins: the first is the root, those in it are its children."""
        if self.depth == 0:
            space, _, local = name.rpartition(" ")
            if local != self.main.root or self.main.family not in space:
                raise Alien("bagian utamanya bukan isi jenis ini")
            self.root = space
        self.content |= self.depth == 1 and name == f"{self.root} {self.main.content}"
        self.depth += 1

    def end(self, _name: str) -> None:
        """An element ends."""
        self.depth -= 1

    def declared(self, *_what: object) -> None:
        """A document type could declare entities; no office program writes one."""
        raise Alien("bagian utamanya memuat DOCTYPE")


def judge(archive: zipfile.ZipFile, ending: str) -> None:
    """Read the main part of a package to its end.

    Raises:
        Alien: It is no well-formed part of this type, or too large.
    """
    main = MAIN[ending]
    if archive.getinfo(main.place).file_size > LARGEST:
        raise Alien(f"bagian utamanya lebih dari {LARGEST >> 20} MiB")
    look, parser = _Look(main), ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = look.start, look.end
    parser.StartDoctypeDeclHandler = look.declared
    try:
        with archive.open(main.place) as part:
            while data := part.read(CHUNK):
                parser.Parse(data, False)
        parser.Parse(b"", True)
    except ExpatError as fault:
        raise Alien("bagian utamanya bukan XML yang utuh") from fault
    if not look.content:
        raise Alien("bagian utamanya tidak memuat isi")
