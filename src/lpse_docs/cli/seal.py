"""`lpse-docs seal`: a folder with a list of its files and a signature over the list, which everybody can check."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lpse_docs.certificates import holder
from lpse_docs.cli.keys import OfficeKey, Source, key_options, office_key_options
from lpse_docs.cli.project import project
from lpse_docs.cli.report import full
from lpse_docs.cli.screen import show, tell
from lpse_docs.cli.speech import Command
from lpse_docs.pipeline import anchors, faults, logbook, signed_files, signing, signing_faults
from lpse_docs.pipeline.excerpt import source_lines
from lpse_docs.pipeline.sealing import Sealer, Unsealable, seal_folder
from lpse_docs.pipeline.signing import Desk
from lpse_docs.sign import pdf
from lpse_docs.sign.chain import BrokenLog
from lpse_docs.sign.keys import Key, Unusable, demand_strength, no_core_dump
from lpse_docs.sign.levels import Level
from lpse_docs.sign.order import Unsignable
from lpse_docs.sign.passphrase import Unasked


@click.command(
    "seal",
    cls=Command,
    help="Segel FOLDER: tulis SHA256SUMS dengan sidik setiap berkasnya, dan SHA256SUMS.p7s dengan tanda tangan atas daftar itu. "
    "Keduanya dapat diperiksa dengan sha256sum dan openssl, atau dengan verify. Dengan --office-key, daftar itu juga ditulis "
    "sebagai pernyataan in-toto bertanda tangan kunci kantor.",
)
@click.argument("folder", metavar="FOLDER")
@key_options
@office_key_options
@click.option("--timestamp", metavar="URL", help="Layanan cap waktu; bawaan: signing.timestamp pada lpse.yaml.")
def command(folder: str, source: Source, office: OfficeKey, timestamp: str | None) -> int:
    """Seal a folder."""
    no_core_dump()
    root, place = project().root, Path(folder)
    if not place.is_dir() or place.is_symlink():
        raise click.UsageError(f"Folder {folder} tidak ada.")
    desk, found = signing.desk(root)
    if desk is None:
        show(full(list(found), source_lines(root)))
        return 1
    try:
        with source.opened(desk.office.signing.remote) as key:
            made = seal_folder(place, sealer(desk, key, office.opened(), timestamp))
            tell(
                f"{len(made)} berkas disegel oleh {holder(key.certificate).shown}: {folder}/SHA256SUMS, SHA256SUMS.p7s."
            )
    except Unasked as unasked:
        raise click.UsageError(f"{unasked}.") from None
    except Unusable as unusable:
        show(full([signing_faults.unusable(str(unusable))], source_lines(root)))
        return 1
    except (Unsealable, Unsignable) as refused:
        raise click.UsageError(f"{folder} tidak dapat disegel: {refused}.") from refused
    except OSError as error:
        raise click.UsageError(f"{folder} tidak dapat ditulisi: {faults.reason(error)}.") from error
    return 0


def sealer(desk: Desk, key: Key, office: Ed25519PrivateKey | None, timestamp: str | None) -> Sealer:
    """What seals now, with the head of the log of signatures in the statement.

    Raises:
        Unusable: The certificate must not sign now.
        Unsealable: The log of signatures is broken.
    """
    now = datetime.now(UTC).replace(microsecond=0)
    demand_strength(key.certificate, now)
    service = timestamp or desk.office.signing.timestamp
    level = Level.TIME if service else Level.BASIC

    def helping() -> AbstractAsyncContextManager[pdf.Services]:
        return pdf.services(key, level, service, desk.trust)

    opened: Callable[[], AbstractAsyncContextManager[pdf.Services]] = helping
    return Sealer(anchors.completed(key, desk.trust), now, opened, office, {"log": _head(desk.root)})


def _head(root: Path) -> str:
    path = root / signed_files.FOLDER / logbook.NAME
    try:
        return logbook.head(path).digest
    except (BrokenLog, logbook.LogRefused) as broken:
        raise Unsealable(f"catatan tanda tangan rusak ({broken}); pulihkan {path.name} dahulu") from broken
