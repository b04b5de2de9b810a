"""Speed of signatures in Word files: `python -m tests.bench package_signatures` from the root of the repository.

Signs and judges 25 documents with two signatures each, and prints the time of the processor. The goal for signing is 1 s.
"""

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

from lpse_docs.verify.opc import judge
from tests.opc.packages import document, key, signed, trust
from tests.pki import running

DOCUMENTS = 25


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as pki:
        trusted, _ = trust(pki), key(pki, "approver")
        data = document()
        signed(data, pki, "pengesah", "pemeriksa")
        start = process_time()
        made = [signed(data, pki, "pengesah", "pemeriksa") for _ in range(DOCUMENTS)]
        print(f"{DOCUMENTS} berkas x 2 tanda tangan  {process_time() - start:.2f} s")
        start = process_time()
        for item in made:
            judge(item, trusted, datetime.now(UTC))
        print(f"{DOCUMENTS} berkas diperiksa         {process_time() - start:.2f} s")


if __name__ == "__main__":
    main()
