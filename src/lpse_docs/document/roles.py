"""What a paragraph or table is for. Its look is decided by the Word reference document and the style sheet."""

from enum import StrEnum


class Role(StrEnum):
    """Role of a paragraph. The value is the CSS class and the Word style id (see templates/word/README)."""

    BODY = "isi"
    LEAD = "pengantar"
    NOTE = "catatan"
    CAPTION = "keterangan-tabel"
    CODE = "kode-program"
    TITLE = "judul-dokumen"
    SUBTITLE = "anak-judul"
    CELL = "sel"
    CELL_CENTER = "sel-tengah"
    CELL_NUMBER = "sel-bilangan"
    CELL_SMALL = "sel-kecil"
    CELL_HEADER = "sel-kepala"
    CELL_ACTOR = "sel-pelaksana"
    CELL_LABEL = "sel-label"
    CELL_CODE = "sel-kode"
    CELL_TITLE = "sel-judul"
    CELL_FILL = "sel-isian"
    LETTERHEAD_GOVERNMENT = "kop-pemerintah"
    LETTERHEAD_UNIT = "kop-unit"
    LETTERHEAD_ADDRESS = "kop-alamat"
    COVER_TITLE = "sampul-judul"
    COVER_SUBTITLE = "sampul-anak-judul"
    COVER_FOOT = "sampul-kaki"
    DECREE_TITLE = "keputusan-judul"
    DECREE_BODY = "keputusan-isi"
    DECREE_LABEL = "keputusan-label"
    DECREE_POST = "keputusan-jabatan"
    DECREE_NAME = "keputusan-nama"
    SIGN_POST = "ttd-jabatan"
    SIGN_NAME = "ttd-nama"
    SIGN_DETAIL = "ttd-keterangan"


class TableRole(StrEnum):
    """Look of a table: ruled grid, no rules, or the identity block of a SOP."""

    GRID = "tabel-garis"
    PLAIN = "tabel-polos"
    IDENTITY = "tabel-identitas"
    FLOW = "tabel-alur"


class Marker(StrEnum):
    """How items are marked; the nesting order of UU 12/2011 is a. -> 1. -> a) -> 1)."""

    BULLET = "butir"
    DECIMAL = "angka"
    LETTER = "huruf"
    DECIMAL_PAREN = "angka-kurung"
    LETTER_PAREN = "huruf-kurung"
