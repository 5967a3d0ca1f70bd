"""What a gateway says later of a message: it arrived, or it did not."""

from datetime import datetime

from django.db import transaction

from peersupport.accounts.actors import Actor
from peersupport.core.locks import hold
from peersupport.messaging.choices import SENT
from peersupport.messaging.models import Message
from peersupport.messaging.selectors.log import by_reference
from peersupport.messaging.services import bounces

ARRIVED = "delivered"
NEVER, NOT_NOW = "permanent-failure", ("temporary-failure", "technical-failure")


@transaction.atomic
def take(*, reference: str, status: str, at: datetime) -> bool:
    """Note it once. False when it says nothing new: unknown, answered already, or of an earlier round."""
    found = by_reference(reference)
    if found is None or found.reference != reference:
        return False
    message = hold(Message.objects.of(found.scheme_id)).select_related("scheme").get(pk=found.pk)
    if message.state != SENT:
        return False
    if status == ARRIVED and message.delivered_at is None:
        message.change(delivered_at=at)
        return True
    if status == NEVER or status in NOT_NOW:
        bounces.bounced(message=message, hard=status == NEVER, by=Actor.system(message.scheme), at=at)
        return True
    return False
