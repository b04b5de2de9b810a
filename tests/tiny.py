"""A whole workspace of a handful of files: one standard, one SOP, templates of a few lines."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]

OFFICE = """\
name: Layanan Pengadaan Secara Elektronik
abbreviation: LPSE
government: Pemerintah Kabupaten Contoh
parent: Sekretariat Daerah
region: Kabupaten Contoh
province: Provinsi Contoh
place: Contoh
head: Bupati Contoh
address: null
phone: null
email: null
website: null
timezone: WIB
regulation: perbup-contoh
paper: A4
sop_number: '^[0-9]{3}/LPSE$'
working_hours:
  hours_per_day: 7.5
  days_per_week: 5
edition:
  number: '1'
  drafted: 2026-01-02
  changes:
    - edition: '1'
      drafted: 2026-01-02
      summary: Naskah awal.
posts:
  - id: kepala-lpse
    name: Kepala LPSE
  - id: sekretariat
    name: Sekretariat LPSE
  - id: unit-registrasi
    name: Unit Registrasi
officials:
  - post: kepala-lpse
    title: KEPALA LPSE
    name: null
    rank: null
    nip: null
approvers:
  - kepala-lpse
stages:
  - stage: 1
    cumulative: 1
    standards:
      - a
    reason: Satu standar saja.
    confidence: usulan
"""

REGULATION = """\
id: perbup-contoh
type: Peraturan Bupati
title: Pembentukan LPSE
region: Kabupaten Contoh
place: Contoh
year: 2018
number: null
enacted: null
provisions:
  - id: P1
    cite: Pasal 1
    modality: wajib
    bearer: LPSE
    sop: a
    standards:
      - a
    text: LPSE melayani pendaftaran pengguna.
"""

ACTS = """\
acts:
  - id: uu-11-2008
    type: UU
    name: Undang-Undang
    number: '11'
    year: 2008
    subject: Informasi dan Transaksi Elektronik
    status: berlaku
    verified: false
"""

SOURCES = """\
sources:
  - id: perbup
    title: Peraturan Bupati
    where: Pasal 1
    nature: naskah primer
"""

STANDARD = """\
letter: a
number: 1
id: kebijakan
name: Standar Kebijakan
article: Pasal 29 ayat (1) huruf a
purpose: Menetapkan arah layanan.
purpose_confidence: usulan
stage: 1
roles:
  - Kepala LPSE
provisions:
  - P1
criteria:
  - id: S01-K01
    statement: LPSE memiliki kebijakan tertulis.
    evidence:
      - kind: kebijakan
        item: Dokumen kebijakan
    provisions:
      - P1
    sources:
      - perbup
    confidence: peraturan
"""

SOP = """\
letter: a
id: pendaftaran
kind: administratif
title: Pendaftaran Pengguna
article: Pasal 22
number: null
created: null
revised: null
effective: null
approver: kepala-lpse
legal_basis:
  - act: uu-11-2008
related: []
warnings:
  - Jika berkas tidak lengkap, maka pendaftaran ditolak.
qualifications:
  - Mampu memeriksa berkas.
equipment:
  - Komputer
records:
  - form: register-pengguna
    keeper: sekretariat
    retention: null
purpose: Menjamin pendaftaran berjalan tertib sampai akun aktif.
scope: Dari permintaan sampai akun aktif.
summary: Pengguna mendaftar, berkas diperiksa, akun diaktifkan.
actors:
  - sekretariat
  - unit-registrasi
flows:
  - id: utama
    title: Pendaftaran
    steps:
      - id: terima
        kind: mulai
        activity: Menerima permintaan
        actors:
          - sekretariat
        inputs:
          - Permintaan
        duration: 10 menit
        output:
          - Permintaan tercatat
        next: periksa
      - id: periksa
        kind: keputusan
        activity: Memeriksa berkas
        actors:
          - unit-registrasi
        inputs:
          - Permintaan tercatat
        duration: 15 menit
        output:
          - Hasil pemeriksaan
        exits:
          - label: Ya
            next: aktifkan
          - label: Tidak
            next: kembalikan
        provisions:
          - P1
      - id: aktifkan
        kind: selesai
        activity: Mengaktifkan akun
        actors:
          - unit-registrasi
        inputs:
          - Hasil pemeriksaan
        duration: 5 menit
        output:
          - Akun aktif
        forms:
          - register-pengguna
      - id: kembalikan
        kind: selesai
        activity: Mengembalikan berkas
        actors:
          - sekretariat
        inputs:
          - Hasil pemeriksaan
        duration: 5 menit
        output:
          - Surat pengembalian
forms:
  - id: register-pengguna
    title: Register Pengguna
    kind: register
    fields:
      - name: Tanggal
        kind: tanggal
"""

TEMPLATES = {
    "manual-standar-lpse.md.j2": "title: Manual Standar\nsubject: Semua standar\n\n{{ contents('Daftar Isi') }}\n\n## Standar\n\nIsi manual.\n",
    "buku-sop.md.j2": "title: Buku SOP\nsubject: Semua SOP\n\n## SOP\n\nIsi buku.\n",
    "matriks-ketertelusuran.md.j2": "title: Matriks Ketertelusuran\nsubject: Ketentuan\n\nIsi matriks.\n",
    "panduan-pengguna.md.j2": "title: Panduan Pengguna\nsubject: Cara memakai\n\nIsi panduan.\n",
    "panduan-verifikasi.md.j2": "title: Panduan Verifikasi\nsubject: Cara memeriksa\n\nIsi panduan.\n",
    "sop.md.j2": "title: SOP {{ sop.title }}\nsubject: SOP\n\n{{ sop.purpose }}\n",
    "standar.md.j2": "title: {{ standard.name }}\nsubject: Standar\n\n{{ standard.purpose }}\n",
    "kartu-skor.md.j2": "title: Kartu Skor {{ standard.name }}\nsubject: Kartu skor\n\n{{ standard.purpose }}\n",
}

FILES = {
    "lpse.yaml": OFFICE,
    "regulations/perbup-contoh.yaml": REGULATION,
    "regulations/acts.yaml": ACTS,
    "regulations/sources.yaml": SOURCES,
    "standards/a-kebijakan.yaml": STANDARD,
    "sops/a-pendaftaran.yaml": SOP,
    **{f"templates/documents/{name}": text for name, text in TEMPLATES.items()},
}

DOCUMENTS = (
    "manual-standar-lpse",
    "buku-sop",
    "matriks-ketertelusuran",
    "panduan-pengguna",
    "panduan-verifikasi",
    "sop-a-pendaftaran",
    "standar-a-kebijakan",
    "kartu-skor-a-kebijakan",
)


def write(root: Path) -> Path:
    """Write the workspace; look and fonts are those of the repository."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in ("words.yaml", "css", "word", "fonts", "pictures"):
        source = ROOT / "templates" / name
        if source.is_dir():
            shutil.copytree(source, root / "templates" / name, dirs_exist_ok=True)
        elif source.is_file():
            shutil.copy(source, root / "templates" / name)
    for name in ("print.css", "screen.css"):
        path = root / "templates/css" / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("body { margin: 0 }\n")
    return root
