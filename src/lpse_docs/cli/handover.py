"""`lpse-docs handover`: the documents of a period in one folder for the regent's office, verified before it is written."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from lpse_docs.cli.keys import OfficeKey, Source, key_options, office_key_options
from lpse_docs.cli.period import chosen, read
from lpse_docs.cli.progress import progress
from lpse_docs.cli.project import project
from lpse_docs.cli.report import full
from lpse_docs.cli.screen import show, tell
from lpse_docs.cli.seal import sealer
from lpse_docs.cli.speech import Command
from lpse_docs.cli.turns import held
from lpse_docs.compose.handover_index import Entry
from lpse_docs.load.project import Memory
from lpse_docs.pipeline import faults, signed_files, signing, signing_faults
from lpse_docs.pipeline.excerpt import printable, source_lines
from lpse_docs.pipeline.fetching import Fetcher
from lpse_docs.pipeline.handing import VERDICTS, Handover, hand_over
from lpse_docs.pipeline.parcel import NotReady
from lpse_docs.pipeline.sealing import Unsealable
from lpse_docs.pipeline.signing import Desk
from lpse_docs.pipeline.verifying import trust_in
from lpse_docs.sign.keys import Unusable, no_core_dump
from lpse_docs.sign.order import Unsignable
from lpse_docs.sign.passphrase import Unasked
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer
from lpse_docs.verify.trust import Unfit

WAITING = "Menunggu perintah lain yang sedang menandatangani."
OPEN = 2  # exit code, as of verify


@click.command(
    "handover",
    cls=Command,
    help="Susun satu folder (dan zip) untuk kantor kepala daerah: surat pengantar, indeks, dokumen PERIODE yang sudah "
    "ditandatangani, panduan pemeriksaan, dan segelnya. Semuanya diperiksa dahulu; bila ada yang belum ditandatangani atau "
    "ditolak, tidak ada yang ditulis.",
)
@click.argument("period", metavar="[PERIODE]", required=False)
@click.option("--out", metavar="FOLDER", help="Folder baru; bawaan: serah-terima-PERIODE di folder ini.")
@click.option("--roots", metavar="DIR", help="Folder sertifikat akar; bawaan: signing.roots pada lpse.yaml.")
@click.option("--timestamp", metavar="URL", help="Layanan cap waktu; bawaan: signing.timestamp pada lpse.yaml.")
@click.option("--online", is_flag=True, help="Tanyakan pencabutan kepada penerbit sertifikat yang dipercaya.")
@click.option("--private", is_flag=True, help="Dengan --online: izinkan alamat di jaringan sendiri.")
@click.option(
    "--allow-unknown",
    "unknown",
    is_flag=True,
    help="Serahkan juga berkas yang keabsahannya belum dapat dipastikan; indeks menyebutnya, kode keluar 2.",
)
@key_options
@office_key_options
def command(
    period: str | None,
    *,
    out: str | None,
    roots: str | None,
    timestamp: str | None,
    online: bool,
    private: bool,
    unknown: bool,
    source: Source,
    office: OfficeKey,
) -> int:
    """Hand a period over."""
    no_core_dump()
    if private and not online:
        raise click.UsageError("--private hanya berarti bersama --online.")
    root = project().root
    memory: Memory = {}
    workspace = read(root, memory)
    desk, found = signing.desk(root)
    if workspace is None or desk is None:
        show(full(list(found), source_lines(root)))
        return 1
    assessment = chosen(workspace, period)
    target = _target(out, f"serah-terima-{assessment.period}")
    try:
        trust = trust_in(_roots(desk, roots), None)
        with source.opened(desk.office.signing.remote) as key:
            own = office.opened()
            seal = sealer(desk, key, own, timestamp)
            keys = (own.public_key(),) if own else ()
            asked = Question(datetime.now(UTC), trust, keys=keys, fetch=Fetcher(private) if online else None)
            wanted = Handover(root, workspace, desk.theme, assessment, asked, seal, unknown, memory)
            with progress() as watcher, held(root, signed_files.FOLDER, WAITING):
                entries, wrong = hand_over(wanted, target, watcher)
    except Unasked as unasked:
        raise click.UsageError(f"{unasked}.") from None
    except Unfit as error:
        raise click.UsageError(str(error)) from error
    except Unusable as unusable:
        show(full([signing_faults.unusable(str(unusable))], source_lines(root)))
        return 1
    except (Unsealable, Unsignable) as refused:
        tell(f"Galat: Folder tidak dapat disegel: {refused}.", error=True)
        return 1
    except NotReady as refused:
        tell("Tidak ada yang diserahkan.")
        for sentence in refused.reasons:
            tell(f"  - {printable(sentence)}")
        return 1
    except OSError as error:
        raise click.UsageError(f"Folder {target} tidak dapat ditulis: {faults.reason(error)}.") from error
    if wrong:
        show(full(wrong, source_lines(root)))
        return 1
    return _told(entries, target)


def _told(entries: Sequence[Entry], target: Path) -> int:
    """Say what was handed over and what is left open; the exit code."""
    for entry in entries:
        tell(f"{entry.path}: {entry.verdict}.")
    tell(f"Siap diserahkan: {target} dan {target}.zip, {len(entries)} berkas.")
    if open_ := [entry.path for entry in entries if entry.verdict.startswith(VERDICTS[Answer.UNKNOWN])]:
        tell(f"Belum dapat dipastikan keabsahannya: {', '.join(open_)}. Penerima harus memeriksanya sendiri.")
        return OPEN
    return 0


def _target(out: str | None, usual: str) -> Path:
    target = Path(out or usual)
    there = [os.path.lexists(path) for path in (target, target.with_name(target.name + ".zip"))]
    if any(there) and not all(there):
        raise click.UsageError(
            f"Hanya salah satu dari {target} dan {target}.zip yang ada, mungkin karena penyusunan terputus; "
            "hapus yang ada lalu ulangi, atau sebut nama lain dengan --out."
        )
    if all(there):
        raise click.UsageError(f"{target} dan {target}.zip sudah ada; sebut nama lain dengan --out.")
    if not target.parent.is_dir():
        raise click.UsageError(f"Folder {target.parent} tidak ada.")
    return target


def _roots(desk: Desk, named: str | None) -> Path | None:
    settled = desk.office.signing.roots
    return Path(named) if named else desk.root / settled if settled else None
