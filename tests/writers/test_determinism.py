"""The same document gives the same bytes, whatever the process."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = """
import hashlib
from lpse_docs.writers import WRITERS
from tests.writers import look
from tests.writers.docx import sample
for name, writer in sorted(WRITERS.items()):
    first, later = (writer.write(sample.sample(), look.theme()) for _ in range(2))
    assert first == later, name  # what a process wrote before must not matter
    print(name, hashlib.sha256(first).hexdigest())
"""


def hashes(folder: Path, **settings: str) -> str:
    unmeasured = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE_")}  # twice as fast
    environment = {**unmeasured, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", **settings}
    command = [sys.executable, "-c", SCRIPT]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True).stdout


def test_bytes_do_not_depend_on_hash_seed_folder_time_zone_or_language(tmp_path: Path) -> None:
    first = hashes(tmp_path, PYTHONHASHSEED="0", TZ="Asia/Jakarta", LC_ALL="C")
    second = hashes(ROOT, PYTHONHASHSEED="4711", TZ="America/New_York", LC_ALL="C.UTF-8", HOME=str(tmp_path))
    assert first == second
    assert first.count("\n") == 4
