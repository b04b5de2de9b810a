"""What counts as a secret or a NIK, line by line."""

import pytest

from lpse_docs.load.secrets import secrets


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("passphrase: rahasia", "LPSE802"),
        ("# password = abc123", "LPSE802"),
        ('  "password": "abc123",', "LPSE802"),
        ("note: 'Kata Sandi: Rahasia#1 untuk masuk'", "LPSE802"),
        ("token=abcdef", "LPSE802"),
        ("api_key: 0a1b2c", "LPSE802"),
        ("PIN: 123456", "LPSE802"),
        ("passphrase: |\n  rahasia9", "LPSE802"),
        ("passphrase:\n  rahasia9", "LPSE802"),
        ("password:\nkind: teks", ""),
        ("smtp_password: abc1", "LPSE802"),
        ("PASSPHRASE_BSRE=abc1", "LPSE802"),
        ("sandi: abc123", "LPSE802"),
        ("totp: 123456", "LPSE802"),
        ("client_secret: abcd", "LPSE802"),
        ("-----BEGIN RSA PRIVATE KEY-----", "LPSE802"),
        ("website: https://admin:rahasia@contoh.go.id/", "LPSE802"),
        ("website: https://contoh.go.id/a@b", ""),
        ("sandiwara: abc123", ""),
        ("password: null", ""),
        ("password: ''", ""),
        ("password: {{ kosong }}", ""),
        ("password:", ""),
        ("PIN: -", ""),
        ("note: Menyampaikan User ID dan Password kepada pengguna.", ""),
        ("note: Lupa password: pengguna mengajukan permintaan", ""),
        ("kopin: x1y2", ""),
        ("nik: 6206010101800001", "LPSE801"),
        ("# 6206 0101 0180 0001", "LPSE801"),
        ("# 6206.0101.0180.0001", "LPSE801"),
        ("# 620601 010180 0001", "LPSE801"),
        ("nip: '198001052005011001'", ""),
        ("hash: a6206010101800001b", ""),
        ("nomor: 62060101018000011", ""),
        ("nik: 6206010101800001 password: abc123", "LPSE801 LPSE802"),
    ],
)
def test_lines(line: str, codes: str) -> None:
    assert [item.code for item in secrets(line, "a.yaml")] == codes.split()


def test_place_is_that_of_the_value() -> None:
    (found,) = secrets("a: b\n# passphrase: rahasia1\n", "a.yaml")
    assert (found.span.line, found.span.column, found.span.end_column) == (2, 15, 23)
