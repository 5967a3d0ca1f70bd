"""Feedback by its link, where a message about it goes now, and what was said."""

from dataclasses import replace
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from peersupport.accounts.actors import Actor
from peersupport.core import secret_links
from peersupport.messaging.people import Person
from peersupport.messaging.recipients import GONE, Recipient
from programmes.models import Feedback
from programmes.selectors.recipients import patient

PURPOSE = "feedback"


def by_token(token: str) -> Feedback | None:
    """What this link is for, open or not."""
    rows = Feedback.objects.everywhere().select_related("relationship__volunteer", "scheme")
    return rows.filter(token_hash=secret_links.digest(token)).first()


def recipient(key: UUID) -> Recipient:
    """The person at sending time, with the link for them alone; refuses when nobody waits for an answer."""
    row = Feedback.objects.everywhere().select_related("relationship").filter(pk=key).first()
    if row is None:
        return GONE
    if row.returned_at:
        return Recipient(refusal="answered already")
    person = row.relationship.patient_id
    found = patient(person)
    token = secret_links.again(row.token_hash, PURPOSE, row.nonce) if row.nonce else None
    if found.refusal or token is None:
        return found if found.refusal else Recipient(refusal="the key of the link is gone")
    place = reverse("feedback-give", args=[token])
    return replace(found, link=place, whom=("patient", person))


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
    rows = Feedback.objects.visible_to(actor).to_talk()
    rows = rows.select_related(
        "relationship__patient", "relationship__role", "relationship__volunteer__coordinator__user",
        "relationship__enrolment__owner__user",
    )  # fmt: skip
    return rows.order_by("returned_at", "pk")
