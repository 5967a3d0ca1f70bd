"""The way of one person: what is shown, what is missing, and every step so far."""

from dataclasses import dataclass
from datetime import date

from volunteers.models import Enquiry, HeldRole, Interview, Reference, StageChange, Volunteer
from volunteers.selectors.recruitment import asked_of
from volunteers.selectors.recruitment_next import Asked, Next, next_action
from volunteers.selectors.recruitment_proofs import proofs
from volunteers.selectors.recruitment_rules import Proof
from volunteers.selectors.roles import words_of_kinds


@dataclass(frozen=True, slots=True)
class Joining:
    """Rows newest first, roles by name; `wanted` are names of the roles that the enquiry asks for.

    References that were taken back are left out.
    """

    volunteer: Volunteer
    proof: Proof
    asked: Asked
    next: Next
    enquiry: Enquiry | None
    wanted: tuple[str, ...]
    roles: tuple[HeldRole, ...]
    interviews: tuple[Interview, ...]
    references: tuple[Reference, ...]
    changes: tuple[StageChange, ...]


def joining(volunteer: Volunteer, *, on: date) -> Joining:
    """Twenty-one queries."""
    enquiry = Enquiry.objects.of(volunteer.scheme_id).filter(volunteer=volunteer).first()
    asked_for = enquiry.wanted if enquiry else ()
    names = words_of_kinds(volunteer.scheme_id) if asked_for else {}
    proof, asked = proofs([volunteer], on=on)[volunteer.pk], asked_of([volunteer], on=on)[volunteer.pk]
    held = volunteer.held_roles.filter(until_on__isnull=True).select_related("role")
    changes = volunteer.stage_changes.select_related("moved_by__user")
    return Joining(
        volunteer=volunteer,
        proof=proof,
        asked=asked,
        next=next_action(volunteer.stage, proof, asked),
        enquiry=enquiry,
        wanted=tuple(names.get(kind, kind) for kind in asked_for),
        roles=tuple(held.order_by("role__name", "pk")),
        interviews=tuple(
            volunteer.interviews.select_related("weighed__decided_by__user").order_by(
                "-held_on", "-created_at", "-pk"
            )
        ),
        references=tuple(volunteer.references.current().order_by("-created_at", "-pk")),
        changes=tuple(changes.order_by("-moved_on", "-pk")),
    )
