"""Who writes the files: the office, its identifiers, its time, and the head every file begins with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lpse_docs.exports.oscal import ids
from lpse_docs.exports.oscal.seal import Node
from lpse_docs.exports.oscal.wording import line, moment, prose, value
from lpse_docs.model.assessment import Assessment, Assessor, AssessorRole
from lpse_docs.model.office import Office

VERSION = "1.2.1"
MARK = "CONTOH - bukan hasil penilaian"
NAMELESS = "Asesor disebut dengan kodenya; nama orang tidak dicantumkan."


@dataclass(frozen=True)
class Author:
    """The office that keeps the files."""

    office: Office

    @property
    def ids(self) -> ids.Ids:
        """Identifiers of this office's things."""
        return ids.of_office(self.office)

    @property
    def unit(self) -> str:
        """The identifier of the office as a party."""
        return self.ids.of("unit")

    def moment(self, day: date, *, end: bool = False) -> str:
        """A day in the office's own time."""
        return moment(day, self.office.timezone, end=end)

    def head(self, title: str, day: date, remarks: str, path: Sequence[str], period: Assessment | None = None) -> Node:
        """The metadata of a file; `path` names the document through all its editions."""
        example = period is not None and period.scorecard.example
        team = list(period.assessor.values()) if period else []
        return {
            "title": line(f"{MARK}: {title}" if example else title),
            "last-modified": self.moment(day),
            "version": value(self.office.edition.number),
            "oscal-version": VERSION,
            "document-ids": [{"scheme": ids.NS, "identifier": self.ids.of(*path)}],
            "props": [prop("language", "id-ID"), prop("example", MARK) if example else None],
            "roles": self._roles(team),
            "parties": [self._party(), *(self._assessor(period, item) for item in team if period)],
            "responsible-parties": [
                {"role-id": ids.OWNER, "party-uuids": [self.unit]},
                *(self._acting(period, role, team) for role in _parts(team) if period),
            ],
            "remarks": prose(f"{MARK}.\n\n{remarks}" if example else remarks),
        }

    def _roles(self, team: Iterable[Assessor]) -> list[Node]:
        posts = [
            {
                "id": ids.role(post),
                "title": line(post.name),
                "short-name": value(post.short) if post.short else None,
                "props": [prop("outside", "ya")] if post.outside else None,
            }
            for post in {post.id: post for post in self.office.posts}.values()
        ]
        parts = [{"id": ids.role(role), "title": f"Asesor ({role.value})"} for role in _parts(team)]
        return [{"id": ids.OWNER, "title": "Pembuat dokumen"}, *posts, *parts]

    def _party(self) -> Node:
        office = self.office
        return {
            "uuid": self.unit,
            "type": "organization",
            "name": value(f"{office.name} {office.region}"),
            "short-name": value(office.abbreviation),
        }

    def assessor(self, period: Assessment, code: str | None) -> str | None:
        """The identifier of an assessor as a party; None when the period knows nobody of that code."""
        return self.ids.of("periode", period.period, "asesor", code) if code and code in period.assessor else None

    def _assessor(self, period: Assessment, who: Assessor) -> Node:
        return {
            "uuid": self.assessor(period, who.id),
            "type": "person",
            "short-name": who.id,
            "props": [prop("post", who.post)] if who.post else None,
            "remarks": NAMELESS,
        }

    def _acting(self, period: Assessment, role: AssessorRole, team: Iterable[Assessor]) -> Node:
        return {
            "role-id": ids.role(role),
            "party-uuids": [self.assessor(period, item.id) for item in team if item.role is role],
        }

    def signed(self, period: Assessment, code: str | None) -> list[Node] | None:
        """The assessor behind an observation or a finding, when known."""
        party = self.assessor(period, code)
        return [{"actors": [{"type": "party", "actor-uuid": party}]}] if party else None


def _parts(team: Iterable[Assessor]) -> list[AssessorRole]:
    """The parts that are taken in a team, in the order of the list."""
    taken = {item.role for item in team}
    return [role for role in AssessorRole if role in taken]


def prop(name: str, text: str, *, kind: str | None = None, remarks: str | None = None) -> Node:
    """A property that OSCAL does not know by itself."""
    return {
        "name": name,
        "ns": ids.NS,
        "value": value(text),
        "class": kind,
        "remarks": prose(remarks) if remarks else None,
    }
