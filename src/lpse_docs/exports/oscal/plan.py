"""A period as an OSCAL assessment plan: what is assessed, by whom in which part, when, and how it is counted."""

from collections.abc import Iterable

from lpse_docs.exports.oscal import catalog, ids
from lpse_docs.exports.oscal.author import Author
from lpse_docs.exports.oscal.seal import Node
from lpse_docs.exports.oscal.wording import line, prose, value
from lpse_docs.model.assessment import Assessment, AssessorRole
from lpse_docs.model.workspace import Workspace

FILE = "assessment-plan.json"
REMARKS = "Rencana penilaian internal menurut kriteria kerja; bukan penilaian LKPP."
NO_SSP = (
    "OSCAL mewajibkan rujukan ke rencana keamanan sistem (SSP). Unit ini tidak mempunyai SSP dalam bentuk OSCAL; "
    "rujukan ini menunjuk ke uraian unit pada bagian back-matter, tidak lebih dari itu."
)
STATE = "Keadaan unit tidak dinyatakan oleh berkas ini."
METHOD = (
    "Kriteria terpenuhi hanya bila asesor menilainya terpenuhi dan setiap jenis bukti yang diminta ada, disahkan, utuh, "
    "dan berlaku pada tanggal hitung. Kriteria yang belum dinilai tidak dihitung terpenuhi. Kriteria yang tidak berlaku "
    "memerlukan alasan dan tidak ikut dihitung. Hasilnya ialah banyaknya standar yang terpenuhi seutuhnya, bukan "
    "persentase."
)


def plan(workspace: Workspace, period: Assessment, author: Author) -> Node:
    """The content of the assessment plan."""
    card, office = period.scorecard, workspace.office
    title = f"Rencana penilaian Standar {office.abbreviation} {office.region}, {card.title}"
    return {
        "metadata": author.head(title, card.scored_on, REMARKS, ("periode", period.period, "rencana"), period),
        "import-ssp": import_ssp(author),
        "local-definitions": {"components": [unit(author)], "activities": [_examining(workspace, period, author)]},
        "terms-and-conditions": {
            "parts": [{"uuid": _id(author, period, "cara"), "name": "methodology", "prose": METHOD}]
        },
        "reviewed-controls": reviewed(workspace, period, author),
        "assessment-subjects": [subject(author)],
        "assessment-assets": _assets(author, period),
        "tasks": [_assessing(period, author), _scoring(period, author)],
        "back-matter": {"resources": [description(author), catalog_resource(author)]},
    }


def _id(author: Author, period: Assessment, *path: str) -> str:
    return author.ids.of("periode", period.period, *path)


def component(author: Author) -> str:
    """The identifier of the office as what is assessed."""
    return author.ids.of("unit", "komponen")


def subject(author: Author) -> Node:
    """The office as the one subject of the assessment."""
    return {
        "type": "component",
        "include-subjects": [{"subject-uuid": component(author), "type": "component"}],
    }


def reviewed(workspace: Workspace, period: Assessment, author: Author) -> Node:
    """The criteria within the scope. OSCAL knows no empty selection: of an empty scope everything is excluded."""
    scope = period.scorecard.scope
    chosen = [item.id for standard, item in workspace.criteria() if standard.letter in scope.standards]
    others = [item.id for _, item in workspace.criteria()]
    return {
        "description": prose(f"Kriteria dari {len(scope.standards)} standar dalam lingkup penilaian."),
        "links": [{"href": f"#{_catalog_id(author)}", "rel": "reference"}],
        "control-selections": [
            {"include-controls": list(_selected(chosen))}
            if chosen
            else {"include-all": {}, "exclude-controls": list(_selected(others))}
        ],
        "remarks": prose(scope.note) if scope.note else None,
    }


def _selected(criteria: Iterable[str]) -> Iterable[Node]:
    for code in criteria:
        yield {"control-id": ids.control(code), "statement-ids": [ids.statement(code)]}


def import_ssp(author: Author) -> Node:
    """The reference that OSCAL demands, to a description of the office."""
    return {"href": f"#{author.ids.of('unit', 'uraian')}", "remarks": NO_SSP}


def unit(author: Author) -> Node:
    """The office as what is assessed."""
    office = author.office
    return {
        "uuid": component(author),
        "type": "this-system",
        "title": line(f"{office.name} {office.region}"),
        "description": prose(
            f"Unit layanan pengadaan secara elektronik di bawah {office.parent}, {office.government}."
        ),
        "status": {"state": "other", "remarks": STATE},
    }


def description(author: Author) -> Node:
    """What stands in the place of a system security plan: a description of the office, and a word that it is no more."""
    office = author.office
    return {
        "uuid": author.ids.of("unit", "uraian"),
        "title": line(f"Uraian {office.abbreviation} {office.region}"),
        "description": prose(
            f"{office.name} ({office.abbreviation}), {office.parent}, {office.government}, {office.province}. "
            "Uraian ini bukan rencana keamanan sistem."
        ),
    }


def _catalog_id(author: Author) -> str:
    return author.ids.of("katalog", "berkas")


def catalog_resource(author: Author) -> Node:
    """The catalog beside this file, which the criteria are taken from."""
    return {
        "uuid": _catalog_id(author),
        "title": "Katalog kriteria kerja",
        "props": [{"name": "type", "value": "standard"}],
        "rlinks": [{"href": catalog.FILE, "media-type": "application/oscal+json"}],
    }


def _examining(workspace: Workspace, period: Assessment, author: Author) -> Node:
    return {
        "uuid": _id(author, period, "kegiatan", "pemeriksaan"),
        "title": "Pemeriksaan bukti",
        "description": "Asesor memeriksa bukti setiap kriteria dan menetapkan statusnya.",
        "props": [{"name": "method", "value": "EXAMINE"}],
        "related-controls": reviewed(workspace, period, author),
        "responsible-roles": _responsible(period, author),
    }


def _responsible(period: Assessment, author: Author) -> list[Node]:
    team = period.assessor.values()
    return [
        {
            "role-id": ids.role(role),
            "party-uuids": [author.assessor(period, item.id) for item in team if item.role is role],
        }
        for role in AssessorRole
        if any(item.role is role for item in team)
    ]


def assessing_id(period: Assessment, author: Author) -> str:
    """The identifier of the task every finding comes from."""
    return _id(author, period, "tugas", "penilaian")


def _assessing(period: Assessment, author: Author) -> Node:
    card = period.scorecard
    return {
        "uuid": assessing_id(period, author),
        "type": "action",
        "title": line(f"Penilaian {card.title}"),
        "timing": {"within-date-range": {"start": author.moment(card.start), "end": author.moment(card.end, end=True)}},
        "associated-activities": [
            {"activity-uuid": _id(author, period, "kegiatan", "pemeriksaan"), "subjects": [subject(author)]}
        ],
        "subjects": [subject(author)],
        "responsible-roles": _responsible(period, author),
    }


def _scoring(period: Assessment, author: Author) -> Node:
    return {
        "uuid": _id(author, period, "tugas", "hitung"),
        "type": "milestone",
        "title": "Tanggal hitung",
        "description": "Bukti dihitung menurut keadaan pada tanggal ini.",
        "timing": {"on-date": {"date": author.moment(period.scorecard.scored_on)}},
        "dependencies": [{"task-uuid": assessing_id(period, author)}],
    }


def _assets(author: Author, period: Assessment) -> Node:
    """The one tool: the program that counts what the assessors found."""
    tool = author.ids.of("program")
    return {
        "components": [
            {
                "uuid": tool,
                "type": "software",
                "title": "lpse-docs",
                "description": "Menghitung hasil dari kartu skor dan daftar bukti; tidak menilai.",
                "status": {"state": "operational"},
            }
        ],
        "assessment-platforms": [
            {
                "uuid": _id(author, period, "sarana"),
                "title": value("Kartu skor dan daftar bukti"),
                "uses-components": [{"component-uuid": tool}],
            }
        ],
    }
