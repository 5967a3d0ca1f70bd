"""Keeping a half-written log for later, on any device, and throwing it away."""

from datetime import datetime

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.models import LogDraft, Relationship

LONGEST = 16_000  # letters, as the browser sends them


class NotKept(Refusal):
    """This cannot wait as a draft."""


@transaction.atomic
def keep(*, relationship: Relationship, by: Actor, at: datetime, typed: str, worried: bool) -> LogDraft:
    """Keep what was typed, in place of an earlier draft. Raises NotKept for a worry, which must never wait."""
    require(by, may.LOG_CONTACTS, relationship)
    rows = hold(Relationship.objects.visible_to(by))
    found = rows.filter(pk=relationship.pk, ended_on__isnull=True).first()
    if found is None:
        raise NotAllowed("This support has ended, or is no longer yours. Tell your coordinator.")
    if worried:
        raise NotKept(
            "You are worried, and a draft tells nobody. Save the log now: a few words are enough",
            field="worried",
        )
    if len(typed) > LONGEST:
        raise NotKept("This note is too long to keep as a draft. Shorten it, or save it", field="note")
    draft = LogDraft.objects.of(by.scheme).filter(relationship=found, user_id=by.user_key).first()
    if draft:
        return draft.change(typed=typed, kept_at=at) or draft
    return LogDraft.make(scheme=by.scheme, relationship=found, user_id=by.user_key, typed=typed, kept_at=at)


@transaction.atomic
def throw_away(*, relationship: Relationship, by: Actor) -> None:
    """Delete one's own draft, if there is one: it was logged, or is not wanted."""
    LogDraft.objects.of(by.scheme).filter(relationship=relationship, user_id=by.user_key).delete()


@transaction.atomic
def forget(*, relationship: Relationship) -> None:
    """Support has ended: nobody can log any more, so nobody's draft is of use."""
    LogDraft.objects.of(relationship.scheme_id).filter(relationship=relationship).delete()
