"""What Jinja and Python complain about while a template is filled, said in Indonesian."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeAlias

from jinja2 import TemplateNotFound
from jinja2.exceptions import SecurityError

Say: TypeAlias = Callable[..., str]

TOKENS: Mapping[str, str] = {
    "begin of comment": "{#",
    "end of comment": "#}",
    "begin of print statement": "{{",
    "end of print statement": "}}",
    "begin of statement block": "{%",
    "end of statement block": "%}",
    "end of template": "akhir templat",
    "template data / text": "teks",
    "name": "nama",
    "string": "teks berkutip",
    "integer": "bilangan",
    "float": "bilangan",
}


class Refused(SecurityError):
    """What this project's own sandbox refuses; its message is Indonesian already."""


@dataclass(frozen=True)
class Reason:
    """A complaint in words, and the word of the template it is about, to find its column."""

    sentence: str
    word: str = ""


def _token(described: str) -> str:
    return TOKENS.get(described, described)


def _unexpected(got: str, wanted: str) -> str:
    return f"“{_token(got)}” tidak boleh di sini; yang diperlukan “{_token(wanted)}”"


def _unclosed(tags: str, block: str = "") -> str:
    missing = " atau ".join(f"{{% {tag} %}}" for tag in re.findall(r"'(\w+)'", tags))
    return f"{{% {block} %}} belum ditutup: {missing} tidak ada" if block else f"{missing} tidak ada"


def _strange_tag(name: str, rest: str) -> str:
    if name.startswith("end") or "nesting mistake" in rest or name in {"else", "elif"}:
        return f"{{% {name} %}} berada di tempat yang salah"
    return f"perintah {{% {name} %}} tidak dikenal"


def _attribute(owner: str, name: str) -> str:
    kind = owner.removesuffix(" object").strip("'").rpartition(".")[2]
    return f"“{name}” tidak ada pada {'nilai kosong' if kind in {'None', 'NoneType'} else f'nilai jenis {kind}'}"


# The first pattern that is found counts; its groups go to the sentence. `word` is what stands in the template's line.
SENTENCES: Sequence[tuple[str, str | Say]] = (
    (r"^'(?P<word>.+)' is undefined", "“{}” tidak dikenal"),
    (r"^'?(.+?)'? has no (?:attribute|element) '?(?P<word>.+?)'?$", _attribute),
    (r"^access to attribute '(?P<word>.+)' of", "“{}” tidak boleh dipakai dalam templat"),
    (r"^'?(?P<word>.+?)'? is not a valid \w+$", "nilai “{}” tidak termasuk pilihan yang tersedia"),
    (r"^tautan tidak diizinkan: (?P<word>.*)", "tautan “{}” tidak diizinkan"),
    (r"^Unexpected end of template.*following tags: (.*?)\. The innermost block .* is '(\w+)'", _unclosed),
    (r"^Unexpected end of template.*following tags: (.*?)\.$", _unclosed),
    (r"^Encountered unknown tag '(?P<word>\w+)'\.(.*)", _strange_tag),
    (r"^expected token '(.+)', got '(?P<word>.+)'$", lambda wanted, got: _unexpected(got, wanted)),
    (r"^unexpected end of template, expected '(.+)'", lambda wanted: _unexpected("end of template", wanted)),
    (r"^unexpected '(?P<word>.+)', expected '(.+)'", _unexpected),
    (r"^unexpected char (?:'(?P<word>\")'|\"'\")", "tanda kutip belum ditutup"),
    (r"^unexpected char '(?P<word>.+)' at", "tanda “{}” tidak boleh di dalam kurung templat"),
    (r"^unexpected '(?P<word>.+)'$", lambda got: f"“{_token(got)}” tidak boleh di sini"),
    (r"^Expected an expression, got '(?P<word>.+)'", lambda got: f"nilai diperlukan sebelum “{_token(got)}”"),
    (r"^tag name expected", "nama perintah setelah {{% belum ada"),
    (r"^Missing end of comment", "komentar {{# belum ditutup dengan #}}"),
    (r"^Missing end of raw", "{{% raw %}} belum ditutup: {{% endraw %}} tidak ada"),
    (r"^Invalid character in identifier", "nama memuat tanda yang tidak diizinkan"),
    (r"^No filter named '(?P<word>.+)'", "penyaring “{}” tidak ada atau tidak diizinkan"),
    (r"^No test named '(?P<word>.+)'", "pengujian “{}” tidak ada"),
    (r"^block '(?P<word>.+)' defined twice", "bagian {{% block {} %}} ditulis dua kali"),
    (r"^Can't assign to|namespace object|to unpack", "nilai tidak dapat ditetapkan dengan cara ini"),
    (r"not safely callable|not callable", "yang dipanggil bukan komponen"),
    (r"not (?:iterable|subscriptable|a mapping)|only get item pairs|must be iterable", "nilai itu bukan daftar"),
    (
        r"unsupported operand|not supported between|concatenate|must be \w+|indices must be",
        "jenis nilainya tidak cocok",
    ),
    (r"division|modulo", "pembagian dengan nol"),
    (r"Range too big", "range(...) terlalu besar"),
    (r"argument|parameter|caller", "isian komponen tidak lengkap, berlebih, atau salah nama"),
    (r"escape|codec can't decode", "garis miring terbalik “\\” salah pakai di dalam teks berkutip"),
)
UNKNOWN = "bagian templat pada baris ini tidak dapat dipakai"


def reason(error: BaseException) -> Reason:
    """Why a template could not be filled."""
    said = str(error)
    match error:
        case Refused() | TimeoutError():
            return Reason(said)
        case MemoryError():
            return Reason("memori tidak cukup untuk mengisinya")
        case RecursionError():
            return Reason("templat atau komponen memanggil dirinya tanpa akhir")
        case TemplateNotFound():
            return Reason(f"templat “{error.name}” tidak ada", PurePosixPath(str(error.name)).name.partition(".")[0])
        case SyntaxError():
            return Reason("perintah bersarang terlalu dalam")
        case KeyError():
            return Reason(f"“{error.args[0]}” tidak ada" if error.args else UNKNOWN)
        case _:
            return _translated(said)


def _translated(said: str) -> Reason:
    for pattern, sentence in SENTENCES:
        if hit := re.search(pattern, said, re.DOTALL | re.IGNORECASE):
            told = sentence.format(*hit.groups()) if isinstance(sentence, str) else sentence(*hit.groups())
            return Reason(told, hit.groupdict().get("word", ""))
    return Reason(UNKNOWN)
