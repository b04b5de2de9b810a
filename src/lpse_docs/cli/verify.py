"""`lpse-docs verify`: judge signed files as a recipient who has nothing but them."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import click

from lpse_docs.certificates import NIK, digits, presentable
from lpse_docs.cli.screen import tell
from lpse_docs.cli.speech import Command, Day
from lpse_docs.confidential import masked
from lpse_docs.pipeline.fetching import Fetcher
from lpse_docs.pipeline.listing import Listing, beside, listing
from lpse_docs.pipeline.verifying import office_keys, trust_in, verify_files
from lpse_docs.verify.question import Question
from lpse_docs.verify.record import written
from lpse_docs.verify.report import Answer, Conclusion, ExpectedReport, FileReport, SignatureReport, SourceReport
from lpse_docs.verify.trust import Unfit
from lpse_docs.verify.validity import WIB, shown

VERDICTS = {Answer.YES: "SAH", Answer.NO: "DITOLAK", Answer.UNKNOWN: "BELUM DAPAT DIPASTIKAN"}
TEST = " (SERTIFIKAT UJI)"
REFUSED, OPEN = 1, 2
LATEST = 2199  # the last year whose days are judged; certificates end long before
MOST, LONGEST = 200, 200
FEW = 5  # sources with the same answer that are named one by one
TITLE = re.compile(r"[A-Z][A-Za-z]*\.[A-Za-z.]*")  # such as `S.Kom.`, between whose commas no role stands
QUESTIONS: Sequence[tuple[str, str]] = (
    ("utuh", "intact"),
    ("sah saat ditandatangani", "valid_then"),
    ("sah menurut keadaan sekarang", "valid_now"),
)
WIDTH = max(len(words) for words, _ in QUESTIONS)


@click.command(
    "verify",
    cls=Command,
    help="Periksa tanda tangan elektronik pada BERKAS: utuh, sah saat ditandatangani, dan sah menurut keadaan sekarang. "
    "Tidak memerlukan ruang kerja dan tidak memakai jaringan, kecuali dengan --online. Kode keluar: 0 semua sah, 1 ada yang "
    "ditolak, 2 ada yang tidak terbaca atau belum dapat dipastikan.",
)
@click.argument("files", metavar="BERKAS...", nargs=-1, required=True)
@click.option(
    "--roots", metavar="DIR", help="Folder sertifikat akar yang dipercaya, boleh dengan daftar pencabutan (.crl)."
)
@click.option(
    "--certified", metavar="DIR", help="Folder sertifikat akar PSrE Induk; tanda tangannya disebut tersertifikasi."
)
@click.option(
    "--expect",
    "wishes",
    multiple=True,
    metavar="PERAN[=SIAPA],...",
    help="Peran atau bidang yang wajib ditandatangani; SIAPA ialah NIP atau nama pada sertifikatnya.",
)
@click.option("--on", "day", type=Day(), metavar="TANGGAL", help="Keadaan pada tanggal ini; bawaan: sekarang.")
@click.option("--manifest", metavar="SHA256SUMS", help="Daftar sidik; bawaan: SHA256SUMS di folder berkas, bila ada.")
@click.option(
    "--office-key", "office", multiple=True, metavar="KUNCI", help="Kunci umum kantor (PEM), bagi pernyataan segel."
)
@click.option("--online", is_flag=True, help="Tanyakan pencabutan kepada penerbit sertifikat yang dipercaya.")
@click.option("--private", is_flag=True, help="Dengan --online: izinkan alamat di jaringan sendiri.")
@click.option("--json", "as_json", is_flag=True, help="Laporan sebagai JSON.")
def command(
    files: tuple[str, ...],
    *,
    roots: str | None,
    certified: str | None,
    wishes: tuple[str, ...],
    day: date | None,
    manifest: str | None,
    office: tuple[str, ...],
    online: bool,
    private: bool,
    as_json: bool,
) -> int:
    """Verify files."""
    paths = [Path(name) for name in dict.fromkeys(files)]
    _sensible(paths, online=online, private=private, roots=roots, certified=certified)
    expected = wished(wishes)
    try:
        trust = trust_in(*(Path(folder) if folder else None for folder in (roots, certified)))
        question = Question(
            on=_moment(day),
            trust=trust,
            expected=expected,
            keys=office_keys([Path(name) for name in office]),
            fetch=Fetcher(private) if online else None,
        )
        listed = _listed(paths, manifest, question)
    except Unfit as error:
        raise click.UsageError(str(error)) from error
    reports = [_without_nik(report) for report in verify_files(paths, question, listed)]
    if as_json:
        tell(json.dumps({"files": [written(report) for report in reports]}, indent=2))
    else:
        for line in _told(reports):
            tell(line)
    return code(reports)


def wished(wishes: Sequence[str]) -> tuple[str, ...]:
    """The roles that are expected, as `pengesah` or `pengesah=Nama`; titles behind a name are part of it.

    Raises:
        click.UsageError: A role or a person is missing, or a NIK is given.
    """
    found = list[str]()
    for word in (word.strip() for wish in wishes for word in wish.split(",")):
        if found and "=" in found[-1] and TITLE.fullmatch(word):
            found[-1] += f", {word}"
        elif word:
            found.append(word)
    for wish in found:
        role, sign, who = (part.strip() for part in wish.partition("="))
        if not role or (sign and not who):
            raise click.UsageError("--expect: tulis PERAN, atau PERAN=NIP, atau PERAN=NAMA.")
        if len(digits(who)) == NIK:
            raise click.UsageError("--expect: NIK tidak boleh ditulis pada baris perintah; sebut NIP atau nama.")
    return tuple(dict.fromkeys(found))


def _sensible(paths: Sequence[Path], *, online: bool, private: bool, roots: str | None, certified: str | None) -> None:
    if len(paths) > MOST:
        raise click.UsageError(f"Paling banyak {MOST} berkas sekali periksa.")
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"Berkas {path} tidak ada.")
    if private and not online:
        raise click.UsageError("--private hanya berarti bersama --online.")
    if online and not (roots or certified):
        raise click.UsageError(
            "--online memerlukan --roots atau --certified: yang ditanya hanya penerbit yang dipercaya."
        )


def _without_nik(report: FileReport) -> FileReport:
    """A report that may be shown to anybody."""
    made = [replace(item, holder=presentable(item.holder)) if item.holder else item for item in report.signatures]
    return replace(report, signatures=made)


def _moment(day: date | None) -> datetime:
    """The end of a day in western Indonesia; today means this very moment, for answers of today are short-lived."""
    now = datetime.now(UTC)
    if day and day.year > LATEST:
        raise click.UsageError(f"--on paling lambat tahun {LATEST}.")
    if day is None or day == now.astimezone(WIB).date():
        return now
    return datetime.combine(day, time(), WIB) + timedelta(days=1, seconds=-1)


def _listed(paths: Sequence[Path], manifest: str | None, question: Question) -> Listing | None:
    found = Path(manifest) if manifest else beside(paths)
    return listing(found, question, demanded=bool(manifest)) if found else None


def code(reports: Sequence[FileReport]) -> int:
    """The exit code: refused before open before good."""
    verdicts = {report.verdict for report in reports}
    if Answer.NO in verdicts:
        return REFUSED
    return OPEN if Answer.UNKNOWN in verdicts else 0


def _told(reports: Sequence[FileReport]) -> Iterator[str]:
    """The report for a reader of two minutes: a line for each file, then a block for each signature."""
    for place, report in enumerate(reports):
        if place:
            yield ""
        yield f"{verdict(report)}  {clean(report.path)}"
        yield from _why(report)
        for number, made in enumerate(report.signatures, 1):
            yield ""
            yield from _signature(number, made)
        yield from _list("Penanda tangan yang diharapkan", [_expected(item) for item in report.expected if item.who])
        yield from _list("Perubahan sesudah ditandatangani", report.changes)
        yield from _list("Sumber di dalam berkas", [*_sources(report.sources)])
        yield from _list("Catatan", report.remarks)


def verdict(report: FileReport) -> str:
    """The verdict in capital letters."""
    if report.unreadable:
        return "TIDAK TERBACA"
    test = any(made.holder and made.holder.test for made in report.signatures)
    return f"{VERDICTS[report.verdict]}{TEST if test and report.verdict is Answer.YES else ''}"


def _why(report: FileReport) -> Iterator[str]:
    for sentence in (*report.faults, *report.doubts):
        yield f"  - {clean(sentence)}"
    if report.verdict is Answer.YES:
        yield f"  {len(report.signatures)} tanda tangan, semuanya utuh dan sah saat ditandatangani."


def _signature(number: int, made: SignatureReport) -> Iterator[str]:
    who = made.holder
    yield f"  {number}. {clean(made.place)}: {clean(who.name) if who else 'penanda tangan tidak terbaca'}"
    if who:
        office = ", ".join(clean(word) for word in (who.post, who.office) if word)
        yield from _rows(("jabatan", office), ("NIP/nomor", clean(who.number)), ("penerbit", clean(who.issuer)))
    when = f"{shown(made.time)}, {made.time_source.value}" if made.time else made.time_source.value
    yield from _rows(("waktu", when), ("tingkat", clean(made.level)), ("sertifikasi", made.certification.value))
    for words, key in QUESTIONS:
        answer: Conclusion = getattr(made, key)
        yield f"     {words:<{WIDTH}}  {answer.answer.value.upper()}: {clean(answer.reason)}"


def _rows(*rows: tuple[str, str]) -> Iterator[str]:
    for name, words in rows:
        if words:
            yield f"     {name:<{WIDTH}}  {words}"


def _expected(item: ExpectedReport) -> str:
    wanted = f"{item.role}, {item.who}" if item.who else item.role
    return f"{wanted}: {item.met.answer.value.upper()}. {item.met.reason}"


def _sources(sources: Sequence[SourceReport]) -> Iterator[str]:
    """Each source with its answer; of many with the same answer how many they are, for `--json` tells each."""
    for answer in dict.fromkeys(item.equal for item in sources):
        alike = [item for item in sources if item.equal == answer]
        if len(alike) > FEW:
            yield f"{len(alike)} sumber: {answer.reason}"
        else:
            yield from (f"{item.name}: {item.sha256[:16]}..., {answer.reason}" for item in alike)


def _list(title: str, sentences: Sequence[str]) -> Iterator[str]:
    if sentences:
        yield ""
        yield f"  {title}:"
        yield from (f"  - {clean(sentence)}" for sentence in sentences)


def clean(words: str) -> str:
    """Words of a stranger on a screen: nothing that moves the cursor or turns the reading direction, nothing endless."""
    safe = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in masked(words))
    return safe if len(safe) <= LONGEST else safe[:LONGEST] + "..."
