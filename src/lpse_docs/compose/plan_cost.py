"""What an adoption plan costs: scheduled, without a place, and in all, year by year, so that the sums agree everywhere."""

from collections.abc import Iterator

from lpse_docs.amounts import dotted, rupiah
from lpse_docs.compose.cells import cell, header, joined, knit
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import Words, in_a_row, row_of, sentence
from lpse_docs.compose.plan_figures import tell
from lpse_docs.compose.plan_names import bucket_words, package_link
from lpse_docs.compose.planned import UNTOLD, Planned, Sum, planned
from lpse_docs.compose.template import Fragment, Phrase
from lpse_docs.document.blocks import Cell, Paragraph, Row, Table
from lpse_docs.document.inlines import Reference, Text, text
from lpse_docs.document.roles import Role
from lpse_docs.planning.packages import Package


def plan_cost(period: Period) -> Phrase:
    """What the plan costs in each year and without a place, and whether that is known at all."""
    plan = planned(period)
    whole, lost = Sum.of(plan.ahead), Sum.of(plan.unplaced)
    if not whole.cost:
        return Phrase(text(_unknown(plan, whole)))
    unknown = sentence(" Biaya ", tell(period, "paket-belum-ditaksir", "paket kerja"), " belum ditaksir.")
    more = unknown if whole.untold else ()
    if not lost.cost:
        return Phrase(sentence("Rencana ini memerlukan ", _years(plan), ".", more))
    parts = (*((sentence(_years(plan), " terjadwal"),) if whole.cost > lost.cost else ()), text(_lost(lost)))
    head = f"Seluruh paket kerja memerlukan {rupiah(whole.cost)}: "
    return Phrase(sentence(head, joined(parts, text(" dan ")), ".", more))


def _lost(lost: Sum) -> str:
    return f"{rupiah(lost.cost)} bagi paket yang tidak tertampung"


def _unknown(plan: Planned, whole: Sum) -> str:
    told = "Biaya belum ditaksir" if whole.untold else "Rencana ini tidak memerlukan biaya"
    why = ": tidak satu pun paket kerja diberi biaya." if whole.untold == whole.many else "."
    ceilings = in_a_row([f"tahun {item.year} {rupiah(item.ceiling)}" for item in plan.plan.budgets])
    return f"{told}{why} Pagu {ceilings}." if ceilings else f"{told}{why}"


def _years(plan: Planned) -> Words:
    """What is spent in each year in which something is, leading to its row, with its ceiling."""
    ceilings = {item.year: item.ceiling for item in plan.plan.budgets}
    parts: list[Words] = []
    for year, spent in plan.outlook.spent.items():
        if spent:
            limit = f"pagu {rupiah(ceilings[year])}" if year in ceilings else "tanpa pagu"
            parts.append((Reference(f"anggaran-{year}", text(rupiah(spent))), Text(f" pada tahun {year} ({limit})")))
    return row_of(parts)


def needed(plan: Planned) -> str:
    """What is spent in each year, in a row: `Rp35.000.000 pada tahun 2027`."""
    return in_a_row([f"{rupiah(spent)} pada tahun {year}" for year, spent in plan.outlook.spent.items() if spent])


def budget_table(period: Period) -> Fragment:
    """What is spent in every year against its ceiling, what has no place, and both together."""
    plan = planned(period)
    rows = [_year_row(plan, year) for year in plan.outlook.spent]
    done, lost = Sum.of(plan.scheduled), Sum.of(plan.unplaced)
    limit = _ceilings(plan)
    rows.append(
        _sum_row("Terjadwal", done, *(("-", "-") if limit is None else (dotted(limit), _left(limit, done.cost))))
    )
    if lost.many:
        rows += [_sum_row("Tidak tertampung", lost), _sum_row("Seluruhnya", Sum.of(plan.ahead))]
    head = header("Tahun", "Paket", "Belum ditaksir", "Biaya (Rp)", "Pagu (Rp)", "Sisa pagu (Rp)")
    return Fragment((Table((32, 14, 18, 32, 32, 32), knit(rows), "Biaya setiap tahun", (head,)),))


def _ceilings(plan: Planned) -> int | None:
    """All ceilings together, when every year of the plan has one."""
    ceilings = {item.year: item.ceiling for item in plan.plan.budgets}
    years = list(plan.outlook.spent)
    return sum(ceilings[year] for year in years) if ceilings.keys() >= set(years) else None


def _year_row(plan: Planned, year: int) -> Row:
    ceilings = {item.year: item.ceiling for item in plan.plan.budgets}
    items = Sum.of(item for item in plan.scheduled if in_year(plan, item, year))
    limit = dotted(ceilings[year]) if year in ceilings else "tanpa pagu"
    cells = (items.money if items.many else "-", limit, _left(ceilings.get(year), plan.outlook.spent[year]))
    return Row(
        (
            cell(f"Mulai pada {year}"),
            *(cell(words, Role.CELL_NUMBER) for words in (str(items.many), str(items.untold), *cells)),
        ),
        anchor=f"anggaran-{year}",
    )


def _sum_row(name: str, items: Sum, ceiling: str = "", left: str = "") -> Row:
    numbers = (str(items.many), str(items.untold), items.money if items.many else "-", ceiling, left)
    return Row((cell(name, Role.CELL_LABEL), *(cell(words, Role.CELL_NUMBER) for words in numbers)))


def _left(ceiling: int | None, spent: int) -> str:
    if ceiling is None:
        return "-"
    return dotted(ceiling - spent) if spent <= ceiling else f"kurang {dotted(spent - ceiling)}"


def in_year(plan: Planned, item: Package, year: int) -> bool:
    """Whether a package begins in a year."""
    placing = plan.outlook.placing.get(item.id)
    return placing is not None and placing.bucket.startswith(str(year))


def spending_table(period: Period) -> Fragment:
    """Every package that costs something, with the planning period in which the money is needed; or nothing."""
    plan = planned(period)
    items = sorted((item for item in plan.ahead if item.cost), key=plan.order)
    if not items:
        return Fragment(())
    rows = [Row(tuple(_spending_cells(plan, item))) for item in items]
    rows.append(_total_row(Sum.of(items)))
    head = header("Kode", "Pekerjaan", "Unit", "Periode rencana", "Biaya (Rp)")
    return Fragment((Table((28, 50, 28, 24, 30), knit(rows), "Paket kerja yang memerlukan biaya", (head,)),))


def _total_row(whole: Sum) -> Row:
    return Row((cell("Jumlah", Role.CELL_LABEL, columns=4), cell(dotted(whole.cost), Role.CELL_NUMBER)))


def _spending_cells(plan: Planned, item: Package) -> Iterator[Cell]:
    yield cell((package_link(item.id),), Role.CELL_SMALL)
    yield cell(item.title, Role.CELL_SMALL)
    yield cell(plan.unit(item.unit).short, Role.CELL_SMALL)
    yield cell(bucket_words(plan, item), Role.CELL_SMALL)
    yield cell(dotted(item.cost), Role.CELL_NUMBER)


def cost_note(period: Period) -> Fragment:
    """What stands for a cost that nobody has told; nothing when all are known."""
    if not planned(period).costless:
        return Fragment(())
    told = f"Paket tanpa biaya yang ditulis dicetak \u201c{UNTOLD}\u201d dan tidak dihitung dalam jumlah."
    return Fragment((Paragraph(text(told), Role.NOTE),))
