"""A coordinator reminds a volunteer of a contact that nobody has logged."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.messaging.services import outbox
from programmes.models import PlannedContact
from programmes.services import contacts_messages as messages


class NotOverdue(Refusal):
    words = "This contact is not overdue any more. Somebody has logged or moved it."


@transaction.atomic
def remind_volunteer(*, planned: PlannedContact, by: Actor, at: datetime) -> bool:
    """Ask for one message to the volunteer. False when one was asked for today already. Raises NotOverdue."""
    require(by, may.PLAN_SUPPORT, planned)
    today = timezone.localdate(at)
    rows = PlannedContact.objects.visible_to(by).overdue(today)
    found = rows.select_related("relationship__patient", "scheme").filter(pk=planned.pk).first()
    if found is None:
        raise NotOverdue
    asked = outbox.ask_all([messages.overdue_again(found, today=today)])
    if asked:
        person = found.relationship.patient
        detail = {"number": found.number, "due_on": found.due_on.isoformat()}
        events.record(
            by=by, action="planned_contact.reminded", row=found, person=person, at=at, detail=detail
        )
    return bool(asked)
