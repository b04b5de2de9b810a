"""The log of signatures, judged line by line: a changed, lost, added or exchanged line is named."""

import hashlib
import json
from collections.abc import Iterator


def faults(text: str, head: str | None = None) -> Iterator[str]:
    """What is wrong with a log, one Indonesian sentence each.

    Args:
        text: The whole log.
        head: The digest its last line, or a line before, must bear, where a seal tells; so a cut end is seen.
    """
    previous, seen = "0" * 64, {"0" * 64}
    for number, line in enumerate(text.split("\n")[:-1], 1):
        try:
            entry = json.loads(line)
            told = entry.pop("h")
            before, place = entry["prev"], entry["n"]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            yield f"Baris {number} bukan catatan."
            return
        written = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if hashlib.sha256(written.encode(errors="surrogatepass")).hexdigest() != told:
            yield f"Baris {number} berubah sesudah dicatat."
        if before != previous or place != number:
            yield f"Baris {number} tidak menyambung pada baris sebelumnya."
        previous = str(told)
        seen.add(previous)
    if not text.endswith("\n") and text:
        yield "Baris terakhir terpotong."
    if head is not None and head not in seen:
        yield "Ujung catatan yang disegel tidak ada lagi; baris terakhir mungkin dihapus."
