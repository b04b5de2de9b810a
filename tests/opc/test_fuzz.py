"""Whatever happens to a signed file: it is never called valid with another content, and nothing crashes or hangs."""

from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lpse_docs.opc import relations, types
from lpse_docs.opc.package import Unreadable, opened
from lpse_docs.opc.vocabulary import SPARED
from lpse_docs.sign import opc as signer
from lpse_docs.verify.report import Answer
from tests.opc.packages import document, judged, packed, parts, report, signed, stamper
from tests.pki import Pki

Mutation: TypeAlias = tuple[float, bytes, int]  # where, what is put there, how much of the old goes
EXAMPLES = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def whole(pki: Pki) -> bytes:
    return signed(signed(document(), pki, "pengesah", timestamp=stamper(pki)), pki, "pemeriksa")


def meaning(data: bytes) -> object:
    """What of a file its signatures speak for: parts, their types, and relationships."""
    package = opened(data)
    kinds = types.content_types(package)
    related = {
        name: {
            item
            for item in relations.relations(package[name], name)
            if name != relations.ROOT or item.type not in SPARED
        }
        for name in package.parts
        if relations.is_relations(name)
    }
    plain = {
        name: (kinds.of(name), package[name])
        for name in package.parts
        if name not in related and name != types.PART and not name.startswith(("docProps/", "_xmlsignatures/"))
    }
    return plain, related


def check(data: bytes, whole: bytes, pki: Pki) -> None:
    try:
        made = report(judged(data, pki))
    except Unreadable:
        return
    if made.verdict is Answer.YES:
        assert meaning(data) == meaning(whole)


def mutated(data: bytes, mutation: Mutation) -> bytes:
    place, put, gone = mutation
    at = int(place * len(data))
    return data[:at] + put + data[at + gone :]


MUTATIONS = st.tuples(
    st.floats(0, 1, exclude_max=True),
    st.one_of(st.binary(max_size=3), st.sampled_from([b"<", b"&#0;", b"<!--", b'"', b"\xff\xfe", b"Id", b"=="])),
    st.integers(0, 4),
)


@EXAMPLES
@given(mutation=MUTATIONS)
def test_bytes_of_the_file(pki: Pki, whole: bytes, mutation: Mutation) -> None:
    check(mutated(whole, mutation), whole, pki)


@EXAMPLES
@given(number=st.integers(0, 99), mutation=MUTATIONS)
def test_bytes_of_a_part(pki: Pki, whole: bytes, number: int, mutation: Mutation) -> None:
    held = parts(whole)
    name = sorted(held)[number % len(held)]
    held[name] = mutated(held[name], mutation)
    check(packed(held), whole, pki)


@EXAMPLES
@given(mutation=MUTATIONS, number=st.sampled_from([1, 2]))
def test_bytes_of_a_signature(pki: Pki, whole: bytes, mutation: Mutation, number: int) -> None:
    held = parts(whole)
    name = f"_xmlsignatures/sig{number}.xml"
    held[name] = mutated(held[name], mutation)
    check(packed(held), whole, pki)


@EXAMPLES
@given(one=st.integers(0, 99), other=st.integers(0, 99), gone=st.booleans())
def test_parts_exchanged_or_taken_away(pki: Pki, whole: bytes, one: int, other: int, gone: bool) -> None:
    held = parts(whole)
    names = sorted(held)
    a, b = names[one % len(names)], names[other % len(names)]
    held[a], held[b] = held[b], held[a]
    if gone:
        del held[a]
    check(packed(held), whole, pki)


@EXAMPLES
@given(number=st.integers(0, 99), mutation=MUTATIONS)
def test_the_signer_refuses_in_words(pki: Pki, number: int, mutation: Mutation) -> None:
    held = parts(document())
    name = sorted(held)[number % len(held)]
    held[name] = mutated(held[name], mutation)
    try:
        made = signed(packed(held), pki, "pengesah")
    except signer.Refused as refused:
        assert str(refused)
    else:
        assert judged(made, pki).signatures[0].intact.answer is Answer.YES
