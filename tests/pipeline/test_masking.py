"""An excerpt shows where something confidential stands, never what it is: findings end up in logs that many people read."""

from pathlib import Path

from lpse_docs.diagnostics import Span
from lpse_docs.pipeline.excerpt import excerpt, source_lines


def test_a_secret_and_a_national_number_are_hidden_sign_for_sign(tmp_path: Path) -> None:
    text = "name: LPSE\n# passphrase: rahasia123\naddress: NIK 3301234567890123, Kasongan\n"
    (tmp_path / "lpse.yaml").write_text(text, encoding="utf-8")
    lines = source_lines(tmp_path)
    assert lines(Span("lpse.yaml", 1, 1)) == "name: LPSE"
    assert lines(Span("lpse.yaml", 2, 15, 25)) == "# passphrase: ••••••••••"
    shown, marker = excerpt(lines(Span("lpse.yaml", 3, 14)), Span("lpse.yaml", 3, 14, 30))
    assert shown == "address: NIK ••••••••••••••••, Kasongan"
    assert marker == " " * 13 + "^" * 16
