"""Who belongs to a scheme: invited by a link that works once, let go from the next request on."""

from datetime import date, datetime, time, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from peersupport.accounts import handovers, letters, roles
from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.accounts.models import Invite, Membership, Practice, Scheme, Team, User
from peersupport.accounts.selectors.invites import PURPOSE, could_take_over, open_work
from peersupport.audit.services import events
from peersupport.core import secret_links
from peersupport.core.calendar import to_utc
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold

LINK_DAYS = 14
# Volunteers are let in and out by those who work with them, everybody else by managers.
LETS_IN = {roles.VOLUNTEER: may.WORK_VOLUNTEERS}


class MemberRefused(Refusal):
    """An invite or a leaving that cannot be."""


@transaction.atomic
def invite(
    *,
    by: Actor,
    role: str,
    name: str,
    email: str,
    at: datetime,
    today: date,
    team: Team | None = None,
    practice: Practice | None = None,
    title: str = "",
) -> Membership:
    """Let somebody into the scheme and send the link. An account that the address has already is used."""
    require(by, LETS_IN.get(role, may.MANAGE_SCHEME), *(row for row in (team, practice) if row))
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create_user(email, None, name=name)
    if Membership.objects.of(by.scheme).on(today).filter(user=user, role=role).exists():
        raise MemberRefused("Somebody with this address has this role already.", field="email")
    member = Membership.make(
        scheme=by.scheme, user=user, role=role, team=team, practice=practice, title=title, starts_on=today
    )
    events.record(by=by, action="member.invited", row=member, at=at, detail={"role": role})
    _send(member, by, at, today)
    return member


@transaction.atomic
def send_again(*, by: Actor, membership: Membership, at: datetime, today: date) -> None:
    """A new link; the one before ends."""
    require(by, LETS_IN.get(membership.role, may.MANAGE_SCHEME), membership)
    membership = _locked(membership, by)
    if not membership.is_open(today):
        raise MemberRefused("This person has left. Invite them anew.")
    if membership.user.has_usable_password():
        raise MemberRefused(
            f"{membership.user.name} has a password, and can set a new one on the sign-in page."
        )
    _send(membership, by, at, today)
    events.record(by=by, action="member.invited_again", row=membership, at=at)


@transaction.atomic
def use(*, invite: Invite, password: str, at: datetime, today: date) -> User:
    """Set the first password, by the link. Whoever has a password keeps it: a link never changes one."""
    row = hold(Invite.objects.everywhere()).select_related("membership__user")
    invite = row.get(pk=invite.pk)
    if not invite.is_open(today):
        raise MemberRefused("This link has run out or was used. Ask for a new one.")
    user = invite.membership.user
    if user.has_usable_password():
        raise MemberRefused("You have a password already. Sign in with it.")
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise MemberRefused(" ".join(error.messages), field="password") from error
    user.set_password(password)
    user.save(update_fields=["password"])
    invite.change(used_at=at)
    events.record(by=Actor.of(invite.membership), action="member.joined", row=invite.membership, at=at)
    return user


@transaction.atomic
def end(
    *, by: Actor, membership: Membership, at: datetime, today: date, to: Membership | None = None
) -> None:
    """Out from the next request on; `to` takes over what is open, so that nobody is lost from view."""
    require(by, LETS_IN.get(membership.role, may.MANAGE_SCHEME), membership)
    if membership.role == roles.MANAGER:
        hold(Scheme.objects.all()).get(pk=by.scheme.pk)  # two managers who let one another go: one stays
    membership, to = _both_locked(membership, to, by)
    if by.membership and membership.pk == by.membership.pk:
        raise MemberRefused("You cannot let yourself go. Ask another manager.")
    if not membership.is_open(today):
        raise MemberRefused("This person has left already.")
    _refuse_without_managers(membership, today)
    if to and not to.is_open(today):
        raise MemberRefused(f"{to.user.name} has left. Choose somebody else.", field="to")
    moved = _hand_over(membership, to, today)
    membership.change(ends_on=today - timedelta(days=1))
    handovers.finish(membership, to if moved else None, at)
    letters.cancel(scheme=by.scheme, key=_newest_key(membership), why="has left")
    detail = {"handed_over": moved, "to": str(to.pk) if to else ""}
    events.record(by=by, action="member.ended", row=membership, at=at, detail=detail)


def _refuse_without_managers(membership: Membership, today: date) -> None:
    others = Membership.objects.of(membership.scheme).on(today).filter(role=roles.MANAGER)
    if membership.role == roles.MANAGER and not others.exclude(pk=membership.pk).exists():
        raise MemberRefused("A scheme needs a manager. Invite another one first.")


def _hand_over(membership: Membership, to: Membership | None, today: date) -> int:
    left = open_work(membership)
    if not left:
        return 0
    if to is None:
        raise MemberRefused("Choose who takes over what is open.", field="to")
    if to.pk not in {row.pk for row in could_take_over(membership, on=today)}:
        raise NotAllowed
    for rows in handovers.open_work(membership):
        rows.update(**{handovers.column(rows): to})
    return left


def _send(membership: Membership, by: Actor, at: datetime, today: date) -> None:
    until = today + timedelta(days=LINK_DAYS)
    values = {**secret_links.fresh(PURPOSE), "sent_on": today, "until_on": until}
    row = Invite.objects.of(by.scheme).filter(membership=membership).first()
    if row:
        letters.cancel(scheme=by.scheme, key=_key(row), why="a newer link is on its way")
        row.change(**values, times_sent=row.times_sent + 1)
    else:
        row = Invite.make(scheme=by.scheme, membership=membership, **values)
    letters.ask(
        scheme=by.scheme,
        key=_key(row),
        template="invited",
        kind="invited",
        recipient=row.pk,
        not_before=at,
        expires_at=to_utc(until + timedelta(days=1), time(0)),
        day=until,
    )


def _key(row: Invite) -> str:
    return f"invite:{row.pk}:{row.times_sent}"


def _newest_key(membership: Membership) -> str:
    row = Invite.objects.of(membership.scheme_id).filter(membership=membership).first()
    return _key(row) if row else ""


def _locked(membership: Membership, by: Actor) -> Membership:
    return _members(by).get(pk=membership.pk)


def _both_locked(
    membership: Membership, to: Membership | None, by: Actor
) -> tuple[Membership, Membership | None]:
    """In the order of their keys: whoever takes over may be let go at the same moment, and hand over to the other."""
    keys = {membership.pk, *([to.pk] if to else [])}
    held = {row.pk: row for row in _members(by).filter(pk__in=keys).order_by("pk")}
    if len(held) < len(keys):
        raise NotAllowed
    return held[membership.pk], held[to.pk] if to else None


def _members(by: Actor) -> QuerySet[Membership]:
    return hold(Membership.objects.of(by.scheme)).select_related("user", "scheme")
