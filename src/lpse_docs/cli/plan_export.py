"""`lpse-docs plan export`: a plan with its schedule for other programs."""

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from lpse_docs.cli.planning import PERIOD, asked_for
from lpse_docs.cli.project import project
from lpse_docs.cli.screen import tell
from lpse_docs.cli.speech import Command
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline import atomic, faults
from lpse_docs.planning.outlook import Outlook, outlook

Write = Callable[[Workspace, Outlook], bytes]


def _workbook() -> Write:
    from lpse_docs.exports.plan_workbook import write  # noqa: PLC0415 - openpyxl is slow to import

    return write


def _calendar() -> Write:
    from lpse_docs.exports.plan_calendar import calendar  # noqa: PLC0415 - likewise

    return calendar


def _project() -> Write:
    from lpse_docs.exports.project_xml import write  # noqa: PLC0415 - likewise

    return write


WRITERS: Mapping[str, Callable[[], Write]] = {".xlsx": _workbook, ".ics": _calendar, ".xml": _project}


@click.command(
    "export",
    cls=Command,
    help="Tulis rencana dengan jadwalnya ke BERKAS: .xlsx (buku kerja berumus), .ics (kalender), atau .xml (MS Project).",
)
@PERIOD
@click.argument("file", metavar="BERKAS")
@click.option("--force", is_flag=True, help="Ganti berkas yang sudah ada.")
def command(period: str | None, file: str, *, force: bool) -> int:
    """Write one file, of the kind that its name tells."""
    target = Path(file)
    if target.suffix.lower() not in WRITERS:
        raise click.UsageError(f"{file}: nama berkas harus berakhir dengan {', '.join(WRITERS)}.")
    asked = asked_for(period)
    if asked is None:
        return 1
    made = outlook(asked.workspace, asked.draft.plan.period)
    if made is None:
        raise click.UsageError(f"Belum ada jadwal. Simpan dengan: {project().command} plan --save")
    data = WRITERS[target.suffix.lower()]()(asked.workspace, made)
    try:
        (atomic.write if force else atomic.create)(target, data)
    except FileExistsError as error:
        raise click.UsageError(f"{file} sudah ada; pakai --force untuk menggantinya.") from error
    except OSError as error:
        raise click.UsageError(f"{file} tidak dapat ditulis: {faults.reason(error)}.") from error
    tell(f"{file} ditulis.")
    return 0
