"""The YAML of the example, as a person would write it: comments, blank lines, nothing that goes without saying."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from lpse_docs.cli.example.plan import MARK, Plan
from lpse_docs.model.assessment import BlindScores, Scorecard
from lpse_docs.model.evidence import EvidenceRegister
from lpse_docs.model.standard import Standard
from lpse_docs.returns.scalars import scalar

INVENTED = f"{MARK}. Semua isinya karangan."
HEADS = {
    "criteria_digest": "Ditulis oleh program; menandai perangkat kriteria yang dinilai.",
    "example": "Benar: setiap dokumen periode ini bertanda contoh.",
    "assessors": "Nama yang belum diketahui tetap null.",
    "history": "Hanya ditambah pada akhirnya.",
}


def scorecard_text(card: Scorecard, plan: Plan, standards: Sequence[Standard]) -> str:
    """The file `scorecard.yaml`."""
    notes = _named(standards)
    for criterion, case in plan.cases.items():
        notes[criterion] = (*notes.get(criterion, ()), case.note)
    return _text("scorecard", "../..", card, notes)


def blind_text(marks: BlindScores, standards: Sequence[Standard]) -> str:
    """The file `blind/<assessor>.yaml`."""
    return _text("blind", "../../..", marks, _named(standards))


def register_text(register: EvidenceRegister, plan: Plan) -> str:
    """The file `evidence.yaml`."""
    telling = {criterion: case.note for criterion, case in plan.cases.items() if case.evidence}
    notes = {
        item.id: tuple(telling[code] for code in item.criteria if code in telling)
        for item in register.evidence
        if len(item.criteria) == 1
    }
    return _text("evidence", "../..", register, notes)


def _named(standards: Sequence[Standard]) -> dict[str, tuple[str, ...]]:
    """The name of every standard, before its first criterion."""
    return {item.criteria[0].id: (f"{item.letter.upper()}. {item.name}",) for item in standards if item.criteria}


def new_scorecard_text(card: Scorecard, standards: Sequence[Standard]) -> str:
    """The file `scorecard.yaml` of a period that begins."""
    return _text("scorecard", "../..", card, _named(standards), "Hasil diisi lewat assess export dan assess import.")


def new_register_text(register: EvidenceRegister) -> str:
    """The file `evidence.yaml` of a period that begins."""
    return _text("evidence", "../..", register, {}, "Bukti ditambahkan dengan evidence add.")


def _text(kind: str, up: str, value: BaseModel, notes: Mapping[str, Sequence[str]], remark: str = INVENTED) -> str:
    head = [f"# yaml-language-server: $schema={up}/schemas/{kind}.schema.json", f"# {remark}"]
    return "\n".join([*head, *_mapping(value, "", notes)]) + "\n"


def _mapping(value: BaseModel, indent: str, notes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Keys in the order of the model; what is as the model assumes is left out."""
    for name, field in type(value).model_fields.items():
        told = getattr(value, name)
        if field.is_required() or told != field.get_default() or name == "confidentiality":
            if not indent and name in HEADS:
                yield f"# {HEADS[name]}"
            yield from _entry(name, told, indent, {} if name == "history" else notes)


def _entry(name: str, value: Any, indent: str, notes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    match value:
        case BaseModel():
            yield f"{indent}{name}:"
            yield from _mapping(value, indent + "  ", notes)
        case tuple() if value:
            yield f"{indent}{name}:"
            for item in value:
                yield from _item(item, indent + "  ", notes)
        case tuple():
            yield f"{indent}{name}: []"
        case _:
            yield f"{indent}{name}: {scalar(value)}"


def _item(value: Any, indent: str, notes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    if not isinstance(value, BaseModel):
        yield f"{indent}- {scalar(value)}"
        return
    code = str(getattr(value, "criterion", None) or getattr(value, "id", ""))
    yield from (f"{indent}# {note}" for note in notes.get(code, ()))
    first, *rest = _mapping(value, indent + "  ", notes)
    yield f"{indent}- {first.lstrip()}"
    yield from rest
