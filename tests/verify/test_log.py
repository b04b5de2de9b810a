"""The log of signatures: every change of it is seen, and an interrupted write is mended and told."""

import json
import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.pipeline import logbook
from lpse_docs.sign.chain import BrokenLog, Head, end, line
from lpse_docs.verify.log import faults

AT = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


def log(count: int) -> list[str]:
    head, lines = Head(), []
    for number in range(count):
        text, head = line(head, "tanda-tangan", {"berkas": f"sop-{number}.pdf"}, AT + timedelta(minutes=number))
        lines.append(text)
    return lines


LINES = log(6)


@given(st.data())
def test_whatever_is_done_to_a_line_is_seen(data: st.DataObject) -> None:
    lines = list(LINES)
    place = data.draw(st.integers(0, 5))
    match data.draw(st.sampled_from(["change", "remove", "repeat", "swap", "forge"])):
        case "change":
            lines[place] = lines[place].replace("sop-", "sop-x")
        case "remove":
            del lines[place if place < 5 else 4]
        case "repeat":
            lines.insert(place, lines[place])
        case "swap":
            other = data.draw(st.integers(0, 5).filter(lambda item: item != place))
            lines[place], lines[other] = lines[other], lines[place]
        case _:
            entry = json.loads(lines[place])
            lines[place] = json.dumps({**entry, "berkas": "lain.pdf"}, sort_keys=True, separators=(",", ":")) + "\n"
    assert list(faults("".join(lines)))
    with pytest.raises(BrokenLog):
        end("".join(lines))


def test_a_cut_end_is_seen_by_the_sealed_head() -> None:
    head = end("".join(LINES))[0]
    assert list(faults("".join(LINES), head.digest)) == []
    assert list(faults("".join(LINES[:5]))) == []
    assert list(faults("".join(LINES[:5]), head.digest)) != []
    assert list(faults("".join(log(8)), head.digest)) == []


@given(st.text())
def test_any_other_text_is_a_finding(text: str) -> None:
    assert list(faults(text)) or text == ""


def test_a_torn_line_is_cut_and_told(tmp_path: Path) -> None:
    path = tmp_path / logbook.NAME
    path.write_text("".join(LINES) + LINES[0][:20], encoding="utf-8")
    head = logbook.record(path, "tanda-tangan", {"berkas": "b.pdf"}, AT)
    events = [json.loads(item)["event"] for item in path.read_text("utf-8").splitlines()]
    assert (events[-2:], head.number) == (["pulih", "tanda-tangan"], 8)
    assert list(faults(path.read_text("utf-8"), head.digest)) == []


def test_a_broken_log_is_not_continued(tmp_path: Path) -> None:
    path = tmp_path / logbook.NAME
    text = "".join(LINES).replace("sop-2", "sop-9")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenLog) as told:
        logbook.record(path, "tanda-tangan", {}, AT)
    assert (told.value.line, path.read_text("utf-8")) == (3, text)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "lain").write_text("")
    (tmp_path / logbook.NAME).symlink_to("lain")
    with pytest.raises(OSError, match="symbolic"):
        logbook.record(tmp_path / logbook.NAME, "tanda-tangan", {}, AT)
    with pytest.raises(OSError, match="symbolic"):
        logbook.head(tmp_path / logbook.NAME)


def test_writers_wait_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / logbook.NAME

    def write() -> None:
        for _ in range(10):
            logbook.record(path, "tanda-tangan", {}, AT)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for item in threads:
        item.start()
    for item in threads:
        item.join()
    assert logbook.head(path).number == 40
    assert list(faults(path.read_text("utf-8"))) == []


def test_a_kill_leaves_whole_lines_or_a_torn_one_that_is_mended(tmp_path: Path) -> None:
    path = tmp_path / logbook.NAME
    program = (
        "from datetime import UTC, datetime\nfrom pathlib import Path\nimport sys\n"
        "from lpse_docs.pipeline import logbook\n"
        "while True:\n    logbook.record(Path(sys.argv[1]), 'x', {}, datetime(2026, 1, 1, tzinfo=UTC)); print(flush=True)\n"
    )
    ran = subprocess.Popen([sys.executable, "-c", program, path], stdout=subprocess.PIPE)
    assert ran.stdout is not None
    ran.stdout.readline()
    os.kill(ran.pid, signal.SIGKILL)
    ran.communicate()
    before = logbook.head(path).number
    assert logbook.record(path, "y", {}, AT).number > before >= 1
    assert list(faults(path.read_text("utf-8"))) == []
