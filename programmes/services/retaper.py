"""Moving running plans to the newest version of their taper, on purpose: a running plan never moves by itself."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.choices import CANCELLED, PLANNED_CONTACT, RETAPERED
from programmes.models import PlannedContact, Taper
from programmes.selectors.retaper import older, on_newest
from programmes.services import changes, contacts_messages
from programmes.services.changes_rows import reason
from programmes.services.tapers import NotNewest


class NobodyChosen(Refusal):
    words = "Choose at least one running plan."
    field = "plans"


class NothingLeft(Refusal):
    """The person has had as many contacts as the new version has."""

    field = "plans"


@transaction.atomic
def move(*, taper: Taper, plans: Sequence[UUID], why: str, by: Actor, at: datetime) -> int:
    """Put the rest of these plans on the newest version; what was had stays. Gives how many moved.

    All or nothing. Raises NoReason, NobodyChosen, NotNewest, NothingLeft, TaperError, NoOpenDay.
    """
    require(by, may.MANAGE_PROGRAMMES, taper)
    require(by, may.PLAN_SUPPORT, taper)
    why = reason(why)
    taper = hold(Taper.objects.of(by.scheme)).get(pk=taper.pk)
    if taper.retired_on:
        raise NotNewest
    rows = older(taper, by=by).filter(pk__in=plans).order_by("pk")
    found = on_newest(hold(rows), taper, today=timezone.localdate(at))
    if not found:
        raise NobodyChosen
    for one in found:
        if not one.proposed.lines:
            name = one.relationship.patient.name
            raise NothingLeft(f"{name} has had all contacts of the new version. Leave this plan as it is.")
        one.relationship.change(taper=taper)
        _take_off(one.proposed.gone)
        changes.save(one.proposed, kind=RETAPERED, why=why, by=by, at=at)
    return len(found)


def _take_off(rows: Sequence[PlannedContact]) -> None:
    """Contacts to come that the new version has not: their days stay in the change that is kept."""
    for row in rows:
        contacts_messages.take_back(row)
        if row.logs.exists():
            PLANNED_CONTACT.check(row.state, CANCELLED)
            row.change(state=CANCELLED)
        else:
            row.delete()
