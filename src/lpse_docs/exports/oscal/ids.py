"""Identifiers that follow from what a thing is, never from chance: UUIDs of version 5 and the tokens of the catalog."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from lpse_docs.model.assessment import Assessor, AssessorRole
from lpse_docs.model.office import Office, Post
from lpse_docs.model.standard import Criterion, Standard

# Drawn once for this program. It names the properties OSCAL does not know, and leads nowhere on purpose: the program
# owns no domain, and an address that answered could change what the properties mean.
NAMESPACE = UUID("ef18c28c-20dd-464d-84b6-8fd3e66a2375")
NS = NAMESPACE.urn
OWNER = "pembuat"  # the role of the office that keeps the files


@dataclass(frozen=True)
class Ids:
    """UUIDs of one office's things by their path; two offices never share one."""

    office: str

    def of(self, *path: str) -> str:
        """The UUID of the thing at a path."""
        return str(uuid5(NAMESPACE, "/".join((self.office, *path))))


def of_office(office: Office) -> Ids:
    """The identifiers of an office."""
    return Ids(f"{office.region}/{office.abbreviation}")


def group(standard: Standard) -> str:
    """The token of a standard: `s04`."""
    return f"s{standard.number:02d}"


def control(criterion: str) -> str:
    """The token of a criterion: `s04-k02`."""
    return criterion.lower()


def statement(criterion: str) -> str:
    """The token of a criterion's statement, which a finding is about: `s04-k02_smt`, as NIST writes it."""
    return f"{control(criterion)}_smt"


def objects(criterion: Criterion, place: int) -> str:
    """The token of one demanded proof: `s04-k02_asm-examine_obj-1`."""
    return f"{control(criterion.id)}_asm-examine_obj-{place}"


def role(who: Post | Assessor | AssessorRole) -> str:
    """The token of a post or of a part in the assessment team."""
    match who:
        case Post():
            return f"jabatan-{who.id}"
        case Assessor():
            return role(who.role)
        case AssessorRole():
            return f"asesor-{who.value}"
