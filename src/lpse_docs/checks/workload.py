"""Work packages of an adoption plan: what they name, what they wait for, who does them, and whether that is possible."""

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from lpse_docs.amounts import person_days
from lpse_docs.checks.drafts import MOST_STEPS, drafts, sound, steps
from lpse_docs.checks.finding import Rule, error, note, warning
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.assessment import Status
from lpse_docs.model.plan import Capacity, EffortDefault, Leave, OtherCapacity, WorkPackage
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.calendar import TENTHS
from lpse_docs.planning.outlook import Draft
from lpse_docs.planning.packages import GROUND, SOP_STEPS, Package, ground
from lpse_docs.planning.words import unit_name

RESERVED = re.compile(r"S\d\d-K\d\d(-rekaman)?|sop-[a-z]-[a-z]+|dasar-[a-z]")
MOST_CIRCLES = 20
SLACK = 0.05  # half a tenth of a person-day


def capacities(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap unit yang mengerjakan paket kerja mempunyai kapasitas.

    Mengapa: tanpa kapasitas, pekerjaan unit itu tidak dapat dijadwalkan (Pasal 6 menyebut unit-unitnya).
    Contoh: standar huruf c dikerjakan unit administrasi sistem, tetapi `capacity` hanya memuat sekretariat.
    Perbaikan: tambahkan unitnya pada `capacity`, atau alihkan pekerjaannya.
    """
    for draft in drafts(workspace):
        able = {item.unit for item in draft.plan.capacity}
        for unit, items in _by_unit(draft).items():
            if unit not in able and unit in workspace.post and not workspace.post[unit].outside:
                work = f"{len(items)} paket kerja ({person_days(sum(item.effort for item in items))})"
                message = f"{unit_name(workspace, unit)} mengerjakan {work}, tetapi tanpa kapasitas."
                yield error("LPSE612", draft.plan.at("capacity"), message, f"Tambahkan unit: {unit}.")
    for plan in workspace.plans:
        able = {item.unit for item in plan.capacity}
        changes: tuple[OtherCapacity | Leave, ...] = (*plan.other_capacity, *plan.leave)
        for item in changes:
            if item.unit not in able and item.unit in workspace.post:
                message = f"{item.unit} tidak mempunyai kapasitas, sehingga butir ini tidak berpengaruh."
                yield warning("LPSE612", item.at("unit"), message)


def names(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap kriteria dan paket yang disebut paket kerja ada, dan perubahannya berpengaruh.

    Mengapa: kode yang salah membuat paket menunggu hal yang tidak pernah ada, atau perubahan yang tidak pernah dipakai.
    Contoh: `after: [S04-K12]` padahal standar itu memuat sembilan kriteria, atau mengubah paket yang sudah terpenuhi.
    Perbaikan: betulkan kodenya; butir yang tidak berpengaruh lagi boleh dihapus.
    """
    if not workspace.plans:
        return
    derived, criteria = _derived(workspace), {item.id for _, item in workspace.criteria()}
    grounds = {ground(letter) for letter in workspace.standard}
    for plan in workspace.plans:
        own = {item.id: item for item in plan.packages}
        for item in plan.packages:
            if RESERVED.fullmatch(item.id) and item.id not in derived:
                yield error("LPSE615", item.at("id"), f"Tidak ada paket kerja bawaan berkode {item.id}.")
            if item.criterion and item.criterion not in criteria:
                message = f"Kriteria {item.criterion} tidak ada dalam standar."
                yield error("LPSE615", item.at("criterion"), message)
            elif item.criterion and item.id in criteria and item.criterion != item.id:
                message = f"Paket {item.id} selalu melayani kriteria {item.id}."
                yield error("LPSE615", item.at("criterion"), message, "Pakai kode paket lain untuk kriteria lain.")
            for place, code in enumerate(item.after):
                if code not in derived and code not in own and code not in grounds:
                    message = f"Paket {code} yang ditunggu {item.id} tidak ada."
                    yield error("LPSE615", item.at("after", place), message)
                elif code in own and own[code].left_out is not None and item.left_out is None:
                    message = f"Paket {code} yang ditunggu {item.id} tidak dikerjakan, sehingga tidak ditunggu."
                    yield warning("LPSE615", item.at("after", place), message)
    for draft in drafts(workspace):
        yield from _without_effect(draft, derived)


def _derived(workspace: Workspace) -> set[str]:
    """Codes of every package that gaps and SOPs may lead to."""
    codes = {f"sop-{sop.letter}-{step}" for sop in workspace.sops for step in SOP_STEPS}
    for _, item in workspace.criteria():
        grounds = {proof.kind in GROUND for proof in item.evidence}
        codes |= {item.id, f"{item.id}-rekaman"} if len(grounds) > 1 else {item.id}
    return codes


def _without_effect(draft: Draft, derived: set[str]) -> Iterator[Diagnostic]:
    """Changes of packages that are not needed any more."""
    outcome = {it.criterion: it.outcome for standard in draft.scored.standards for it in standard.criteria}
    reasons = {Status.MET: "sudah terpenuhi", Status.NOT_APPLICABLE: "tidak berlaku"}
    for item in draft.plan.packages:
        if item.id in derived and item.id not in draft.package and item.left_out is None:
            code = item.id.removesuffix("-rekaman")
            if code not in outcome:
                reason = "SOP itu sudah berlaku"
            else:
                reason = f"{code} {reasons.get(outcome[code], f'hanya masih memerlukan paket {code}')}"
            yield note("LPSE615", item.at("id"), f"Perubahan paket {item.id} tidak berpengaruh: {reason}.")


def circles(workspace: Workspace) -> Iterator[Diagnostic]:
    """Paket kerja tidak saling menunggu.

    Mengapa: paket yang menunggu dirinya sendiri lewat paket lain tidak pernah dapat dimulai.
    Contoh: paket pelatihan menunggu S04-K02, dan S04-K02 menunggu paket pelatihan.
    Perbaikan: hapus salah satu kode dari `after`; urutan bawaan mengikuti `depends_on` standar.
    """
    for draft in drafts(workspace):
        told = {
            (item.id, code): item.at("after", place)
            for item in draft.plan.packages
            for place, code in enumerate(item.after)
        }
        for circle in _circles({task.id: list(task.after) for task in draft.problem.tasks}, set(told)):
            following = [f"{_milestone(one)} menunggu {_milestone(two)}" for one, two in pairwise(circle)]
            span = next(told[pair] for pair in pairwise(circle) if pair in told)
            message = f"Paket kerja saling menunggu: {', '.join(following)}."
            yield error("LPSE616", span, message, "Hapus salah satunya dari after.")


def _milestone(code: str) -> str:
    """A package by its code; the rules and appointments of a standard in words."""
    return f"landasan standar {code[-1]}" if re.fullmatch(r"dasar-[a-z]", code) else code


def _circles(edges: Mapping[str, list[str]], told: set[tuple[str, str]]) -> Iterator[Sequence[str]]:
    """Circles that the plan closes, each short; those that standards close among each other are told there (LPSE505)."""
    for _ in range(MOST_CIRCLES):
        try:
            TopologicalSorter(edges).prepare()
        except CycleError as found:
            circle: Sequence[str] = tuple(reversed(found.args[1]))
            closing = next((pair for pair in pairwise(circle) if pair in told), None)
            if closing:
                circle = (closing[0], *_way(edges, closing[1], closing[0]))
                yield circle
            for one, two in pairwise(circle):
                edges[one].remove(two)
        else:
            return


def _way(edges: Mapping[str, list[str]], start: str, goal: str) -> list[str]:
    """The shortest way along edges; there is one."""
    origin: dict[str, str] = {start: start}
    ahead = deque([start])
    while goal not in origin:
        place = ahead.popleft()
        further = [code for code in edges[place] if code not in origin]
        origin.update(dict.fromkeys(further, place))
        ahead.extend(further)
    way = [goal]
    while way[-1] != start:
        way.append(origin[way[-1]])
    return way[::-1]


def owners(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap standar dan SOP yang masih memerlukan pekerjaan mempunyai unit pelaksana.

    Mengapa: pekerjaan tanpa pelaksana tidak dapat dijadwalkan dan tidak dikerjakan siapa pun.
    Contoh: standar huruf d belum terpenuhi, tetapi `planning.standards` di lpse.yaml tidak memuat huruf d.
    Perbaikan: tambahkan hurufnya beserta unitnya, atau tulis `unit` pada paket kerjanya.
    """
    planning = workspace.office.planning
    place, derived = workspace.office.at("planning"), _derived(workspace) if workspace.plans else set[str]()
    standards, sops = set[str](), set[str]()
    for draft in drafts(workspace):
        for item in draft.packages:
            if not item.unit and item.done_on is None and item.id in derived:
                (sops if item.sop else standards).add(item.sop or item.letter or "")
    for noun, letters, field in (("Standar", standards, "standards"), ("SOP", sops, "sops")):
        if letters:
            message = f"{noun} {', '.join(sorted(letters))} memerlukan pekerjaan, tetapi belum mempunyai pelaksana."
            yield error("LPSE618", place, message, f"Tambahkan letter dan unit pada planning.{field} di lpse.yaml.")
    known = {"Standar": set(workspace.standard), "SOP": {item.letter for item in workspace.sops}}
    for noun, items in (("Standar", planning.standards), ("SOP", planning.sops)):
        for owner in items if workspace.plans else ():
            if owner.letter not in known[noun]:
                yield error("LPSE618", owner.at("letter"), f"{noun} huruf {owner.letter} tidak ada.")


def possible(workspace: Workspace) -> Iterator[Diagnostic]:
    """Beban, kapasitas, cuti, dan masa berjalan mungkin terjadi dalam rentang rencana.

    Mengapa: satu angka yang mustahil membuat seluruh jadwal mustahil, dan sebabnya sukar dilihat dari jadwalnya.
    Contoh: kapasitas 200 hari-orang setiap bulan untuk dua orang, atau paket 90 hari-orang bagi unit yang hanya punya 60.
    Perbaikan: betulkan angkanya, bagi paketnya, atau panjangkan rencana.
    """
    for plan in workspace.plans:
        if sound(plan) and steps(plan) > MOST_STEPS:
            message = "Rencana memuat terlalu banyak kapasitas dan ketidakhadiran untuk dihitung."
            yield error("LPSE619", plan.at("capacity"), message)
    for draft in drafts(workspace):
        yield from _people(draft)
        yield from _leave(draft)
        yield from _size(workspace, draft)
        yield from _running_in(workspace, draft)


def _people(draft: Draft) -> Iterator[Diagnostic]:
    """Capacity beyond what so many people can work."""
    days = {item.code: draft.calendar.weekdays(item.start, item.end) for item in draft.calendar.periods}
    people = {item.unit: item.people for item in draft.plan.capacity}
    for item in draft.plan.capacity:
        most = item.people * draft.calendar.longest
        if item.person_days > most:
            message = f"{item.people} orang bekerja paling banyak {person_days(most)} setiap {draft.plan.step.value}."
            yield error("LPSE619", item.at("person_days"), message)
    for other in draft.plan.other_capacity:
        most = people.get(other.unit, 100) * days.get(other.bucket, 100)
        if other.person_days > most:
            message = (
                f"{people.get(other.unit, 100)} orang bekerja paling banyak {person_days(most)} pada {other.bucket}."
            )
            yield error("LPSE619", other.at("person_days"), message)


def _leave(draft: Draft) -> Iterator[Diagnostic]:
    """Leave that takes more than its days give."""
    usual = {item.unit: item for item in draft.plan.capacity}
    for item in draft.plan.leave:
        if item.unit in usual and item.start <= item.end:
            lost, given = _lost(draft, usual[item.unit], item)
            if lost > given + SLACK:
                message = (
                    f"Ketidakhadiran ini menghapus {person_days(lost)}, padahal kapasitasnya {person_days(given)}."
                )
                yield warning("LPSE619", item.at("person_days"), message)


def _lost(draft: Draft, usual: Capacity, item: Leave) -> tuple[float, float]:
    """Person-days that leave takes within the horizon, and those that its days would give without holidays."""
    weekdays = draft.calendar.weekdays
    other = {it.bucket: it.person_days for it in draft.plan.other_capacity if it.unit == usual.unit}
    inside, given = 0, 0.0
    for period in draft.calendar.periods:
        days = weekdays(max(item.start, period.start), min(item.end, period.end))
        inside += days
        given += other.get(period.code, usual.person_days) * days / weekdays(period.start, period.end)
    return item.person_days * inside / max(1, weekdays(item.start, item.end)), given


def _size(workspace: Workspace, draft: Draft) -> Iterator[Diagnostic]:
    """Packages that their unit cannot do even if it did nothing else."""
    told = {item.id: item for item in draft.plan.packages if item.effort is not None}
    places = {item.unit: item.at("person_days") for item in draft.plan.capacity}
    for unit, items in _by_unit(draft).items():
        given = sum(draft.problem.capacity.get(unit, ())) / TENTHS
        large = [item for item in items if item.effort > given + SLACK]
        if not large or unit not in places:
            continue
        whole = f"{unit_name(workspace, unit)} hanya dapat memberi {person_days(given)} selama rencana"
        for item in large if given else ():
            if item.id in told:
                message = f"Paket {item.id} memerlukan {person_days(item.effort)}, tetapi {whole}."
                yield warning("LPSE619", told[item.id].at("effort"), message)
        rest = [item for item in large if item.id not in told or not given]
        if rest:
            most = person_days(max(item.effort for item in rest))
            message = f"{whole}, padahal {len(rest)} paket kerjanya memerlukan lebih (sampai {most})."
            yield warning("LPSE619", places[unit], message)


def _running_in(workspace: Workspace, draft: Draft) -> Iterator[Diagnostic]:
    """Evidence that cannot count within the horizon, whenever it is begun."""
    days = draft.calendar.day(draft.calendar.end) + 1
    used = {item.running_in for item in draft.packages if item.done_on is None and item.running_in > days}
    planning = workspace.office.planning
    told: tuple[WorkPackage | EffortDefault, ...] = (*draft.plan.packages, *planning.efforts)
    places = [(item.running_in, item.at("running_in")) for item in told]
    places.append((planning.sop.review_after, planning.sop.at("review_after")))
    for running_in, span in places:
        if running_in in used:
            message = f"Masa berjalan {running_in} hari lebih panjang daripada seluruh rencana ({days} hari)."
            yield warning("LPSE619", span if span.path else draft.plan.at("end"), message)


def own(workspace: Workspace) -> Iterator[Diagnostic]:
    """Paket kerja dengan kode sendiri menyebut nama, unit, beban, dan buktinya.

    Mengapa: tentang paket yang tidak berasal dari kriteria atau SOP, program tidak dapat mengandaikan apa pun.
    Contoh: `id: pelatihan` tanpa `unit`, atau dengan `produces` tanpa `criterion`.
    Perbaikan: lengkapi butirnya; bukti hanya dihitung untuk suatu kriteria.
    """
    derived = _derived(workspace) if workspace.plans else set()
    for plan in workspace.plans:
        for item in plan.packages:
            if item.done_on and item.left_out is not None:
                message = f"Paket {item.id} dinyatakan selesai sekaligus tidak dikerjakan."
                yield warning("LPSE620", item.at("left_out"), message, "Hapus done_on atau left_out.")
            elif item.left_out is not None and not item.left_out.strip():
                yield warning("LPSE620", item.at("left_out"), f"Paket {item.id} tidak dikerjakan tanpa alasan.")
            if item.id not in derived and not RESERVED.fullmatch(item.id) and item.left_out is None:
                yield from _told(item)


def _told(item: WorkPackage) -> Iterator[Diagnostic]:
    """What is wanting of a package that only the plan knows."""
    if item.unit is None and item.done_on is None:
        yield error("LPSE620", item.at("id"), f"Paket {item.id} tanpa unit pelaksana.", "Tulis unit.")
    if item.title is None or not item.title.strip():
        yield warning("LPSE620", item.at("id"), f"Paket {item.id} tanpa nama.", "Tulis title.")
    if item.effort is None and not item.produces:
        message = f"Paket {item.id} tanpa beban kerja, sehingga tidak mengurangi kapasitas."
        yield warning("LPSE620", item.at("id"), message, "Tulis effort; 0 bila memang tanpa beban.")
    if item.produces and item.criterion is None:
        message = f"Bukti paket {item.id} tidak dihitung untuk kriteria mana pun."
        yield warning("LPSE620", item.at("produces"), message, "Tulis criterion.")
    if item.criterion and not item.produces:
        message = f"Paket {item.id} melayani {item.criterion}, tetapi tidak menghasilkan bukti."
        yield warning("LPSE620", item.at("criterion"), message, "Tulis produces.")


def _by_unit(draft: Draft) -> Mapping[str, Sequence[Package]]:
    """What is left to do with effort, by unit that has a name."""
    found: dict[str, list[Package]] = defaultdict(list)
    for item in draft.packages:
        if item.unit and item.effort and item.done_on is None:
            found[item.unit].append(item)
    return found


RULES: Mapping[str, Rule] = {
    "LPSE612": capacities,
    "LPSE615": names,
    "LPSE616": circles,
    "LPSE618": owners,
    "LPSE619": possible,
    "LPSE620": own,
}
