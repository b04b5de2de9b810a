"""Speed of signing PDFs: `python -m tests.bench signing` from the root of the repository.

Prints the time for 25 documents with three visible signatures each on level B-B, with a stamp for each signer and a QR code
for each document. The goal is 15 s (two cores of a shared machine), most of which are the 75 proofs of the own result.
"""

import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from lpse_docs.certificates import holder
from lpse_docs.sign.levels import Level
from lpse_docs.sign.order import Order
from lpse_docs.sign.pdf import Services, prove, sign
from lpse_docs.sign.pkcs12 import from_pkcs12
from lpse_docs.sign.stamp import Inscription, Stamps
from tests.pki import PASSPHRASE, running
from tests.sign.conftest import ROLES, printed
from tests.writers import look

DOCUMENTS = 25


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as pki:
        keys = {role: from_pkcs12(pki.pkcs12(name), PASSPHRASE) for role, name in ROLES.items()}
    files, stamps, now = [printed()] * DOCUMENTS, Stamps(look.theme()), datetime.now(UTC)
    start = perf_counter()
    for role, key in keys.items():
        who = holder(key.certificate)
        said = Inscription(who.name, who.post, now, "WIB", certified=False, test=who.test)
        for number, data in enumerate(files):
            place = f"pengesahan/{role}"
            order = Order(place, Level.BASIC, now, role == "pembuat", None, None, said, f"LPSE1:{number:0185}")
            files[number] = asyncio.run(sign(data, key, order, Services(), stamps))
            prove(data, files[number], key, place)
    print(f"{DOCUMENTS} dokumen x {len(keys)} tanda tangan B-B  {perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
