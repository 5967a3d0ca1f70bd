"""Where a message to a volunteer goes now."""

from uuid import UUID

from peersupport.messaging.recipients import GONE, Recipient
from volunteers.choices import STEPPED_DOWN
from volunteers.models import Volunteer


def volunteer(key: UUID) -> Recipient:
    row = Volunteer.objects.everywhere().filter(pk=key).first()
    if row is None:
        return GONE
    if row.stage == STEPPED_DOWN:
        return Recipient(refusal="has stepped down")
    return Recipient(first_name=row.short_name, email=row.email, mobile=row.phone)
