"""What can be said of a returned file before anything of it is written (LPSE575 to LPSE579, LPSE592 to LPSE595, LPSE599)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from lpse_docs.diagnostics import Diagnostic, Severity, Span
from lpse_docs.model.dating import Misdated

OTHERS: Mapping[str, tuple[str, str]] = {
    ".xlsm": ("Buku kerja dengan makro tidak diterima.", "Simpan sebagai .xlsx tanpa makro."),
    ".xlsb": ("Buku kerja biner tidak diterima.", "Simpan sebagai .xlsx."),
    ".xls": ("Buku kerja Excel bentuk lama tidak diterima.", "Simpan sebagai .xlsx."),
    ".ods": ("Buku kerja OpenDocument tidak diterima.", "Simpan sebagai .xlsx dari LibreOffice."),
    ".csv": ("Berkas CSV tidak memuat dari apa ia dibuat.", "Isi dan kembalikan buku kerja .xlsx itu sendiri."),
    ".docm": ("Dokumen dengan makro tidak diterima.", "Simpan sebagai .docx tanpa makro."),
    ".doc": ("Dokumen Word bentuk lama tidak diterima.", "Simpan sebagai .docx."),
    ".odt": ("Dokumen OpenDocument tidak diterima.", "Simpan sebagai .docx dari LibreOffice."),
    ".zip": ("Berkas ZIP tidak diterima.", "Keluarkan isinya, lalu sebut berkasnya satu per satu."),
}


def format_not_read(file: str, suffix: str, known: Sequence[str]) -> Diagnostic:
    """Berkas yang kembali berbentuk buku kerja, dokumen Word, atau PDF yang dibuat program ini.

    Mengapa: hanya bentuk itu yang memuat kode baris dan sidik asalnya; bentuk lain tidak dapat dicocokkan dengan aman.
    Contoh: buku kerja disimpan sebagai .xlsm atau .ods.
    Perbaikan: simpan kembali sebagai .xlsx, .docx, atau .pdf dari berkas yang dibuat program.
    """
    other = ("Bentuk berkas ini tidak diterima.", f"Yang dapat diambil: {', '.join(known) or 'belum ada'}.")
    message, hint = OTHERS.get(suffix, other)
    return _error("LPSE575", f"{file}: {message}", Span(file), hint)


def other_period(file: str, said: str, wanted: str) -> Diagnostic:
    """Semua berkas yang diambil berasal dari periode yang dituju.

    Mengapa: hasil periode lain tidak boleh tercatat sebagai hasil periode ini.
    Contoh: buku kerja 2025-semester-2 diambil dengan `--period 2026-semester-1`, atau bersama berkas periode lain.
    Perbaikan: ambil berkas tiap periode tersendiri, dengan `--period` yang sesuai.
    """
    message = f"{file}: berkas ini dibuat untuk periode {said}, bukan {wanted}."
    return _error("LPSE576", message, Span(file), f"Ambil tersendiri dengan --period {said}, bila periode itu ada.")


def other_criteria(file: str, span: Span | None = None) -> Diagnostic:
    """Berkas yang kembali dan kartu skornya dibuat dari perangkat kriteria yang sekarang berlaku.

    Mengapa: nilai untuk rumusan atau bukti yang lama bukan nilai untuk yang baru.
    Contoh: satu kriteria pada standards/ diubah setelah buku kerja dibagikan.
    Perbaikan: buat buku kerja baru dan salin isiannya sesudah ditinjau; untuk kartu skor, tinjau lalu perbarui `criteria_digest`.
    """
    which = "berkas ini" if span is None else "hasil yang akan diubah"
    message = f"{file}: {which} menurut perangkat kriteria lain daripada yang sekarang berlaku."
    return _error("LPSE577", message, span or Span(file), "Tinjau isinya terhadap kriteria yang sekarang.")


def conflict(where: str, code: str, fields: Sequence[tuple[str, str, str, str]], source: Span) -> Diagnostic:
    """Isian yang diubah dalam berkas tidak diubah pula dalam sumbernya menjadi lain.

    Mengapa: dari dua perubahan atas isian yang sama, program tidak menebak mana yang benar.
    Contoh: buku kerja menulis terpenuhi, sementara itu kartu skor diubah dari belum menjadi sebagian.
    Perbaikan: pilih `--take file` atau `--take source`, atau samakan salah satunya.
    """
    if len(fields) == 1:
        name, filled, held, base = fields[0]
        message = f"{where}: {code} {name} {filled} menurut berkas, {held} menurut {source}; semula {base}."
    else:
        told = "; ".join(f"{name} {filled} (sumber {held}, semula {base})" for name, filled, held, base in fields)
        message = f"{where}: {len(fields)} isian {code} lain daripada {source}: {told}."
    return _error("LPSE578", message, source, "Pilih dengan --take file atau --take source.")


def clash(what: str, told: str, file: str) -> Diagnostic:
    """Berkas yang diambil bersama tidak saling bertentangan.

    Mengapa: dua isian yang berbeda untuk hal yang sama tidak dapat keduanya benar.
    Contoh: dua asesor mengembalikan buku kerja dengan status yang berbeda untuk S04-K02.
    Perbaikan: sepakati nilainya, lalu betulkan salah satu berkas atau ambil satu berkas saja.
    """
    return _error("LPSE579", f"{what} diisi berbeda: {told}.", Span(file), "Betulkan salah satu berkas.")


def not_readable(file: str, reason: str) -> Diagnostic:
    """Berkas yang kembali adalah berkas biasa dengan ukuran yang wajar.

    Mengapa: tautan dapat menunjuk berkas lain; pipa dan berkas raksasa dapat menahan program.
    Contoh: berkas yang berupa tautan, pipa, atau lebih dari 20 MB.
    Perbaikan: sebut berkas aslinya.
    """
    return _error("LPSE592", f"{file}: tidak dapat dibaca ({reason}).", Span(file), "Sebut berkas aslinya.")


def unfit(where: str, sentence: str, file: str) -> Diagnostic:
    """Isian yang kembali dapat dicatat: kriteria dan buktinya terdaftar, alasannya lengkap, tulisannya bersih.

    Mengapa: isian yang tidak sah akan merusak kartu skor atau dihitung keliru.
    Contoh: tidak-berlaku tanpa alasan, atau kode bukti yang tidak didaftarkan untuk kriteria itu pada evidence.yaml.
    Perbaikan: betulkan isian itu, atau daftarkan buktinya dengan `evidence add --existing`, lalu ambil lagi.
    """
    return _error("LPSE593", f"{where}: {sentence}", Span(file), "Betulkan isian itu, lalu ambil lagi.")


def wrong_assessor(file: str, sentence: str, known: Iterable[str] = ()) -> Diagnostic:
    """Berkas yang kembali diisi oleh anggota tim penilai periode itu atas namanya sendiri.

    Mengapa: setiap perubahan dicatat beserta asesornya; pada periode yang dinilai buta, kartu skor menjadi nilai buta asesornya.
    Contoh: buku kerja asesor-4, sedangkan tim periode itu tidak memuat asesor-4; atau nama orang pada kepala kartu skor.
    Perbaikan: tulis kode asesor pada kepala kartu skor, betulkan `--by`, atau tambahkan orangnya pada `assessors`.
    """
    codes = ", ".join(known)
    hint = f"Tulis kode pada isian Asesor di kepala lembar, atau sebut dengan --by: {codes}." if codes else ""
    return _error("LPSE594", f"{file}: {sentence}", Span(file), hint or "Lihat assessors pada scorecard.yaml.")


def backwards(where: str, day: str, last: str, file: str, *, ahead: bool = False) -> Diagnostic:
    """Perubahan status tidak bertanggal sebelum perubahan terakhirnya.

    Mengapa: riwayat hanya ditambah pada akhirnya.
    Contoh: `--on 2026-05-01` padahal status itu terakhir berubah 2026-06-10.
    Perbaikan: pakai tanggal yang sama atau sesudahnya; bila hari itu belum tiba, pulihkan scorecard.yaml sebelumnya.
    """
    message = f"{where}: tanggal {day} mendahului perubahan status terakhir ({last})."
    restore = "Tanggal itu belum tiba, jadi keliru; pulihkan scorecard.yaml dari salinan sebelum perubahan itu."
    return _error("LPSE595", message, Span(file), restore if ahead else f"Pakai --on {last} atau sesudahnya.")


def odd_day(where: str, day: date, odd: Misdated, file: str) -> Diagnostic:
    """Hasil yang kembali dinilai dalam periodenya, paling lambat pada hari pengambilan.

    Mengapa: hasil tidak dapat diberikan pada hari yang belum tiba; hari sebelum periode dimulai menilai keadaan lain.
    Contoh: kartu skor Word bertanggal 20 Juni 2099, atau `--on 2020-01-01` pada periode yang dimulai 2026-07-01.
    Perbaikan: betulkan tanggalnya. Sebelum periode dimulai hanya peringatan; sesudah hari ini atau sebelum 2000 galat.
    """
    severity = Severity.ERROR if odd.impossible else Severity.WARNING
    return Diagnostic("LPSE599", severity, f"{where}: tanggal {day} {odd.words}.", Span(file), "Periksa tanggalnya.")


def unmoderated(where: str, codes: Sequence[str], who: str, moderators: Sequence[str], file: str) -> Diagnostic:
    """Selama periode mempunyai nilai buta, hasil pada kartu skor hanya berubah lewat moderasi.

    Mengapa: asesor yang menulis langsung ke kartu skor melewati asesor lain yang menilai tanpa melihat nilainya.
    Contoh: asesor-1 sudah menilai buta, lalu mengambil buku kerja biasa yang mengubah status S01-K01.
    Perbaikan: isi buku kerja dari `assess export --blind`; hasil bersama ditulis moderator (`assess decide`) atau ketua.
    """
    message = f"{where}: periode ini dinilai buta, sehingga {who} tidak mengubah hasil pada kartu skor ({_few(codes)})."
    hint = (
        f"Nilai sendiri: assess export --blind --assessor {who}. Yang memutus: {', '.join(moderators) or 'belum ada'}."
    )
    return _error("LPSE517", message, Span(file), hint)


def closed(where: str, codes: Sequence[str], file: str) -> Diagnostic:
    """Nilai buta tidak diubah lagi sesudah moderasi dimulai.

    Mengapa: berita acara memuat kesepakatan para asesor; nilai yang diubah belakangan menghapus perbedaan yang diputus.
    Contoh: asesor-1 mengubah nilai S01-K01 menjadi belum sesudah moderator memutusnya terpenuhi.
    Perbaikan: sampaikan keberatan kepada moderator, yang memutus ulang dengan `assess decide` beserta alasannya.
    """
    message = f"{where}: moderasi sudah dimulai, sehingga nilai buta tidak diubah lagi ({_few(codes)})."
    return _error(
        "LPSE516", message, Span(file), "Sampaikan kepada moderator; keputusan baru ditulis dengan assess decide."
    )


def _few(codes: Sequence[str]) -> str:
    return ", ".join(codes[:5]) + (f", dan {len(codes) - 5} lagi" if len(codes) > 5 else "")


def _error(code: str, message: str, span: Span, hint: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, span, hint)


CODES: Mapping[str, Callable[..., Any]] = {
    "LPSE575": format_not_read,
    "LPSE576": other_period,
    "LPSE577": other_criteria,
    "LPSE578": conflict,
    "LPSE579": clash,
    "LPSE592": not_readable,
    "LPSE593": unfit,
    "LPSE594": wrong_assessor,
    "LPSE595": backwards,
    "LPSE599": odd_day,
    "LPSE516": closed,
    "LPSE517": unmoderated,
}
