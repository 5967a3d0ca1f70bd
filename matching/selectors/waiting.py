"""The people who wait for a match, in the order in which a round serves them: the matching page."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from matching.models import Conversation, Decision, Proposal
from matching.selectors.candidates import possible_counts
from matching.selectors.no_single import no_single_places
from programmes.models import Enrolment
from programmes.selectors.turns import in_turn


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person who waits. `possible` is how many could support them; `talked` the newest conversation, `standing`
    the proposal that is open or accepted, if any, and `is_seen` whether its volunteer is this person's to see.
    """

    enrolment: Enrolment
    days: int
    possible: int
    talked: Conversation | None
    decided: Decision | None
    standing: Proposal | None
    is_seen: bool


def waiting(*, actor, on: date) -> QuerySet:
    """Who waits for a single peer, in order of whose turn it is."""
    return _in_order(actor, on).sought(actor.scheme)


def without_single(*, actor, on: date) -> QuerySet:
    """Who is on the list, and is to have no single peer."""
    return _in_order(actor, on).filter(pk__in=no_single_places(actor.scheme))


def _in_order(actor, on: date) -> QuerySet:
    rows = Enrolment.objects.visible_to(actor).to_match()
    return in_turn(
        rows.select_related("patient__practice", "cohort__programme__role"), scheme=actor.scheme, on=on
    )


def with_counts(enrolments: list[Enrolment], *, actor, on: date) -> list[Waiting]:
    """These people with what a line of the page says. A fixed number of queries."""
    counts = possible_counts(enrolments, actor=actor, on=on)
    talked, decided = _newest_talks(enrolments, actor), _newest_decisions(enrolments, actor)
    standing = _standing(enrolments, actor)
    rows = Proposal.objects.visible_to(actor).filter(pk__in=[row.pk for row in standing.values()])
    seen = set(rows.values_list("pk", flat=True))
    return [
        Waiting(
            place,
            place.days_waited(on),
            counts[place.pk],
            talked.get(place.pk),
            decided.get(place.pk),
            row := standing.get(place.pk),
            row is not None and row.pk in seen,
        )
        for place in enrolments
    ]


def _standing(enrolments: list[Enrolment], actor) -> dict[UUID, Proposal]:
    rows = Proposal.objects.of(actor.scheme).standing().filter(enrolment__in=enrolments)
    unread = ("explained", "volunteer__notes", "run__inputs", "run__outcome")
    return {row.enrolment_id: row for row in rows.select_related("volunteer", "run").defer(*unread)}


def _newest_talks(enrolments: list[Enrolment], actor) -> dict[UUID, Conversation]:
    rows = Conversation.objects.of(actor.scheme).filter(enrolment__in=enrolments).select_related("volunteer")
    return {row.enrolment_id: row for row in rows.order_by("held_on", "recorded_at", "pk")}


def _newest_decisions(enrolments: list[Enrolment], actor) -> dict[UUID, Decision]:
    rows = Decision.objects.of(actor.scheme).filter(enrolment__in=enrolments).select_related("volunteer")
    return {row.enrolment_id: row for row in rows.order_by("decided_at", "pk")}
