"""The same flow is the same drawing in every process."""

import os
import subprocess
import sys

from tests.layout.gallery import FOLDER, ROOT

PROGRAM = """
from tests.layout.gallery import FOLDER, described, read
from tests.layout.reader import face
from lpse_docs.layout import flow_pages
hard = read(FOLDER / "empat-puluh-langkah.yaml")
print(described(flow_pages(hard.chart, hard.setup, face())[0]), end="")
"""


def test_fresh_processes_agree_whatever_their_hashes() -> None:
    said = []
    unmeasured = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE_")}  # twice as fast
    for seed in ("0", "1", "4711"):
        environment = {
            **unmeasured,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        }
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
        )
        said.append(done.stdout)
    assert said[0] == said[1] == said[2] == (FOLDER / "empat-puluh-langkah.txt").read_text("utf-8")
