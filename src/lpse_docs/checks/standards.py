"""The standards among each other: letters, numbers, dependencies, stages (Pasal 29)."""

from collections import deque
from collections.abc import Iterator, Mapping, Set
from itertools import pairwise

from lpse_docs.checks.finding import Rule, error, warning
from lpse_docs.checks.words import lines
from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.model.workspace import Workspace


def complete(workspace: Workspace) -> Iterator[Diagnostic]:
    """Semua standar Pasal 29 ayat (1) ada, dengan nomor menurut hurufnya.

    Mengapa: Pasal 29 ayat (1) menyebut standar huruf a sampai dengan q; penilaian menghitung ketujuh belasnya.
    Contoh: tidak ada berkas standar huruf g, atau huruf d dengan `number: 5`.
    Perbaikan: tambahkan berkas standarnya, atau betulkan nomornya (a = 1, b = 2, dan seterusnya). Standar setempat boleh.
    """
    demanded: dict[str, Span] = {}
    for provision in reversed(workspace.regulation.provisions):
        demanded |= {letter: provision.at("standards", index) for index, letter in enumerate(provision.standards)}
    for letter, span in sorted(demanded.items()):
        if letter not in workspace.standard:
            yield error(
                "LPSE501", span, f"Standar huruf {letter} belum ada.", f"Buat berkas standards/{letter}-....yaml."
            )
    for standard in workspace.standards:
        expected = ord(standard.letter) - ord("a") + 1
        if standard.letter not in demanded:
            message = f"Standar huruf {standard.letter} tidak ada dalam peraturan; tidak ikut dihitung pada penilaian."
            yield warning("LPSE501", standard.at("letter"), message)
        if standard.number != expected:
            message = f"Standar huruf {standard.letter} bernomor {standard.number}, seharusnya {expected}."
            yield error("LPSE501", standard.at("number"), message)


def cycles(workspace: Workspace) -> Iterator[Diagnostic]:
    """Ketergantungan antarstandar tidak melingkar.

    Mengapa: standar yang saling menunggu tidak dapat diterapkan bertahap (Pasal 29 ayat (3)).
    Contoh: c bergantung pada d, dan d bergantung pada c.
    Perbaikan: hapus salah satu ketergantungan, atau pindahkan ke `related`.
    """
    edges = {letter: set(item.depends_on) - {letter} for letter, item in workspace.standard.items()}
    while circle := min(_circles(edges), key=len, default=()):
        owner = workspace.standard[circle[0]]
        place = owner.at("depends_on", owner.depends_on.index(circle[1]))
        message = f"Ketergantungan melingkar: {' → '.join((*circle, circle[0]))}."
        yield error("LPSE505", place, message, "Hapus salah satunya, atau pindahkan ke related.")
        for letter, following in pairwise((*circle, circle[0])):
            edges[letter].remove(following)


def itself(workspace: Workspace) -> Iterator[Diagnostic]:
    """Standar tidak bergantung pada atau terkait dengan dirinya sendiri.

    Mengapa: rujukan ke diri sendiri tidak bermakna; pasti salah ketik.
    Contoh: standar huruf d dengan `depends_on: [d]`.
    Perbaikan: hapus huruf itu.
    """
    for standard in workspace.standards:
        for letter, span in lines(standard, "depends_on", "related"):
            if letter == standard.letter:
                yield error("LPSE506", span, f"Standar huruf {letter} menunjuk dirinya sendiri.", "Hapus huruf ini.")


def later_stage(workspace: Workspace) -> Iterator[Diagnostic]:
    """Standar tidak bergantung pada standar dari tahap yang lebih kemudian.

    Mengapa: penerapan bertahap (Pasal 29 ayat (3)) mendahulukan yang menjadi landasan.
    Contoh: standar tahap 1 yang bergantung pada standar tahap 3.
    Perbaikan: ubah tahapnya, atau pindahkan ketergantungan itu ke `related`.
    """
    for standard in workspace.standards:
        for letter, span in lines(standard, "depends_on"):
            other = workspace.standard.get(letter)
            if other and other.stage > standard.stage:
                message = (
                    f"Standar tahap {standard.stage} bergantung pada huruf {letter} yang baru tahap {other.stage}."
                )
                yield warning("LPSE507", span, message)


def stages(workspace: Workspace) -> Iterator[Diagnostic]:
    """Tabel tahap pada lpse.yaml sesuai dengan tahap pada setiap standar dan jumlah kumulatifnya.

    Mengapa: tabel tahap dan lembar standar dicetak dalam buku yang sama dan tidak boleh bertentangan.
    Contoh: standar huruf g bertahap 2 tetapi tercantum pada tahap 3, atau `cumulative: 11` untuk sepuluh standar.
    Perbaikan: samakan `stage` pada standar dengan daftar `stages`, dan hitung ulang `cumulative`.
    """
    listed: dict[str, int] = {}
    for position, stage in enumerate(workspace.office.stages, 1):
        if stage.stage != position:
            yield error("LPSE508", stage.at("stage"), f"Tahap {stage.stage} seharusnya tahap {position}.")
        for letter, span in lines(stage, "standards"):
            if letter in listed:
                yield error("LPSE508", span, f"Standar huruf {letter} sudah ada pada tahap {listed[letter]}.")
            listed.setdefault(letter, stage.stage)
        if stage.cumulative != len(listed):
            message = f"Jumlah kumulatif tahap {stage.stage} seharusnya {len(listed)}."
            yield error("LPSE508", stage.at("cumulative"), message, f"Tulis cumulative: {len(listed)}.")
    for standard in workspace.standards:
        if listed.get(standard.letter) != standard.stage:
            where = f"tahap {listed[standard.letter]}" if standard.letter in listed else "tidak satu tahap pun"
            message = f"Standar huruf {standard.letter} bertahap {standard.stage}, tetapi pada tabel tahap: {where}."
            hint = "Samakan dengan standards pada stages di lpse.yaml, lalu sesuaikan cumulative tahap itu."
            yield error("LPSE508", standard.at("stage"), message, hint)


RULES: Mapping[str, Rule] = {
    "LPSE501": complete,
    "LPSE505": cycles,
    "LPSE506": itself,
    "LPSE507": later_stage,
    "LPSE508": stages,
}


def _circles(edges: Mapping[str, Set[str]]) -> Iterator[tuple[str, ...]]:
    """For each letter the shortest way back to itself, where there is one.

    A circle that was told is taken out: what else needs one of its edges says nothing new.
    """
    for start in edges:
        ways: deque[tuple[str, ...]] = deque([(start,)])
        seen = {start}
        while ways:
            way = ways.popleft()
            if start in edges[way[-1]]:
                yield way
                break
            further = sorted((edges[way[-1]] & edges.keys()) - seen)
            seen.update(further)
            ways.extend((*way, letter) for letter in further)
