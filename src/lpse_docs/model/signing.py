"""What the office settles about its signatures once, so that nobody has to type it (`signing` in `lpse.yaml`)."""

from typing import Annotated, TypeAlias

from pydantic import Field

from lpse_docs.model.evidence import Sha256
from lpse_docs.model.place import Placed

Service: TypeAlias = Annotated[
    str, Field(max_length=300, pattern=r"^https?://[A-Za-z0-9.\-]+(:[0-9]{1,5})?(/[^\s?#@]*)?$")
]
Host: TypeAlias = Annotated[str, Field(max_length=253, pattern=r"^[a-z0-9]([a-z0-9.\-]*[a-z0-9])?$")]
Folder: TypeAlias = Annotated[str, Field(max_length=100, pattern=r"^[a-z0-9][a-z0-9_\-]*(/[a-z0-9][a-z0-9_\-]*)*$")]


class EsignService(Placed):
    """The Esign Client Service of BSrE in the network of the office. Its client, NIK and passphrases never stand here."""

    url: Service = Field(
        title="Alamat layanan",
        description="Alamat dasar tanpa /api, misalnya https://esign.contoh.go.id; http hanya untuk komputer ini sendiri.",
    )
    test: bool = Field(
        default=False,
        title="Layanan uji",
        description="Benar bila layanan itu untuk uji coba: setiap blok dicetak sebagai contoh, bukan tanda tangan sah.",
    )


class Signing(Placed):
    """Services and trust behind signatures. Keys and passphrases never stand here."""

    timestamp: Service | None = Field(
        default=None,
        title="Layanan cap waktu",
        description="Alamat layanan cap waktu RFC 3161; tanpa itu tanda tangan hanya bertingkat B-B.",
    )
    roots: Folder | None = Field(
        default=None,
        title="Akar yang dipercaya",
        description="Folder di ruang kerja dengan sertifikat induk berbentuk PEM atau DER, misalnya sertifikat-induk.",
    )
    certified_roots: tuple[Sha256, ...] = Field(
        default=(),
        title="Akar tersertifikasi",
        description="SHA-256 sertifikat induk PSrE Indonesia dari folder itu; selain itu TTE disebut tidak tersertifikasi.",
    )
    remote: tuple[Host, ...] = Field(
        default=(),
        title="Layanan kunci jarak jauh",
        description="Nama komputer layanan penanda tangan yang boleh dihubungi lewat https.",
    )
    bsre: EsignService | None = Field(
        default=None,
        title="Layanan BSrE",
        description="Esign Client Service BSrE di jaringan unit, untuk perintah sign --bsre; kosongkan bila tidak ada.",
    )
    certify: bool = Field(
        default=True,
        title="Kunci perubahan",
        description="Apakah tanda tangan pertama pada PDF hanya mengizinkan pengisian dan tanda tangan sesudahnya.",
    )
