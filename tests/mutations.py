"""What a hostile hand or a bad disk does to a file: bytes changed, cut and repeated, members and XML of packages too."""

import re
import warnings
import zipfile
from collections.abc import Sequence
from io import BytesIO

from hypothesis import strategies as st

TOKENS: Sequence[bytes] = (
    b"", b"\0", b"<", b"&#0;", b"&b;", b"<!DOCTYPE a>", b"<!--", b'"', b"'", b"\xff\xfe", b"9" * 40, b"-1", b"/", b"]]>",
    b"{}", b"null", b" R", b">>", b"endobj", b"\r\n", "ẞ\u202e".encode(),
)  # fmt: skip
TAG = re.compile(rb"<[^<>]*>")
NUMBER = re.compile(rb"\d+")


@st.composite
def mangled(draw: st.DrawFn, data: bytes) -> bytes:
    """Bytes with one to four changes anywhere."""
    for _ in range(draw(st.integers(1, 4))):
        data = draw(st.sampled_from([_put, _cut, _repeated, _number]))(draw, data)
    return data


def _put(draw: st.DrawFn, data: bytes) -> bytes:
    at = draw(st.integers(0, len(data)))
    put = draw(st.binary(min_size=1, max_size=4) | st.sampled_from(TOKENS))
    return data[:at] + put + data[at + draw(st.integers(0, 6)) :]


def _cut(draw: st.DrawFn, data: bytes) -> bytes:
    first, last = sorted(draw(st.tuples(st.integers(0, len(data)), st.integers(0, len(data)))))
    return data[:first] + data[max(last, first) :] if draw(st.booleans()) else data[:last]


def _repeated(draw: st.DrawFn, data: bytes) -> bytes:
    first, size = draw(st.integers(0, len(data))), draw(st.integers(1, 2000))
    return data[:first] + data[first : first + size] * draw(st.integers(2, 5)) + data[first + size :]


def _number(draw: st.DrawFn, data: bytes) -> bytes:
    """A number told otherwise: places, lengths, counts."""
    at = draw(st.integers(0, len(data)))
    hit = NUMBER.search(data, at)
    put = str(draw(st.integers(0, 9) | st.sampled_from([2**31, 2**63, 10**12, len(data)]))).encode()
    return data[: hit.start()] + put + data[hit.end() :] if hit else data


def parts_of(data: bytes) -> list[tuple[str, bytes]]:
    """The members of a package."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def packed(members: Sequence[tuple[str, bytes]]) -> bytes:
    """A package of members, of one name several if so be it."""
    made = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # zipfile warns of two members of one name
        for name, data in members:
            archive.writestr(name, data)
    return made.getvalue()


@st.composite
def repacked(draw: st.DrawFn, data: bytes) -> bytes:
    """A package with members exchanged, named otherwise, doubled, lost or changed within; still a zip file."""
    members = parts_of(data)
    for _ in range(draw(st.integers(1, 3))):
        one, other = (draw(st.integers(0, len(members) - 1)) for _ in range(2))
        (name, held), (second, inside) = members[one], members[other]
        match draw(st.sampled_from(["swap", "rename", "double", "lose", "bytes", "xml"])):
            case "swap":
                members[one], members[other] = (name, inside), (second, held)
            case "rename":
                members[one] = (draw(st.sampled_from([name.upper(), f"x/{name}", second, f"{name}.xml"])), held)
            case "double":
                members.append((name, inside))
            case "lose" if len(members) > 1:
                del members[one]
            case "xml" if hits := list(TAG.finditer(held)):
                hit = hits[draw(st.integers(0, len(hits) - 1))]
                put = hits[draw(st.integers(0, len(hits) - 1))][0] * draw(st.integers(0, 2))
                members[one] = (name, held[: hit.start()] + put + held[hit.end() :])
            case _:
                members[one] = (name, draw(mangled(held)))
    return packed(members)
