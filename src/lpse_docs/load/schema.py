"""From plain values to the domain: pydantic's findings become located Indonesian faults."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import Enum
from typing import Any, TypeAlias, TypeVar, get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from lpse_docs.amounts import decimal
from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.load import schema_faults as faults
from lpse_docs.model.place import Placed, PlacedDict

Model = TypeVar("Model", bound=Placed)
GUESSES = 1_000  # a guess costs 0.2 ms; of a flood only a hundred findings are shown
Location: TypeAlias = Sequence[int | str]
Translation: TypeAlias = Callable[[Span, Mapping[str, Any], ErrorDetails], Diagnostic]


def validate(model: type[Model], value: Any, path: str) -> tuple[Model | None, list[Diagnostic]]:
    """Make a value of the domain from what a file says, or say what is wrong with each part of it."""
    try:
        made = model.model_validate(value)
    except ValidationError as error:
        told = enumerate(error.errors(include_url=False))
        return None, [
            _fault(item, _spot(model, value, item["loc"], path), guessing=place < GUESSES) for place, item in told
        ]
    found = list(_bent(made, value))
    return (None if found else made), found


def _bent(made: Placed, given: PlacedDict) -> Iterator[Diagnostic]:
    """Values pydantic would quietly turn into another type: `on` into true, `0123` into 123, 86400 into a date."""
    for name, raw in given.items():
        value = getattr(made, name)
        if isinstance(value, Placed):
            yield from _bent(value, raw)
        elif isinstance(value, tuple):
            for item, part in zip(value, raw, strict=True):
                if isinstance(item, Placed):
                    yield from _bent(item, part)
        elif not _same_type(value, raw):
            yield _wrong_type(given.places[name], type(value), raw)


def _same_type(value: Any, raw: Any) -> bool:
    match value:
        case bool() | int():
            return type(raw) is type(value)
        case float():
            return type(raw) in (int, float)
        case date():
            return bool(raw == value.isoformat())
        case _:
            return True


@dataclass(frozen=True)
class _Spot:
    """What stands at a location: its place, the mapping that holds it, and the model and field that describe it."""

    span: Span
    owner: PlacedDict | None
    model: type[Placed]
    field: FieldInfo | None


def _spot(model: type[Placed], value: Any, location: Location, path: str) -> _Spot:
    """Follow a location of pydantic through what was read."""
    spot = _Spot(Span(path, 1, 1), None, model, None)
    key = ""
    for part in location:
        if isinstance(value, PlacedDict) and isinstance(part, str):
            inner = _inner(spot.field) or model
            span = value.places.get(part) or value.places[""]
            spot = _Spot(span, value, inner, inner.model_fields.get(part))
            key, value = part, value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and spot.owner is not None:
            spot = _Spot(spot.owner.places.get((key, part)) or spot.span, spot.owner, spot.model, spot.field)
            value = value[part]
    return spot


def _inner(field: FieldInfo | None) -> type[Placed] | None:
    """The model inside a field's type: `Step` of `tuple[Step, ...]`."""
    return next((kind for kind in _types(field) if issubclass(kind, Placed)), None)


def _types(field: FieldInfo | None) -> Iterator[type]:
    """Every plain class a field's type is made of."""
    pending: list[Any] = [field.annotation] if field else []
    while pending:
        kind = pending.pop()
        if isinstance(kind, type) and not get_args(kind):
            yield kind
        pending.extend(get_args(kind))


def _fault(item: ErrorDetails, spot: _Spot, *, guessing: bool = True) -> Diagnostic:
    """Translate one finding of pydantic; `guessing` looks for what may have been meant."""
    kind = item["type"]
    if kind == "extra_forbidden" and spot.owner is not None:
        return _unknown_key(str(item["loc"][-1]), spot.owner, spot.model, guessing=guessing)
    if kind == "missing":
        key = str(item["loc"][-1])
        return faults.missing_key(spot.span, key, (spot.field and spot.field.title) or key)
    if kind == "enum":
        return _not_allowed(spot, item, guessing=guessing)
    if kind in TRANSLATIONS:
        return TRANSLATIONS[kind](spot.span, item.get("ctx", {}), item)
    wanted = next((wanted for prefix, wanted in WANTED.items() if kind.startswith(prefix)), None)
    if wanted is None:
        return faults.bad_value(spot.span, "Nilai tidak sesuai dengan skema.")
    return _wrong_type(spot.span, wanted, item["input"])


def _unknown_key(key: str, owner: PlacedDict, model: type[Placed], *, guessing: bool) -> Diagnostic:
    """A key the schema lacks; the nearest one that is not used yet is suggested, also by its Indonesian title."""
    near = _nearest_key(key, owner, model) if guessing else ""
    return faults.unknown_key(owner.keys_at[key], key, near, list(model.model_fields))


def _nearest_key(key: str, owner: PlacedDict, model: type[Placed]) -> str:
    names = {name: name for name in model.model_fields if name not in owner}
    titles = {(field.title or "").lower(): name for name, field in model.model_fields.items() if name in names}
    words = titles | names
    near = get_close_matches(key.lower(), words, 1)
    return words[near[0]] if near else ""


def _not_allowed(spot: _Spot, item: ErrorDetails, *, guessing: bool) -> Diagnostic:
    """A value outside a closed list."""
    options = next((kind for kind in _types(spot.field) if issubclass(kind, Enum)), None)
    allowed = [str(option.value) for option in options or ()]
    given = _written(item["input"])
    near = get_close_matches(given.lower(), allowed, 1) if guessing else []
    return faults.not_allowed(spot.span, given, allowed, near[0] if near else "")


def _written(raw: Any) -> str:
    """A value as it stands in YAML, shortened."""
    text = {True: "true", False: "false", None: "null"}.get(raw) if isinstance(raw, bool | None) else str(raw)
    return text if text is not None and len(text) <= 60 else f"{text:.57}..."


def _wrong_type(span: Span, wanted: type, raw: Any) -> Diagnostic:
    message, hint = ADVICE[wanted]
    if wanted is str and raw is None:
        message = "Nilai wajib diisi."
    elif wanted is str and isinstance(raw, int | float):
        hint = f"Beri tanda kutip: '{_written(raw)}'."
    return faults.wrong_type(span, message, hint)


ADVICE: Mapping[type, tuple[str, str]] = {
    bool: ("Nilai harus true atau false.", "Tulis true atau false tanpa tanda kutip."),
    int: ("Nilai harus berupa bilangan bulat.", "Tulis angka tanpa tanda kutip dan tanpa nol di depan."),
    float: ("Nilai harus berupa angka.", "Tulis angka dengan titik desimal, tanpa tanda kutip."),
    date: ("Nilai harus berupa tanggal.", "Tulis tanggal sebagai TTTT-BB-HH, misalnya 2026-01-05."),
    str: ("Nilai harus berupa teks.", ""),
    tuple: ("Nilai harus berupa daftar.", "Tulis setiap butir pada baris baru dengan “- ”."),
    Placed: ("Nilai harus berupa pasangan kunci dan nilai.", "Tulis “kunci: nilai” pada baris berikut."),
}

# Beginnings of pydantic's error types, and the type that was wanted.
WANTED: Mapping[str, type] = {
    "bool_": bool,
    "int_": int,
    "float_": float,
    "date_": date,
    "string_": str,
    "tuple_": tuple,
    "list_": tuple,
    "model_": Placed,
    "dict_": Placed,
}

FORMS: Mapping[str, str] = {
    r"^[a-z]$": "Tulis satu huruf kecil, misalnya a.",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "Pakai huruf kecil, angka, dan tanda hubung, misalnya register-risiko.",
    r"^P\d+(\.[0-9a-z]+)*$": "Tulis kode ketentuan, misalnya P22.1.a.2.",
    r"^S\d\d-K\d\d$": "Tulis nomor standar dan nomor kriteria, misalnya S04-K02.",
    r"^[0-9a-f]{64}$": "Salin sidik SHA-256 apa adanya: 64 angka heksadesimal dengan huruf kecil.",
    r"^[A-Za-z0-9][A-Za-z0-9._-]*$": "Tulis nama berkas saja, tanpa folder, spasi, atau garis miring.",
    r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$": "Pakai huruf tanpa tanda aksen, angka, dan tanda hubung, misalnya pelatihan-1.",
    r"^\d{4}-(T[1-4]|\d\d)$": "Tulis tahun dan triwulan atau bulan, misalnya 2027-T2 atau 2027-05.",
    r"^[IVX]+$": "Tulis angka Romawi, misalnya IV.",
    r"^[^0-9A-Za-z\s.,;:()/'\x22-]$": "Tulis satu tanda yang tidak terdapat dalam naskah, misalnya ¤.",
    r"^\d{4}-\d\d-\d\d$": "Tulis tanggal sebagai TTTT-BB-HH, misalnya 2018-01-05.",
}


def _form(span: Span, context: Mapping[str, Any], item: ErrorDetails) -> Diagnostic:
    pattern = str(context.get("pattern"))
    hint = FORMS.get(pattern, f"Pola: {pattern}")
    return faults.wrong_form(span, f"Bentuk “{_written(item['input'])}” tidak sesuai.", hint)


def _date(span: Span, _: Mapping[str, Any], item: ErrorDetails) -> Diagnostic:
    return faults.wrong_form(span, f"“{_written(item['input'])}” bukan tanggal yang sah.", ADVICE[date][1])


def _sentence(span: Span, context: Mapping[str, Any], item: ErrorDetails) -> Diagnostic:
    text = str(context.get("error", item["msg"]))
    return faults.bad_value(span, f"{text[:1].upper()}{text[1:]}.")


def _range(sentence: str, limit: str) -> Translation:
    def translate(span: Span, context: Mapping[str, Any], _: ErrorDetails) -> Diagnostic:
        return faults.out_of_range(span, sentence.format(decimal(context[limit], 3)))

    return translate


TRANSLATIONS: Mapping[str, Translation] = {
    "string_pattern_mismatch": _form,
    "string_too_short": lambda span, *_: faults.out_of_range(span, "Teks tidak boleh kosong."),
    "string_too_long": _range("Teks paling panjang {} karakter.", "max_length"),
    "too_short": _range("Daftar paling sedikit {} butir.", "min_length"),
    "too_long": _range("Daftar paling banyak {} butir.", "max_length"),
    "greater_than": _range("Nilai harus lebih dari {}.", "gt"),
    "greater_than_equal": _range("Nilai paling kecil {}.", "ge"),
    "less_than": _range("Nilai harus kurang dari {}.", "lt"),
    "less_than_equal": _range("Nilai paling besar {}.", "le"),
    "date_parsing": _date,
    "date_from_datetime_parsing": _date,
    "date_from_datetime_inexact": _date,
    "value_error": _sentence,
    "assertion_error": _sentence,
}
