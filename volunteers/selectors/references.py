"""References by their link, and where a message to a referee goes now."""

from uuid import UUID

from django.urls import reverse

from peersupport.core import secret_links
from peersupport.messaging.recipients import GONE, Recipient
from volunteers.choices import STEPPED_DOWN
from volunteers.models import Reference

PURPOSE = "reference"


def by_token(token: str) -> Reference | None:
    """The reference that this link is for, open or not."""
    rows = Reference.objects.everywhere().select_related("volunteer", "scheme")
    return rows.filter(token_hash=secret_links.digest(token)).first()


def referee(key: UUID) -> Recipient:
    """Address and link of a referee at sending time; refuses when nobody needs the answer any more."""
    row = Reference.objects.everywhere().select_related("volunteer").filter(pk=key).first()
    if row is None:
        return GONE
    if row.returned_at or row.withdrawn_on or row.volunteer.stage == STEPPED_DOWN:
        return Recipient(refusal="not needed any more")
    token = secret_links.again(row.token_hash, PURPOSE, row.nonce) if row.nonce else None
    if token is None:
        return Recipient(refusal="the key of the link is gone")
    return Recipient(
        first_name=row.first_name, email=row.email, link=reverse("references-give", args=[token])
    )
