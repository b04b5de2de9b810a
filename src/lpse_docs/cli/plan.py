"""`lpse-docs plan`: the schedule of a period's adoption plan, what would change it, and what has become of it."""

from collections.abc import Mapping, Sequence
from datetime import date

import click

from lpse_docs.cli import Commands
from lpse_docs.cli.planboard import compared, lines
from lpse_docs.cli.planning import PERIOD, Asked, asked_for, draw_up, explained_schedule, save_schedule, say
from lpse_docs.cli.planreasons import explained
from lpse_docs.cli.plantries import tries
from lpse_docs.cli.project import project
from lpse_docs.cli.speech import OPTIONS, Day
from lpse_docs.cli.wishes import Wishes

SUBCOMMANDS: Mapping[str, tuple[str, str]] = {
    "new": ("plan_new", "Tulis rencana pertama sebuah periode."),
    "track": ("plan_track:show", "Bandingkan rencana dengan keadaan, dan jadwalkan ulang sisanya."),
    "approve": ("plan_track:approve", "Catat bahwa jadwal telah disetujui."),
    "export": ("plan_export", "Tulis rencana sebagai Excel, iCalendar, atau MS Project XML."),
}


class Planning(Commands):
    """The commands below `plan`; without one the plan itself is shown."""

    table = SUBCOMMANDS


@click.command(
    "plan",
    cls=Planning,
    invoke_without_command=True,
    options_metavar=OPTIONS,
    subcommand_metavar="[PERINTAH [ARGUMEN]...]",
    help="Jadwalkan rencana adopsi satu periode. Dengan --capacity, --people, --deadline, atau --budget perubahannya "
    "disandingkan dengan rencana semula, dan tidak ada yang ditulis.",
)
@PERIOD
@click.option(
    "--capacity",
    multiple=True,
    metavar="UNIT[@PERIODE]=HARI",
    help="Hari-orang setiap periode rencana: =45, =+10, atau =-5; hanya pada satu periode: Sekretariat@2027-T1=+10.",
)
@click.option("--people", multiple=True, metavar="UNIT=ORANG", help="Banyaknya orang: =3, =+1, atau =-1.")
@click.option("--deadline", multiple=True, metavar="TAHAP=TANGGAL", help="Misalnya tahap-2=2027-06-30.")
@click.option("--budget", multiple=True, metavar="TAHUN=RUPIAH", help="Misalnya 2027=50jt.")
@click.option("--save", is_flag=True, help="Tulis jadwalnya ke schedule.yaml.")
@click.option("--on", "day", type=Day(), metavar="TANGGAL", help="Tanggal penyusunan; bawaan: hari ini.")
@click.pass_context
def command(
    context: click.Context,
    *,
    period: str | None,
    capacity: Sequence[str],
    people: Sequence[str],
    deadline: Sequence[str],
    budget: Sequence[str],
    save: bool,
    day: date | None,
) -> int:
    """Show the plan, and beside it what other capacities, dates or budgets would make of it."""
    if context.invoked_subcommand:
        return 0
    wishes = Wishes(capacity, deadline, budget, people)
    if wishes and save:
        raise click.UsageError("--save menulis rencana yang ada di plan.yaml; ubah plan.yaml lebih dahulu.")
    asked = asked_for(period, anew=True)
    if asked is None:
        return 1
    on = day or date.today()  # noqa: DTZ011 - the drafter's own day
    now = draw_up(asked.workspace, asked.draft, on)
    if wishes:
        wished = wishes.granted(asked.workspace, asked.draft.plan)
        then = draw_up(asked.workspace, asked.again(wished), on, known=(now.schedule.placement,))
        say([*compared(asked.workspace, now, then), *explained(asked.workspace, then), *asked.warned(wished)])
        return 0
    why = explained(asked.workspace, now)
    say([*lines(asked.workspace, now), *why, *tries(now, _again(asked, period, day)), *asked.later(on), *asked.remarks])
    return save_schedule(explained_schedule(now, why)) if save else 0


def _again(asked: Asked, period: str | None, day: date | None) -> str:
    """The command that was given, as it is typed."""
    told = [f"--period {asked.draft.plan.period}"] if period else []
    told += [f"--on {day}"] if day else []
    return " ".join([f"{project().command} plan", *told])
