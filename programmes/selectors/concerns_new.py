"""How the page for a new worry starts: about whom, whom to choose from, or which worry is open already."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from peersupport.accounts.actors import Actor
from peersupport.accounts.roles import VOLUNTEER
from programmes.choices import CLOSED
from programmes.models import Concern, Patient, Relationship

PERSON, SUPPORT = "patient", "relationship"


@dataclass(frozen=True)
class Start:
    """`people` are (value, name); `chosen` is the value that the page came with. With a `concern`, words are added."""

    people: list[tuple[str, str]]
    chosen: str
    concern: Concern | None
    name: str


def start(*, by: Actor, asked: Mapping[str, str]) -> Start:
    """`asked` has `concern`, `relationship` or `patient` from the address, or `about` as it was typed."""
    concern = _open_concern(by, asked.get("concern"))
    chosen = asked.get("about") or next(
        (f"{kind}:{asked[kind]}" for kind in (SUPPORT, PERSON) if asked.get(kind)), ""
    )
    people = [] if concern else _people(by, chosen)
    name = concern.patient.short_name if concern and concern.patient else ""
    return Start(
        people=people,
        chosen=chosen if chosen in dict(people) else "",
        concern=concern,
        name=name,
    )


def row_of(*, by: Actor, about: str) -> dict:
    """What was chosen, as the service takes it: a relationship, a patient, or nobody."""
    kind, _, key = about.partition(":")
    if kind == SUPPORT:
        return {"relationship": _seen(Relationship, by, key)}
    return {"patient": _seen(Patient, by, key)} if kind == PERSON else {}


def _people(by: Actor, chosen: str) -> list[tuple[str, str]]:
    """A volunteer's own people; for staff whoever the page came with."""
    if by.role == VOLUNTEER:
        mine = (
            Relationship.objects.visible_to(by).select_related("patient").order_by("patient__last_name", "pk")
        )
        return [(f"{SUPPORT}:{row.pk}", row.patient.name) for row in mine]
    found = next(iter(row_of(by=by, about=chosen).values()), None)
    if found is None:
        return []
    return [(chosen, (found.patient if isinstance(found, Relationship) else found).name)]


def _open_concern(by: Actor, key: str | None) -> Concern | None:
    found = _seen(Concern, by, key or "")
    return found if found and found.state != CLOSED else None


def _seen(model, by: Actor, key: str):
    try:
        return model.objects.visible_to(by).filter(pk=UUID(key)).first()
    except ValueError:
        return None
