"""What a PDF scorecard was made from, when another program rewrote what the file says about itself."""

from collections.abc import Callable

import pikepdf
import pytest

from lpse_docs.returns.xmp import Packet, packet_of
from tests.returns import papers
from tests.returns.test_papers import read, refusal

PDF, DC = "http://ns.adobe.com/pdf/1.3/", "http://purl.org/dc/elements/1.1/"
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{}</rdf:RDF>'
WORDS = f"kartu-skor:d, kriteria:{papers.DIGEST}"
Change = Callable[[pikepdf.Pdf], None]


def no_info(file: pikepdf.Pdf) -> None:
    del file.trailer["/Info"]


def new_info(file: pikepdf.Pdf) -> None:
    file.trailer.Info = file.make_indirect(pikepdf.Dictionary(Creator="Program lain", Keywords="rapat"))


def no_packet(file: pikepdf.Pdf) -> None:
    del file.Root["/Metadata"]


def packed_packet(file: pikepdf.Pdf) -> None:
    no_info(file)
    file.Root.Metadata = file.make_stream(file.Root.Metadata.read_bytes())  # without a type it is packed like others


def as_list(file: pikepdf.Pdf) -> None:
    items = "".join(f"<rdf:li>{word}</rdf:li>" for word in WORDS.split(", "))
    no_info(file)
    said = f'<rdf:Description xmlns:dc="{DC}"><dc:subject><rdf:Bag>{items}</rdf:Bag></dc:subject></rdf:Description>'
    file.Root.Metadata = file.make_stream(RDF.format(said).encode())


def as_attribute(file: pikepdf.Pdf) -> None:
    new_info(file)
    said = f'<rdf:Description xmlns:pdf="{PDF}" pdf:Keywords="{WORDS}"/>'
    file.Root.Metadata = file.make_stream(RDF.format(said).encode())


@pytest.mark.parametrize("change", [no_info, new_info, no_packet, packed_packet, as_list, as_attribute])
def test_one_of_both_is_enough(change: Change) -> None:
    made, found = read("kartu.pdf", papers.edited(papers.fill_pdf(papers.printed(), {"S04-K01/temuan": "a"}), change))
    assert made is not None and found == []
    assert (made.criteria_digest, set(made.filled)) == (papers.DIGEST, {"S04-K01"})


@pytest.mark.parametrize("other", [no_info, new_info])
def test_a_program_that_drops_both_is_told(other: Change) -> None:
    def drop(file: pikepdf.Pdf) -> None:
        other(file)
        no_packet(file)

    told = refusal("kartu.pdf", papers.edited(papers.printed(), drop))
    assert told.message == (
        "kartu.pdf: tempat isiannya dari kartu skor, tetapi kata kunci yang memuat asalnya telah hilang."
    )


@pytest.mark.parametrize(
    "data",
    [b"", b"<a", b"<a>" * 5000, b'<!DOCTYPE a [<!ENTITY b "kartu-skor:d">]><a Keywords="x"/>', b"\xff\xfe\x00"],
)
def test_a_packet_that_is_broken_or_sly_says_nothing(data: bytes) -> None:
    assert packet_of(data) == Packet()


def test_a_packet_that_swells_is_read_no_further() -> None:
    def swell(file: pikepdf.Pdf) -> None:
        no_info(file)
        file.Root.Metadata = file.make_stream(b"<a>" + b" " * (8 << 20) + f'<b Keywords="{WORDS}"/></a>'.encode())

    data = papers.edited(papers.printed(), swell, compress_streams=True)
    assert refusal("kartu.pdf", data).code == "LPSE570"
