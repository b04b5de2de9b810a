"""Files are audited in workers: in order, bounded, named as people know them."""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from lpse_docs import audit
from lpse_docs.audit import Profile
from lpse_docs.audit.opening import File
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.pipeline import auditing
from lpse_docs.pipeline.auditing import LIMITS, Fault, audit_files, profile_of


def lines(found: list[Diagnostic]) -> list[str]:
    return [f"{item.span}: {item.code} {item.message}" for item in found]


def test_the_profile_is_that_of_the_office(workspace_folder: Path) -> None:
    path = workspace_folder / "lpse.yaml"
    form = "sop_form:\n  columns:\n    activity: Uraian Prosedur\n  signature_anchor: '¤'\n"
    path.write_text(path.read_text("utf-8").replace("paper: A4", "paper: F4") + form, encoding="utf-8")
    profile, found = profile_of(workspace_folder)
    assert profile is not None and not found
    assert (profile.landscape.width, profile.landscape.height, profile.landscape.margins.left) == (330, 215, 25)
    assert (profile.portrait.width, profile.portrait.margins.left) == (215, 30)
    assert profile.heads == ("Uraian Prosedur", "Pelaksana", "Mutu Baku")
    assert profile.anchor == "¤"


def test_a_workspace_with_errors_tells_them(workspace_folder: Path) -> None:
    (workspace_folder / "lpse.yaml").write_text("name: [", encoding="utf-8")
    assert audit_files(workspace_folder, [])[0].span.path == "lpse.yaml"


def test_files_are_named_from_the_workspace_or_as_given(
    workspace_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace_folder / "sops")
    (workspace_folder / "sops/b.pdf").write_bytes(b"x")
    outside = tmp_path / "luar.docx"
    outside.write_bytes(b"x")
    found = audit_files(workspace_folder, [Path("b.pdf"), outside])
    assert lines(found) == [
        "sops/b.pdf: LPSE740 Berkas tidak dapat diperiksa: berkas ini bukan PDF.",
        f"{outside}: LPSE740 Berkas tidak dapat diperiksa: paket Word rusak, terpotong, atau bukan DOCX.",
    ]


def bomb(path: Path) -> Path:
    """A few kilobytes that a reader unpacks to 700 MiB."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    packed = zlib.compressobj(1)
    data = b"".join(packed.compress(b" " * (1 << 20)) for _ in range(700)) + packed.flush()
    page.obj.Contents = pikepdf.Stream(pdf, zlib.compress(data))
    page.obj.Contents.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    pdf.save(path, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return path


def test_a_file_that_needs_too_much_memory_is_a_finding(workspace_folder: Path) -> None:
    path = bomb(workspace_folder / "bom.pdf")
    assert path.stat().st_size < 100_000
    found = audit_files(workspace_folder, [path], limits=replace(LIMITS, memory=300 << 20))
    assert found[0].code == "LPSE740", lines(found)


def endless(file: File, profile: Profile) -> Iterator[Diagnostic]:
    while file:
        pass
    yield from ()


def failing(file: File, profile: Profile) -> Iterator[Diagnostic]:
    if file:
        raise OSError("aturan ini salah")
    yield from ()


@pytest.fixture
def blank(workspace_folder: Path) -> Path:
    pdf: Any = pikepdf.new()
    pdf.add_blank_page()
    path = workspace_folder / "kosong.pdf"
    pdf.save(path)
    return path


def test_a_file_that_takes_too_long_is_a_finding(
    workspace_folder: Path, blank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "RULES", {"LPSE741": endless})
    found = audit_files(workspace_folder, [blank], limits=replace(LIMITS, wall=0.3))
    assert lines(found) == ["kosong.pdf: LPSE740 Berkas tidak dapat diperiksa: pemeriksaannya terlalu lama."]


def test_a_rule_that_fails_is_a_fault_of_the_program(
    workspace_folder: Path, blank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "RULES", {"LPSE741": failing})
    with pytest.raises(Fault, match="aturan ini salah"):
        audit_files(workspace_folder, [blank])


def test_findings_come_in_the_order_of_the_files(workspace_folder: Path, blank: Path) -> None:
    names = [f"{n}.pdf" for n in range(5)]
    for name in names:
        (workspace_folder / name).write_bytes(b"x")
    found = audit_files(workspace_folder, [workspace_folder / name for name in reversed(names)])
    assert [item.span.path for item in found] == names[::-1]
    assert auditing.published(workspace_folder) == []
