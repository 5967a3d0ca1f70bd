"""References by their link, and where a message to a referee goes now."""

from uuid import UUID

from django.urls import reverse

from peersupport.core import secret_links
from peersupport.messaging.recipients import Recipient
from volunteers.choices import STEPPED_DOWN
from volunteers.models import Reference

PURPOSE = "reference"


def by_token(token: str) -> Reference | None:
    """The reference that this link is for, open or not."""
    rows = Reference.objects.everywhere().select_related("volunteer", "scheme")
    return rows.filter(token_hash=secret_links.digest(token)).first()


def reach_referees(keys: set[UUID]) -> dict[UUID, Recipient]:
    """Address and link of referees at sending time; refuses when nobody needs the answer any more."""
    rows = Reference.objects.everywhere().select_related("volunteer").filter(pk__in=keys)
    return {row.pk: _reach(row) for row in rows}


def _reach(row: Reference) -> Recipient:
    person = ("referee", row.pk)
    if row.returned_at or row.withdrawn_on or row.volunteer.stage == STEPPED_DOWN:
        return Recipient(person, refusal="not needed any more")
    token = secret_links.again(row.token_hash, PURPOSE, row.nonce) if row.nonce else None
    if token is None:
        return Recipient(person, refusal="the key of the link is gone")
    return Recipient(person, row.first_name, row.email, link=reverse("references-give", args=[token]))
