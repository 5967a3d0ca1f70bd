"""What stands in a volunteer's calendar: their contacts, and those of the people they stand in for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Q, Subquery

from peersupport.accounts.models import Membership
from peersupport.accounts.roles import VOLUNTEER
from peersupport.core import secret_links
from programmes.choices import PAUSED, PLANNED
from programmes.models import CalendarLink, PlannedContact
from programmes.selectors.standing_in import supporter
from volunteers.choices import ACTIVE
from volunteers.models import Volunteer

PURPOSE = "calendar"
# A contact of last week that nobody has logged still helps to remember; older ones are for the worklist.
DAYS_BACK = 7


@dataclass(frozen=True, slots=True)
class Feed:
    """A link that may be answered now, whose calendar it is, and the contacts."""

    link: CalendarLink
    contacts: tuple[PlannedContact, ...]


def by_token(token: str, *, on: date) -> CalendarLink | None:
    """The link of this token, while its volunteer is one: active, with an account and a role that runs."""
    member = Membership.objects.everywhere().on(on).filter(role=VOLUNTEER, user__deactivated_at=None)
    rows = CalendarLink.objects.everywhere().filter(
        token_hash=secret_links.digest(token),
        stopped_at=None,
        volunteer__stage=ACTIVE,
        volunteer__user__in=Subquery(member.values("user")),
    )
    found = rows.select_related("volunteer__user", "scheme").first()
    if found is None:
        return None
    here = member.filter(scheme=found.scheme, user=found.volunteer.user)
    return found if here.exists() else None


def feed(link: CalendarLink, *, today: date) -> Feed:
    contacts = tuple(_contacts(link.volunteer, today))
    return Feed(link, contacts)


def mine(volunteer: Volunteer) -> CalendarLink | None:
    return CalendarLink.objects.of(volunteer.scheme_id).filter(volunteer=volunteer, stopped_at=None).first()


def token_of(link: CalendarLink) -> str:
    """The secret part of the address; empty when the house's keys have changed so that it cannot be told any more."""
    return secret_links.again(link.token_hash, PURPOSE, link.nonce) or ""


def _contacts(volunteer: Volunteer, today: date) -> Iterator[PlannedContact]:
    """One query. While somebody stands in, a contact is in their calendar and not in the other's."""
    rows = PlannedContact.objects.of(volunteer.scheme_id).filter(
        Q(relationship__volunteer=volunteer) | Q(relationship__in=volunteer.covers.values("relationship")),
        state=PLANNED,
        relationship__ended_on=None,
        due_on__gte=today - timedelta(days=DAYS_BACK),
    )
    mine = rows.annotate(supporter=supporter(OuterRef("due_on"))).filter(supporter=volunteer.pk)
    for row in mine.select_related("relationship__patient").order_by("due_on", "pk"):
        if not _paused(row):
            yield row


def _paused(row: PlannedContact) -> bool:
    one = row.relationship
    if one.state != PAUSED:
        return False
    starts, until = one.paused_from_on, one.paused_until_on
    return starts is None or (row.due_on >= starts and (until is None or row.due_on < until))
