"""A coordinator acknowledges an entry, or thanks for it in a few words; the volunteer sees it on their own pages."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.models import Contact


class OwnEntry(Refusal):
    words = "You wrote this entry yourself, so there is nobody to thank."


class ThankedAlready(Refusal):
    """Somebody was quicker."""


@transaction.atomic
def thank(*, contact: Contact, by: Actor, at: datetime, words: str = "") -> Contact:
    """Say once that the entry was read. Raises OwnEntry, ThankedAlready."""
    require(by, may.PLAN_SUPPORT, contact)
    rows = Contact.objects.visible_to(by).select_related("relationship__patient")
    row = hold(rows).get(pk=contact.pk)
    if row.thanked_on:
        raise ThankedAlready(f"{row.thanked_by} has answered this entry already.")
    if row.logged_by == by.name:
        raise OwnEntry
    row.change(thanked_on=timezone.localdate(at), thanked_by=by.name, thanks=words.strip())
    person = row.relationship.patient
    detail = {"with_words": bool(words.strip())}
    events.record(by=by, action="contact.acknowledged", row=row, person=person, at=at, detail=detail)
    return row
