"""What a period says in sentences, built from its numbers; every number is a reference to the ledger (`ledger.py`)."""

from collections.abc import Callable, Iterable, Iterator

from lpse_docs.compose.cells import joined
from lpse_docs.compose.law import anchor, long_date
from lpse_docs.compose.ledger import Speaker, doubts
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import (
    Words,
    in_a_row,
    row_of,
    sentence,
    standard_name,
    standards_in_a_row,
    within,
)
from lpse_docs.compose.requests import asked_for, decided
from lpse_docs.compose.template import Fragment, Phrase
from lpse_docs.compose.verdicts import Verdict
from lpse_docs.document.blocks import Items, Paragraph
from lpse_docs.document.inlines import Inline, Reference, Strong, Text, text
from lpse_docs.document.roles import Marker


def incomplete_notice(period: Period) -> Fragment:
    """`BELUM LENGKAP: 23 kriteria belum dinilai`, or nothing once everything within the scope is assessed."""
    if period.score.complete:
        return Fragment(())
    why = text(" Hasil ini sementara.")
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
    """How many whole standards are met out of all, whether that is final, and what the others are: they add up to all."""
    tell = Speaker(period)
    on = "Menurut keadaan pada " if period.score.complete else "Untuk sementara, menurut keadaan pada "
    met = tell.share("standar-terpenuhi", "standar", "standar terpenuhi utuh")
    others = tell.parts(
        ("standar-belum", within(Verdict.UNMET)),
        ("standar-belum-selesai", within(Verdict.UNFINISHED)),
        ("standar-luar", f"{within(Verdict.OUTSIDE)} penilaian"),
    )
    return Phrase(sentence(on, long_date(period.on), ", ", row_of([met, *others]), "."))


def progress_sentence(period: Period) -> Phrase:
    """How many criteria are met and what the others are: they add up to all that apply. Progress, never a result."""
    tell = Speaker(period)
    partial = sentence(" (", tell.figure("kriteria-sebagian"), " di antaranya terpenuhi sebagian)")
    unmet = tell.parts(("kriteria-belum", within(Verdict.UNMET)))
    others = [
        *(sentence(words, partial if tell.value("kriteria-sebagian") else "") for words in unmet),
        *tell.parts(("kriteria-belum-dinilai", "belum dinilai"), ("kriteria-luar", within(Verdict.OUTSIDE))),
    ]
    met = sentence(tell.figure("kriteria-terpenuhi"), " terpenuhi")
    head = sentence("Dari ", tell.digits("kriteria-berlaku"), " kriteria yang berlaku, ")
    return Phrase(sentence(head, row_of([met, *others]), "; angka ini kemajuan, bukan hasil penilaian."))


def stage_sentence(period: Period) -> Phrase:
    """Which stage is reached, what the next threshold needs, and which standards of the stages behind are not met."""
    tell, scored = Speaker(period), period.score
    if scored.stage is None:
        reached = sentence("Jumlah itu belum mencapai ambang tahap mana pun")
    else:
        mark = tell.figure("tanda-tercapai", "standar")
        reached = sentence("Jumlah itu mencapai tahap ", tell.digits("tahap-tercapai"), ", yaitu ", mark)
    if scored.next_stage is None:
        return Phrase(sentence(reached, "; tidak ada ambang lain sesudahnya.", _left_behind(period)))
    coming = sentence(tell.figure("tanda-berikut", "standar"), " pada tahap ", tell.digits("tahap-berikut"))
    short = tell.figure("standar-kurang", "standar")
    return Phrase(
        sentence(
            reached, "; ambang berikutnya ialah ", coming, ", sehingga masih diperlukan ", short, ".",
            _left_behind(period),
        )
    )  # fmt: skip


def _left_behind(period: Period) -> str:
    """A stage is reached by number; standards of it or of an earlier one may still be open."""
    reached = period.score.stage
    if reached is None:
        return ""
    passed = {
        letter for stage in period.score.stages if stage.cumulative <= reached.cumulative for letter in stage.standards
    }
    left = [item for item in period.standards if item.letter in passed and not period.of(item).met]
    if not left:
        return ""
    return (
        f" Tahap dihitung dari jumlah standar; {standards_in_a_row(left)}"
        ", yang termasuk tahap yang sudah tercapai, belum terpenuhi."
    )


def scope_sentence(period: Period) -> Phrase:
    """What was assessed, what was not, and that the rest counts as not met."""
    tell = Speaker(period)
    told = scope_caution(period).children or sentence(
        "Lingkup penilaian mencakup seluruh ", tell.figure("standar", "standar"), "."
    )
    if period.score.complete:
        return Phrase(told)
    open_ones = tell.figure("kriteria-belum-dinilai", "kriteria")
    return Phrase(sentence(told, " Di dalam lingkup itu ", open_ones, " belum dinilai dan tidak dihitung terpenuhi."))


def scope_caution(period: Period) -> Phrase:
    """Which standards are out of scope, and that they never count as met; nothing when there is none."""
    if not period.outside:
        return Phrase(())
    tell = Speaker(period)
    inside = tell.share("standar-lingkup", "standar", "standar yang dinilai")
    left = sentence(standards_in_a_row(period.outside), " dengan ", tell.figure("kriteria-luar", "kriteria"))
    return Phrase(sentence("Baru ", inside, "; ", left, " di luar lingkup, sehingga tidak dihitung terpenuhi."))


def codes_sentence(period: Period) -> Phrase:
    """How codes of criteria and letters of standards belong together."""
    if not period.standards:
        return Phrase(())
    (low, first), (high, last) = (
        (one.number, one.letter.upper()) for one in (period.standards[0], period.standards[-1])
    )
    return Phrase(
        text(f"Kode S{low:02} sampai dengan S{high:02} berurutan menurut huruf {first} sampai dengan {last}.")
    )


def radar_sentence(period: Period) -> Phrase:
    """How standards out of scope are drawn, in this period and in the one it is compared with; nothing without any."""
    shown = [(card, scored) for card, scored in period.scores[-2:] if period.change is None or period.change.comparable]
    told = [
        f"{standards_in_a_row(outside)} pada {card.title}"
        for card, scored in shown
        if (outside := [item for item in period.standards if not scored.standard(item.letter).in_scope])
    ]
    if not told:
        return Phrase(())
    return Phrase(text(f"Standar di luar lingkup digambar pada titik pusat: {in_a_row(told)}."))


def lowered_sentence(period: Period) -> Phrase:
    """How many criteria count less than what the assessors said, because their evidence does not hold."""
    tell = Speaker(period)
    if tell.value("kriteria-diturunkan") == 0:
        return Phrase(text("Tidak ada hasil yang diturunkan karena buktinya tidak dapat diperhitungkan."))
    many = tell.figure("kriteria-diturunkan", "kriteria")
    tail = (
        " yang dinilai terpenuhi oleh asesor, tetapi tidak dihitung terpenuhi karena buktinya belum lengkap,"
        " belum sah, atau tidak berlaku lagi pada tanggal hitung."
    )
    return Phrase(sentence("Ada ", many, tail))


def evidence_sentence(period: Period) -> Phrase:
    """How many pieces of evidence are registered, how many of them are good, and why the others are not."""
    tell = Speaker(period)
    if tell.value("bukti") == 0:
        return Phrase(text("Belum ada bukti yang terdaftar pada periode ini."))
    good = sentence("Dari ", tell.digits("bukti"), " bukti terdaftar, ", tell.figure("bukti-sah"), " sah dan berlaku")
    if tell.value("bukti-tidak-sah") == 0:
        return Phrase(sentence(good, " pada tanggal hitung."))
    held = doubts(period)
    why = row_of([(tell.figure(key), *text(f" {doubt.value}")) for doubt, key in held])
    if len(held) == 1:
        return Phrase(sentence(good, "; ", why, "."))
    return Phrase(sentence(good, "; ", tell.figure("bukti-tidak-sah"), " tidak: ", why, "."))


def cited_sentence(period: Period) -> Phrase:
    """How many pieces of evidence the assessors cite, and how many of these count; nothing without evidence."""
    tell = Speaker(period)
    if tell.value("bukti") == 0:
        return Phrase(())
    cited = sentence("Asesor merujuk ", tell.figure("bukti-dirujuk", "bukti"))
    if tell.value("bukti-dirujuk") == 0:
        return Phrase(sentence(cited, "."))
    return Phrase(sentence(cited, "; ", tell.figure("bukti-dihitung"), " diperhitungkan bagi kriteria."))


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
    was = sentence(
        f"Dibandingkan dengan {before}, yang mencatat ", tell.figure("standar-sebelumnya", "standar"), " terpenuhi, "
    )
    gained, lost = tell.figure("standar-bertambah", "standar"), tell.figure("standar-berkurang")
    whole = sentence(gained, " menjadi terpenuhi dan ", lost, " menjadi tidak terpenuhi")
    return Phrase(sentence(was, whole, *_unclear_standards(tell), ".", *_criteria(tell), *_cautions(period)))


def _unclear_standards(tell: Speaker) -> Iterator[Words]:
    """Standards whose result differs only because they were not assessed whole in one of the periods."""
    if tell.value("standar-baru-dinilai"):
        yield sentence("; ", tell.figure("standar-baru-dinilai"), " terpenuhi dan baru selesai dinilai")
    if tell.value("standar-belum-dibandingkan"):
        many = tell.figure("standar-belum-dibandingkan")
        yield sentence("; ", many, " yang semula terpenuhi belum dapat dibandingkan")


def _criteria(tell: Speaker) -> Iterator[Words]:
    """Criteria that rose or fell among those assessed in both periods, and those assessed in only one."""
    if tell.value("kriteria-dibandingkan"):
        both, up = tell.figure("kriteria-dibandingkan", "kriteria"), tell.figure("kriteria-naik")
        yield sentence(" Di antara ", both, " yang dinilai pada kedua periode, ", up, " naik dan ")
        yield sentence(tell.figure("kriteria-turun"), " turun.")
    newly, left = tell.value("kriteria-baru-dinilai"), tell.value("kriteria-belum-dibandingkan")
    if newly or left:
        parts = [
            *([sentence(tell.figure("kriteria-baru-dinilai", "kriteria"), " baru dinilai")] if newly else []),
            *(
                [sentence(tell.figure("kriteria-belum-dibandingkan", "kriteria"), " belum dapat dibandingkan")]
                if left
                else []
            ),
        ]
        yield sentence(" Selain itu, ", row_of(parts), ".")


def _cautions(period: Period) -> Iterator[str]:
    """What makes the comparison less than it seems."""
    found = period.change
    if found and not found.before.complete:
        yield " Penilaian periode sebelumnya belum lengkap."
    if found and found.rescoped:
        letters = in_a_row([letter.upper() for letter in found.rescoped])
        yield f" Lingkup kedua periode berbeda pada Standar {letters}."


def law_sentence(period: Period) -> Phrase:
    """How many binding provisions have all their criteria met; careful not to say that the law is obeyed."""
    tell = Speaker(period)
    served = tell.share("ketentuan-berkriteria", "ketentuan", "ketentuan yang bersifat wajib atau dilarang")
    whole = sentence(" didukung kriteria kerja yang berlaku; ", tell.figure("ketentuan-utuh", "ketentuan"))
    tail = " memiliki kriteria kerja yang seluruhnya terpenuhi."
    caution = (
        " Hal itu menggambarkan keadaan kriteria kerja dan buktinya pada tanggal hitung, bukan pendapat hukum"
        " tentang kepatuhan terhadap ketentuan tersebut."
    )
    return Phrase(sentence("Sebanyak ", served, whole, tail, *_of_standards(period, tell), caution))


def _of_standards(period: Period, tell: Speaker) -> Iterator[Words]:
    """The provisions that order the standards as a whole are reached with the standards."""
    cites = [item.provision.cite for item in period.duties if item.standards]
    if cites:
        met = tell.share("standar-terpenuhi", "standar", "standar terpenuhi")
        yield sentence(f" {in_a_row(cites)} diukur dari jumlah standar, bukan dari kriteria: ", met, ".")


def order_sentence(period: Period) -> Phrase:
    """In which order the pressing gaps stand, in short; nothing where there are none."""
    if not period.gaps:
        return Phrase(())
    words = (
        "Urutan: tahap terdekat, lalu standar dengan sisa kriteria paling sedikit, lalu kriteria yang mendukung"
        " ketentuan wajib paling banyak"
    )
    last = "" if period.score.complete else "; yang belum dinilai terakhir"
    return Phrase(text(f"{words}{last}."))


def requests(period: Period) -> Fragment:
    """What is asked of the regent, as the gaps tell."""
    return _numbered(asked_for(period))


def decisions(period: Period) -> Fragment:
    """The two or three decisions that a letter asks for."""
    return _numbered(decided(period))


def headline_sentence(period: Period) -> Phrase:
    """The result as a letter tells it: on which day how many standards are met."""
    tell = Speaker(period)
    on = f"{'Pada' if period.score.complete else 'Untuk sementara, pada'} {long_date(period.on)}"
    met = tell.share("standar-terpenuhi", "standar", "standar")
    return Phrase(sentence(f"{on} {period.workspace.office.abbreviation} memenuhi ", met, "."))


def _numbered(lines: Iterable[Words]) -> Fragment:
    return Fragment((Items(tuple((Paragraph(line),) for line in lines), Marker.DECIMAL),))


def named(period: Period, letters: Iterable[str]) -> Words:
    """Standards by letter and short name in a row; a dash for none."""
    names = [standard_name(period.workspace.standard[letter]) for letter in letters]
    return text("; ".join(names) or "-")


def criteria_in_a_row(codes: Iterable[str]) -> Words:
    """Criteria by their code, each leading to its row; a dash for none."""
    return joined((Reference(anchor(code), text(code)),) for code in codes) or text("-")


SENTENCES: dict[str, Callable[[Period], Phrase | Fragment]] = {
    made.__name__: made
    for made in (
        change_sentence,
        cited_sentence,
        codes_sentence,
        decisions,
        evidence_sentence,
        headline_sentence,
        incomplete_notice,
        law_sentence,
        lowered_sentence,
        order_sentence,
        outdated_notice,
        progress_sentence,
        radar_sentence,
        requests,
        result_sentence,
        scope_caution,
        scope_sentence,
        stage_sentence,
    )
}
