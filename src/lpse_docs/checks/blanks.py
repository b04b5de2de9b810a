"""What a skeleton left to be filled in (`new sop`, `new standard`, `init`)."""

import re
from collections.abc import Iterator, Mapping

from lpse_docs.checks.finding import Rule, warning
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.place import Placed
from lpse_docs.model.workspace import Workspace

BLANK = re.compile(r"\((?:isi|tulis)\b[^()]*\)", re.IGNORECASE)


def filled_in(workspace: Workspace) -> Iterator[Diagnostic]:
    """Tidak ada bagian kerangka yang belum diisi.

    Mengapa: kalimat seperti `(Tulis tujuan SOP dalam satu kalimat.)` akan tercetak pada dokumen resmi.
    Contoh: `government: PEMERINTAH KABUPATEN (ISI NAMA)` setelah `init`.
    Perbaikan: ganti bagian di dalam kurung beserta kurungnya.
    """
    for owner in (workspace.office, workspace.regulation, *workspace.sops, *workspace.standards):
        for text, holder, key, index in _texts(owner):
            if found := BLANK.search(text):
                yield warning(
                    "LPSE119",
                    holder.at(key, index),
                    f"Bagian kerangka belum diisi: “{found[0]}”.",
                    "Ganti beserta kurungnya.",
                )


RULES: Mapping[str, Rule] = {"LPSE119": filled_in}


def _texts(owner: Placed) -> Iterator[tuple[str, Placed, str, int | None]]:
    """Every text of a value and of what it holds, with whose it is; few places are ever asked for."""
    for key in type(owner).model_fields:
        value = getattr(owner, key)
        for index, item in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            if isinstance(item, Placed):
                yield from _texts(item)
            elif isinstance(item, str):
                yield item, owner, key, index
