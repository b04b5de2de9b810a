"""The standards as an OSCAL catalog: a group for each standard, a control for each criterion."""

from collections.abc import Iterable

from lpse_docs.exports.oscal import ids
from lpse_docs.exports.oscal.author import Author, prop
from lpse_docs.exports.oscal.seal import Node
from lpse_docs.exports.oscal.wording import addresses, line, prose, value
from lpse_docs.model.regulation import Regulation, Source
from lpse_docs.model.standard import Criterion, EvidenceRequirement, Standard
from lpse_docs.model.workspace import Workspace

FILE = "catalog.json"
RMF = "http://csrc.nist.gov/ns/rmf"
REMARKS = (
    "Kriteria dalam katalog ini adalah kriteria kerja dengan rumusan sendiri, bukan naskah resmi LKPP. Setiap kriteria "
    "menyebut tingkat keyakinannya (confidence): peraturan, praktik, atau usulan.\n\n"
    "Terpenuhi berarti setiap jenis bukti yang diminta ada, disahkan, dan berlaku pada tanggal hitung."
)


def catalog(workspace: Workspace, author: Author) -> Node:
    """The content of the catalog."""
    office = workspace.office
    title = f"Kriteria kerja Standar {office.abbreviation} {office.region}"
    return {
        "metadata": author.head(title, office.edition.drafted, REMARKS, ("katalog",)),
        "groups": [_group(workspace, author, item) for item in workspace.standards],
        "back-matter": {
            "resources": [
                _regulation(author, workspace.regulation),
                *(_source(author, item) for item in workspace.source.values()),
            ]
        },
    }


def _group(workspace: Workspace, author: Author, standard: Standard) -> Node:
    code = ids.group(standard)
    return {
        "id": code,
        "class": "standar",
        "title": line(standard.name),
        "props": [
            {"name": "label", "value": standard.letter.upper()},
            {"name": "sort-id", "value": code},
            prop("article", standard.article),
            prop("stage", str(standard.stage)),
            *(prop("role", item) for item in standard.roles),
        ],
        "links": [*_provisions(workspace, author, standard.provisions), *_neighbours(workspace, standard)],
        "parts": [
            {
                "id": f"{code}_ovw",
                "name": "overview",
                "title": "Tujuan",
                "props": [prop("confidence", standard.purpose_confidence.value)],
                "prose": prose(standard.purpose),
            },
            *_note(code, standard.notes),
        ],
        "controls": [_control(workspace, author, item) for item in standard.criteria],
    }


def _neighbours(workspace: Workspace, standard: Standard) -> list[Node]:
    """The standards this one needs, and those it has to do with."""
    pairs = [("required", standard.depends_on), ("related", standard.related)]
    return [
        {"href": f"#{ids.group(workspace.standard[letter])}", "rel": rel}
        for rel, letters in pairs
        for letter in letters
        if letter in workspace.standard
    ]


def _control(workspace: Workspace, author: Author, criterion: Criterion) -> Node:
    code = ids.control(criterion.id)
    return {
        "id": code,
        "class": "kriteria",
        "title": f"Kriteria {criterion.id}",
        "props": [
            {"name": "label", "value": criterion.id},
            {"name": "sort-id", "value": code},
            prop("confidence", criterion.confidence.value),
            *(prop("clause", item) for item in criterion.clauses),
        ],
        "links": [*_provisions(workspace, author, criterion.provisions), *_sources(workspace, author, criterion)],
        "parts": [
            {"id": ids.statement(criterion.id), "name": "statement", "prose": prose(criterion.statement)},
            *_demands(criterion),
            *_note(code, criterion.note),
        ],
    }


def _demands(criterion: Criterion) -> list[Node]:
    """The evidence a criterion demands, as what an assessor examines."""
    if not criterion.evidence:
        return []
    return [
        {
            "id": f"{ids.control(criterion.id)}_asm-examine",
            "name": "assessment-method",
            "title": "Bukti yang diminta",
            "props": [{"name": "method", "ns": RMF, "value": "EXAMINE"}],
            "parts": [_demand(criterion, place, item) for place, item in enumerate(criterion.evidence, 1)],
        }
    ]


def _demand(criterion: Criterion, place: int, item: EvidenceRequirement) -> Node:
    return {
        "id": ids.objects(criterion, place),
        "name": "assessment-objects",
        "props": [prop("evidence-kind", item.kind.value)],
        "prose": prose(item.item),
    }


def _note(code: str, text: str | None) -> list[Node]:
    return [{"id": f"{code}_note", "name": "note", "ns": ids.NS, "prose": prose(text)}] if text else []


def _provisions(workspace: Workspace, author: Author, codes: Iterable[str]) -> list[Node]:
    """Links into the regulation, one for each provision served."""
    return [
        {
            "href": f"#{author.ids.of('peraturan', workspace.regulation.id)}",
            "rel": "reference",
            "resource-fragment": code,
            "text": line(workspace.provision[code].cite),
        }
        for code in codes
        if code in workspace.provision
    ]


def _sources(workspace: Workspace, author: Author, criterion: Criterion) -> list[Node]:
    return [
        {"href": f"#{author.ids.of('sumber', code)}", "rel": "reference", "text": line(workspace.source[code].title)}
        for code in criterion.sources
        if code in workspace.source
    ]


def _regulation(author: Author, regulation: Regulation) -> Node:
    number = regulation.number or "(belum diketahui)"
    return {
        "uuid": author.ids.of("peraturan", regulation.id),
        "title": line(f"{regulation.type} Nomor {number} Tahun {regulation.year} tentang {regulation.title}"),
        "description": prose(f"Peraturan yang mewajibkan penerapan standar, ditetapkan di {regulation.place}."),
        "props": [{"name": "type", "value": "regulation"}, prop("region", regulation.region)],
    }


def _source(author: Author, source: Source) -> Node:
    return {
        "uuid": author.ids.of("sumber", source.id),
        "title": line(source.title),
        "description": prose(f"{value(source.where)} ({value(source.nature)})"),
        "props": [prop("source", source.id)],
        "rlinks": [{"href": address} for address in addresses(source.where)],
    }
