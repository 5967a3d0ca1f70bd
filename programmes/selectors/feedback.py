"""Feedback by its link, where a message about it goes now, and what was said."""

from dataclasses import replace
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from peersupport.accounts.actors import Actor
from peersupport.core import secret_links
from peersupport.messaging.people import Person
from peersupport.messaging.recipients import Recipient
from programmes.models import Feedback
from programmes.selectors.recipients import reach_patients

PURPOSE = "feedback"


def by_token(token: str) -> Feedback | None:
    """What this link is for, open or not."""
    rows = Feedback.objects.everywhere().select_related("relationship__volunteer", "scheme")
    return rows.filter(token_hash=secret_links.digest(token)).first()


def reach_askees(keys: set[UUID]) -> dict[UUID, Recipient]:
    """The people at sending time, with the link for them alone; refuses when nobody waits for an answer."""
    rows = list(Feedback.objects.everywhere().select_related("relationship").filter(pk__in=keys))
    found = reach_patients({row.relationship.patient_id for row in rows})
    return {row.pk: _reach(row, found[row.relationship.patient_id]) for row in rows}


def _reach(row: Feedback, person: Recipient) -> Recipient:
    if row.returned_at:
        return replace(person, refusal="answered already")
    token = secret_links.again(row.token_hash, PURPOSE, row.nonce) if row.nonce else None
    if token is None:
        return replace(person, refusal=person.refusal or "the key of the link is gone")
    return replace(person, link=reverse("feedback-give", args=[token]))


def recipients(actor, keys: set[UUID]) -> dict[UUID, Person]:
    rows = Feedback.objects.visible_to(actor).filter(pk__in=keys).select_related("relationship__patient")
    return {
        row.pk: Person(
            row.relationship.patient.name, reverse("people-detail", args=[row.relationship.patient_id])
        )
        for row in rows
    }


def listed(*, actor: Actor) -> QuerySet[Feedback]:
    """Who wants to talk first, then the newest."""
    rows = Feedback.objects.visible_to(actor).select_related(
        "relationship__patient", "relationship__volunteer"
    )
    return rows.order_by("talked_on", "-wants_talk", "-asked_on", "-pk")


def to_talk(*, actor: Actor) -> QuerySet[Feedback]:
    """Who wants to talk to somebody, the longest wait first."""
    return _waiting(Feedback.objects.visible_to(actor).to_talk())


def to_read(*, actor: Actor) -> QuerySet[Feedback]:
    """What people wrote and nobody has read, the longest wait first."""
    return _waiting(Feedback.objects.visible_to(actor).to_read())


def _waiting(rows: QuerySet[Feedback]) -> QuerySet[Feedback]:
    rows = rows.select_related(
        "relationship__patient", "relationship__role", "relationship__volunteer__coordinator__user",
        "relationship__enrolment__owner__user",
    )  # fmt: skip
    return rows.order_by("returned_at", "pk")
