"""What a period says in sentences, built from its numbers; every number is a reference to the ledger (`ledger.py`)."""

from collections.abc import Callable, Iterable, Iterator

from lpse_docs.assess.gaps import Gap
from lpse_docs.compose.cells import joined
from lpse_docs.compose.law import anchor, long_date
from lpse_docs.compose.ledger import Speaker
from lpse_docs.compose.office import short_name
from lpse_docs.compose.period import Period
from lpse_docs.compose.template import Fragment, Phrase
from lpse_docs.document.blocks import Items, Paragraph
from lpse_docs.document.inlines import Inline, Reference, Strong, Text, text
from lpse_docs.document.roles import Marker

Words = tuple[Inline, ...]


def sentence(*parts: str | Inline | Words) -> Words:
    """Words, numbers and phrases in a row."""
    return tuple(
        inline
        for part in parts
        for inline in (text(part) if isinstance(part, str) else part if isinstance(part, tuple) else (part,))
    )


def gap_anchor(code: str) -> str:
    """Anchor of a criterion in the list of gaps."""
    return f"celah-{code.lower()}"


def incomplete_notice(period: Period) -> Fragment:
    """`BELUM LENGKAP: 23 kriteria belum dinilai`, or nothing once everything within the scope is assessed."""
    if period.score.complete:
        return Fragment(())
    why = text(" Kriteria itu dihitung belum terpenuhi, sehingga hasil ini sementara dan dapat berubah.")
    return Fragment((Paragraph((incomplete_words(period), *why)),))


def incomplete_words(period: Period) -> Inline:
    """The words of that notice, which also stand on the cover."""
    many = Speaker(period).digits("kriteria-belum-dinilai")
    return Strong((Text("BELUM LENGKAP: "), many, Text(" kriteria belum dinilai.")))


def outdated_notice(period: Period) -> Fragment:
    """A warning when the criteria set has changed since the period was judged, or nothing."""
    if not period.outdated:
        return Fragment(())
    words = (
        " Perangkat kriteria yang dinilai berbeda dari perangkat kriteria yang dicetak di sini."
        " Hasil ini perlu dinilai ulang sebelum dipakai."
    )
    return Fragment((Paragraph((Strong(text("PERANGKAT KRITERIA BERUBAH.")), *text(words))),))


def result_sentence(period: Period) -> Phrase:
    """How many whole standards are met out of all, and whether that is final."""
    tell = Speaker(period)
    on = "Menurut keadaan pada tanggal " if period.score.complete else "Untuk sementara, menurut keadaan pada tanggal "
    met = tell.share("standar-terpenuhi", "standar", "standar")
    return Phrase(sentence(on, long_date(period.on), ", ", met, " terpenuhi secara utuh."))


def progress_sentence(period: Period) -> Phrase:
    """How many criteria are met: progress, never a result."""
    share = Speaker(period).share("kriteria-terpenuhi", "kriteria-berlaku", "kriteria")
    tail = " terpenuhi; angka kriteria hanya menunjukkan kemajuan dan bukan hasil penilaian."
    return Phrase(sentence("Dari seluruh kriteria yang berlaku, ", share, tail))


def stage_sentence(period: Period) -> Phrase:
    """Which stage is reached, and what the next mark needs."""
    tell, scored = Speaker(period), period.score
    if scored.stage is None:
        reached = sentence("Jumlah itu belum mencapai tanda tahap mana pun")
    else:
        mark = tell.number("tanda-tercapai", "standar")
        reached = sentence("Jumlah itu mencapai tahap ", tell.digits("tahap-tercapai"), ", yaitu ", mark)
    if scored.next_stage is None:
        return Phrase(sentence(reached, "; tidak ada tanda lain di depan."))
    coming = sentence(tell.number("tanda-berikut", "standar"), " pada tahap ", tell.digits("tahap-berikut"))
    wanted = tell.number("standar-kurang", "standar")
    return Phrase(sentence(reached, "; tanda berikutnya ialah ", coming, ", sehingga masih diperlukan ", wanted, "."))


def scope_sentence(period: Period) -> Phrase:
    """What was assessed, and that the rest counts as not met."""
    tell = Speaker(period)
    if tell.value("standar-luar") == 0:
        return Phrase(sentence("Penilaian mencakup seluruh ", tell.number("standar", "standar"), "."))
    inside = tell.share("standar-lingkup", "standar", "standar")
    outside = tell.number("standar-luar", "standar")
    return Phrase(sentence("Penilaian mencakup ", inside, "; ", outside, " di luar lingkup dihitung belum terpenuhi."))


def lowered_sentence(period: Period) -> Phrase:
    """How many criteria count less than what the assessors said, because their evidence does not hold."""
    tell = Speaker(period)
    if tell.value("kriteria-diturunkan") == 0:
        return Phrase(text("Tidak ada hasil yang diturunkan karena buktinya tidak dapat diperhitungkan."))
    many = tell.number("kriteria-diturunkan", "kriteria")
    tail = (
        " yang dinilai terpenuhi oleh asesor, tetapi tidak dihitung terpenuhi karena buktinya belum lengkap,"
        " belum sah, atau tidak berlaku lagi pada tanggal hitung."
    )
    return Phrase(sentence("Ada ", many, tail))


def evidence_sentence(period: Period) -> Phrase:
    """How many pieces of evidence are registered, and how many of them count."""
    tell = Speaker(period)
    if tell.value("bukti") == 0:
        return Phrase(text("Belum ada bukti yang terdaftar pada periode ini."))
    share = tell.share("bukti-dihitung", "bukti", "bukti terdaftar")
    expired = tell.number("bukti-kedaluwarsa", "bukti")
    return Phrase(
        sentence("Pada tanggal hitung ", share, " dapat diperhitungkan; ", expired, " yang dirujuk telah kedaluwarsa.")
    )


def change_sentence(period: Period) -> Phrase:
    """What changed since the period before, or why that cannot be said."""
    found = period.change
    if found is None:
        return Phrase(text("Ini penilaian pertama, sehingga belum ada perbandingan dengan periode sebelumnya."))
    before = period.earlier[-1].scorecard.title
    if not found.comparable:
        words = f"Hasil ini tidak dapat dibandingkan dengan {before}, karena perangkat kriterianya berbeda."
        return Phrase(text(words))
    tell = Speaker(period)
    was = sentence(f"Dibandingkan dengan {before} (", tell.number("standar-sebelumnya", "standar"), " terpenuhi), ")
    gained, lost = tell.number("standar-bertambah", "standar"), tell.word("standar-berkurang")
    whole = sentence(gained, " menjadi terpenuhi dan ", lost, " menjadi tidak terpenuhi; ")
    up, down = tell.number("kriteria-naik", "kriteria"), tell.word("kriteria-turun")
    return Phrase(sentence(was, whole, up, " naik hasilnya dan ", down, " turun.", *_cautions(period)))


def _cautions(period: Period) -> Iterator[str]:
    """What makes the comparison less than it seems."""
    found = period.change
    if found and not found.before.complete:
        yield " Penilaian periode sebelumnya belum lengkap."
    if found and found.rescoped:
        yield " Lingkup kedua periode berbeda; standar di luar lingkup dihitung belum terpenuhi."


def law_sentence(period: Period) -> Phrase:
    """How many binding provisions have all their criteria met; careful not to say that the law is obeyed."""
    tell = Speaker(period)
    served = tell.share("ketentuan-berkriteria", "ketentuan", "ketentuan")
    whole = tell.number("ketentuan-utuh", "ketentuan")
    head = sentence(
        "Dari ketentuan yang bersifat wajib atau dilarang, ", served, " dilayani kriteria kerja yang berlaku; "
    )
    tail = " di antaranya memiliki kriteria kerja yang seluruhnya terpenuhi. "
    caution = (
        "Hal itu menggambarkan keadaan kriteria kerja dan buktinya pada tanggal hitung, bukan pendapat hukum"
        " tentang kepatuhan terhadap ketentuan tersebut."
    )
    return Phrase(sentence(head, whole, tail, caution))


def pressing_list(period: Period) -> Fragment:
    """The most pressing gaps in plain words, each leading to its row in the list of gaps."""
    if not period.gaps:
        return Fragment((Paragraph(text("Tidak ada kesenjangan dalam lingkup penilaian.")),))
    return _numbered(_plain_gap(period, gap) for gap in period.pressing)


def _plain_gap(period: Period, gap: Gap) -> Words:
    standard, criterion, _ = period.criterion[gap.criterion]
    name = Strong((Reference(gap_anchor(gap.criterion), text(short_name(standard.name))),))
    wanting = ", ".join(item.kind.value for item in gap.shortfalls)
    state = f"Keadaan: {gap.why.value}; bukti yang kurang: {wanting}." if wanting else f"Keadaan: {gap.why.value}."
    return sentence(name, f" ({gap.criterion}): {criterion.statement} {state}")


def requests(period: Period) -> Fragment:
    """What is asked of the regent, as the gaps tell."""
    tell, steps = Speaker(period), list[Words]()
    for ask in (_close, _decree, _renew, _finish):
        steps += ask(period, tell)
    return _numbered(
        steps or [text("Menugaskan Kepala LPSE mempertahankan hasil ini sampai dengan penilaian berikutnya.")]
    )


def _close(period: Period, tell: Speaker) -> Iterator[Words]:
    if period.score.next_stage and tell.value("kesenjangan-tahap"):
        open_ones = tell.number("kesenjangan-tahap", "kriteria")
        stage = tell.digits("tahap-berikut")
        head = "Menugaskan Sekretaris Daerah mengawasi pemenuhan "
        yield sentence(head, open_ones, " yang masih terbuka pada standar sampai dengan tahap ", stage, ".")


def _decree(_: Period, tell: Speaker) -> Iterator[Words]:
    if tell.value("penetapan-kurang"):
        many = tell.number("penetapan-kurang", "kriteria")
        head = (
            "Menetapkan, atau menugaskan pejabat yang berwenang menetapkan, keputusan dan penunjukan yang diminta oleh "
        )
        yield sentence(head, many, ".")


def _renew(_: Period, tell: Speaker) -> Iterator[Words]:
    if tell.value("bukti-kedaluwarsa"):
        yield sentence(
            "Menugaskan Kepala LPSE memperbarui ", tell.number("bukti-kedaluwarsa", "bukti"), " yang kedaluwarsa."
        )


def _finish(_: Period, tell: Speaker) -> Iterator[Words]:
    if tell.value("kriteria-belum-dinilai"):
        many = tell.number("kriteria-belum-dinilai", "kriteria")
        yield sentence("Memberi waktu kepada tim penilai untuk menyelesaikan penilaian ", many, ".")


def _numbered(lines: Iterable[Words]) -> Fragment:
    return Fragment((Items(tuple((Paragraph(line),) for line in lines), Marker.DECIMAL),))


def named(period: Period, letters: Iterable[str]) -> Words:
    """Standards by letter and short name in a row; a dash for none."""
    names = [f"{letter.upper()} ({short_name(period.workspace.standard[letter].name)})" for letter in letters]
    return text("; ".join(names) or "-")


def criteria_in_a_row(codes: Iterable[str]) -> Words:
    """Criteria by their code, each leading to its row; a dash for none."""
    return joined((Reference(anchor(code), text(code)),) for code in codes) or text("-")


SENTENCES: dict[str, Callable[[Period], Phrase | Fragment]] = {
    made.__name__: made
    for made in (
        change_sentence,
        evidence_sentence,
        incomplete_notice,
        law_sentence,
        lowered_sentence,
        outdated_notice,
        pressing_list,
        progress_sentence,
        requests,
        result_sentence,
        scope_sentence,
        stage_sentence,
    )
}
