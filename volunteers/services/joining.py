"""How somebody on the way gets in: the link to their own page, and the account."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.accounts.models import Scheme
from peersupport.accounts.roles import VOLUNTEER
from peersupport.accounts.services import memberships
from peersupport.audit.services import events
from peersupport.core import secret_links
from peersupport.core.calendar import to_utc
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.messaging.services import outbox
from volunteers.choices import JOINING, STEPPED_DOWN
from volunteers.models import JoiningLink, JoiningRules, Volunteer
from volunteers.models.joining import BY_HAND
from volunteers.selectors.joining import PURPOSE, account, account_at, address_taken

LINK_DAYS = 180


class JoiningRefused(Refusal):
    """A link or an account that cannot be sent."""


@transaction.atomic
def send_link(*, by: Actor, volunteer: Volunteer, at: datetime, today: date) -> None:
    """Send the link to the page on which a candidate sees where they stand; the one before ends."""
    require(by, may.WORK_VOLUNTEERS, volunteer)
    volunteer = hold(Volunteer.objects.of(by.scheme)).get(pk=volunteer.pk)
    _refuse(volunteer)
    until = today + timedelta(days=LINK_DAYS)
    values = {**secret_links.fresh(PURPOSE), "sent_on": today, "until_on": until}
    row = JoiningLink.objects.of(by.scheme).filter(volunteer=volunteer).first()
    if row:
        outbox.cancel(scheme=by.scheme, key=_key(row), why="a newer link is on its way")
        row.change(**values, times_sent=row.times_sent + 1)
    else:
        row = JoiningLink.make(scheme=by.scheme, volunteer=volunteer, **values)
    outbox.ask(
        scheme=by.scheme,
        key=_key(row),
        template="joining_link",
        kind="candidate",
        recipient=row.pk,
        not_before=at,
        expires_at=to_utc(until + timedelta(days=1), time(0)),
        day=until,
    )
    events.record(by=by, action="joining.link_sent", row=row, person=volunteer, at=at)


@transaction.atomic
def invite(*, by: Actor, volunteer: Volunteer, at: datetime, today: date) -> None:
    """Give an account, or send its link once more."""
    require(by, may.WORK_VOLUNTEERS, volunteer)
    volunteer = hold(Volunteer.objects.of(by.scheme)).get(pk=volunteer.pk)
    _refuse(volunteer)
    known = account(volunteer, on=today)
    if known.member:
        memberships.send_again(by=by, membership=known.member, at=at, today=today)
        return
    email = volunteer.user.email if volunteer.user_id else volunteer.email
    others = Volunteer.objects.of(by.scheme).exclude(pk=volunteer.pk)
    if others.filter(user__email__iexact=email).exists():
        raise JoiningRefused("Another volunteer signs in with this address. Ask for an address of their own.")
    member = memberships.invite(
        by=by, role=VOLUNTEER, name=volunteer.name, email=email, team=volunteer.team, at=at, today=today
    )
    volunteer.change(user=member.user)
    events.record(by=by, action="volunteer.invited", row=volunteer, person=volunteer, at=at)


def offer(*, volunteer: Volunteer, at: datetime, today: date) -> None:
    """The account comes by itself at the stage which the scheme has set. The caller holds the row.

    Not when somebody has an account under this address: whether they are the same person is for people to say.
    """
    stage = account_at(volunteer.scheme_id)
    if stage == BY_HAND or volunteer.stage not in JOINING:
        return
    is_time = JOINING.index(volunteer.stage) >= JOINING.index(stage)
    if (
        is_time
        and account(volunteer, on=today).standing in ("none", "closed")
        and not address_taken(volunteer)
    ):
        invite(by=Actor.system(volunteer.scheme), volunteer=volunteer, at=at, today=today)


def close(*, by: Actor, volunteer: Volunteer, at: datetime, today: date) -> None:
    """Whoever has stepped down is out at the next request."""
    known = account(volunteer, on=today)
    if known.member:
        memberships.end(by=by, membership=known.member, at=at, today=today)


@transaction.atomic
def set_rules(*, by: Actor, account_at: str, asks_by_itself: bool, at: datetime) -> None:
    """Counts for everybody who reaches the stage, or whose time comes, from now on."""
    require(by, may.MANAGE_SCHEME)
    facts = {"account_at": account_at, "asks_by_itself": asks_by_itself}
    hold(Scheme.objects.all()).get(pk=by.scheme.pk)  # pressed twice at once: the second finds the first
    row = JoiningRules.objects.of(by.scheme).first()
    if row:
        row.change(**facts)
    else:
        row = JoiningRules.make(scheme=by.scheme, **facts)
    events.record(by=by, action="joining_rules.changed", row=row, at=at, detail=facts)


def _refuse(volunteer: Volunteer) -> None:
    if volunteer.stage == STEPPED_DOWN:
        raise JoiningRefused(f"{volunteer.short_name} has stepped down. Move them to Application first.")
    if not volunteer.email:
        raise JoiningRefused("There is no e-mail address. Enter one first.")


def _key(row: JoiningLink) -> str:
    return f"joining:{row.pk}:{row.times_sent}"
