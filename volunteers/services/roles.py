"""Roles as data: add, change, switch on and off. The check level belongs to the role, with its reason."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from volunteers.choices import AT_WORK, JOINING, ROLE_KINDS
from volunteers.models import Role, Volunteer
from volunteers.selectors.gate import LACKED, Evidence, evidence_of, lacks
from volunteers.services.needs import would_stop
from volunteers.services.recruitment_moves import advance
from volunteers.services.roles_usual import ON_FROM_THE_START, usual
from volunteers.services.supervision_rules import begin_with_usual_rules


class RoleRefused(Refusal):
    """A role that cannot be kept like this."""


@transaction.atomic
def add_role(*, by: Actor, fields: dict, at: datetime, supervised_from: date | None = None) -> Role:
    """A new role. `fields` are columns of the Role; its kind is fixed from now on.

    It begins with the usual rules of supervision, which count from a day on (default: today).
    """
    require(by, may.MANAGE_SCHEME)
    _refuse_second_name(by, fields["name"])
    role = Role.make(scheme=by.scheme, **fields)
    detail = {"kind": role.kind, "name": role.name, "check_level": role.check_level}
    events.record(by=by, action="role.added", row=role, at=at, detail=detail)
    begin_with_usual_rules(by=by, role=role, starts_on=supervised_from or timezone.localdate(at), at=at)
    return role


@transaction.atomic
def change_role(
    *, by: Actor, role: Role, fields: dict, at: datetime, today: date, anyway: bool = False
) -> Role:
    """Change columns of a role, `kind` never. Who holds it goes on holding it; old and new are audited.

    Whoever only waited for what is not needed any more moves on. Raises WouldStop where somebody at work would lack
    something from now on, unless that is meant: `anyway`.
    """
    require(by, may.MANAGE_SCHEME, role)
    role = hold(Role.objects.of(by.scheme)).get(pk=role.pk)
    new = {name: value for name, value in fields.items() if value != getattr(role, name) and name != "kind"}
    if "name" in new:
        _refuse_second_name(by, new["name"], but=role)
    _refuse_level_without_new_reason(role, new)
    if new:
        held = role.held.filter(until_on__isnull=True).values("volunteer")
        people = Volunteer.objects.of(by.scheme).filter(pk__in=held, stage__in=JOINING)
        waiting = list(hold(people.order_by("pk")))  # all of them before the audit, which comes last
        detail = {name: [getattr(role, name), value] for name, value in new.items()}
        holders = list(Volunteer.objects.of(by.scheme).filter(pk__in=held, stage__in=AT_WORK))
        evidence = evidence_of(holders)
        before = _lacking(evidence, role, today)
        role.change(**new)
        if not anyway:
            _refuse_surprise(before, _lacking(evidence, role, today), by=by)
        events.record(by=by, action="role.changed", row=role, at=at, detail=detail)
        for volunteer in waiting:
            advance(volunteer=volunteer, by=by, at=at, today=today)
    return role


@transaction.atomic
def switch(*, by: Actor, role: Role, on: bool, at: datetime, today: date) -> None:
    """Offer a role to new people, or stop offering it. Who holds it keeps it. Twice is once."""
    require(by, may.MANAGE_SCHEME, role)
    role = hold(Role.objects.of(by.scheme)).get(pk=role.pk)
    if on == (role.off_since_on is None):
        return
    role.change(off_since_on=None if on else today)
    events.record(by=by, action=f"role.switched_{'on' if on else 'off'}", row=role, at=at)


@transaction.atomic
def start_with_usual_roles(*, by: Actor, at: datetime, supervised_from: date | None = None) -> list[Role]:
    """The four roles to begin with, for a scheme that has none yet."""
    require(by, may.MANAGE_SCHEME)
    if Role.objects.of(by.scheme).exists():
        raise RoleRefused("This scheme has roles already. Add or change them one by one.")
    names = dict(ROLE_KINDS)
    return [
        add_role(
            by=by,
            fields={"kind": kind, "name": names[kind], **usual(kind)},
            at=at,
            supervised_from=supervised_from,
        )
        for kind in ON_FROM_THE_START
    ]


def _refuse_second_name(by: Actor, name: str, but: Role | None = None) -> None:
    same = Role.objects.of(by.scheme).filter(name__iexact=name)
    if same.exclude(pk=but.pk if but else None).exists():
        raise RoleRefused("There is a role of this name already. Choose another name.", field="name")


def _refuse_level_without_new_reason(role: Role, new: dict) -> None:
    if {"check_level", "workforce"} & set(new) and "check_reason" not in new:
        words = "The check is another one, so say anew why this role is eligible for it."
        raise RoleRefused(words, field="check_reason")


def _lacking(evidence: dict[UUID, Evidence], role: Role, today: date) -> dict[UUID, set[str]]:
    return {key: lacks(one, role, today) for key, one in evidence.items()}


def _refuse_surprise(before: dict[UUID, set[str]], after: dict[UUID, set[str]], *, by: Actor) -> None:
    """Whoever lacked something before was stopped already."""
    stopped = {key: after[key] for key in after if after[key] and not before[key]}
    if stopped:
        missing = set().union(*stopped.values())
        raise would_stop(set(stopped), [words for words in LACKED if words in missing], by=by)
