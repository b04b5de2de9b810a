"""A Word scorecard filled in by LibreOffice through its own interface, and saved by it as Word file."""

from collections.abc import Mapping
from pathlib import Path

from tests import office

# Columns of a row of the scorecard, and cells of its head, as LibreOffice calls them.
COLUMNS = {"status": "D", "alasan": "E", "temuan": "F", "rekomendasi": "G", "bukti": "H", "tanggal": "I"}
HEAD = {"periode": "B3", "asesor": "D3", "tanggal": "B4", "tempat": "D4"}
MACRO = """
Sub Main
  On Error Goto Failed
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Hidden" : how(0).Value = True
  desk = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, how())
{answers}
  how(0).Name = "FilterName" : how(0).Value = "MS Word 2007 XML"
  desk.storeToURL("{target}", how())
  desk.close(True)
Failed:
  If Err <> 0 Then
    Open "{told}" For Output As #1
    Print #1, Error$ & " " & Erl
    Close #1
  End If
  StarDesktop.terminate
End Sub

Sub Put(desk, table, cell, words)
  paragraphs = desk.TextTables.getByIndex(table).getCellByName(cell).createEnumeration()
  portions = paragraphs.nextElement().createEnumeration()
  While portions.hasMoreElements()
    portion = portions.nextElement()
    If portion.TextPortionType = "TextField" Then portion.TextField.Content = words
    If portion.TextPortionType = "ContentControl" Then
      portion.ContentControl.ShowingPlaceHolder = False
      cursor = portion.ContentControl.createTextCursor()
      cursor.gotoEnd(True)
      cursor.setString(words)
    End If
  Wend
End Sub
"""


def fill(path: Path, answers: Mapping[str, str], out: Path) -> bytes:
    """A copy of a scorecard in which LibreOffice put words into places, by name."""
    target = out / path.name
    lines = [f"  Put desk, {_table(name)}, {_words(_cell(name))}, {_words(said)}" for name, said in answers.items()]
    told = out / "galat.txt"
    facts = {"source": path.as_uri(), "target": target.as_uri(), "told": told}
    office.perform(MACRO.format(**facts, answers="\n".join(lines)), out / "profil")
    assert not told.exists(), told.read_text("utf-8")
    return target.read_bytes()


def _table(name: str) -> int:
    return 0 if name.startswith("lembar/") else 1


def _cell(name: str) -> str:
    owner, _, field = name.partition("/")
    return HEAD[field] if owner == "lembar" else f"{COLUMNS[field]}{int(owner[-2:]) + 1}"


def _words(said: str) -> str:
    """Words in Basic: quotes doubled, ends of lines as what they are."""
    return '"' + said.replace('"', '""').replace("\n", '" & Chr(10) & "') + '"'
