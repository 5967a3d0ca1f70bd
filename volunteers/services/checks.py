"""Recording that a check was seen, and warning before it runs out. What a certificate says is never kept."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.accounts.selectors.memberships import coordinators
from peersupport.audit.services import events
from peersupport.core.calendar import add_months, to_utc
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.core.templatetags.words import day
from peersupport.core.ticks import each
from peersupport.messaging.models import Message
from peersupport.messaging.services import outbox
from volunteers.choices import NO_CHECK, ON_UPDATE_SERVICE
from volunteers.models import Check, Role, Volunteer
from volunteers.selectors.checks import expiring
from volunteers.selectors.checks_register import roles_on
from volunteers.services.recruitment_moves import advance

MORNING = time(9)
STEPS = (7, 30, 60)  # days before a check runs out, the most urgent first


class CheckRefused(Refusal):
    """A check that cannot be recorded."""


@transaction.atomic
def record_check(
    *,
    by: Actor,
    volunteer: Volunteer,
    role: Role,
    issued_on: date,
    number: str,
    seen_by: str,
    at: datetime,
    today: date,
    on_update_service: bool = False,
) -> Check:
    """Record that a certificate was seen. Level and workforce come from the role, the day of renewal from the
    strictest of the roles that rest on it.
    """
    require(by, may.WORK_VOLUNTEERS, volunteer, role)
    volunteer = hold(Volunteer.objects.of(by.scheme)).get(pk=volunteer.pk)
    _refuse_role(volunteer, role)
    of = {"scheme": by.scheme, "volunteer": volunteer, "level": role.check_level, "workforce": role.workforce}
    renew_by_on = add_months(issued_on, months_of(Check(**of), today))
    _refuse_if_useless(volunteer, role, issued_on, renew_by_on, today)
    refuse_update_service(role.check_level, on_update_service)
    refuse_number(volunteer, number)
    check = Check.make(
        **of,
        number=number,
        issued_on=issued_on,
        renew_by_on=renew_by_on,
        on_update_service=on_update_service,
        seen_by=seen_by,
    )
    dates = {"issued_on": issued_on.isoformat(), "renew_by_on": renew_by_on.isoformat()}
    detail = {"level": role.check_level, "role": str(role.pk), **dates}
    events.record(by=by, action="check.recorded", row=check, person=volunteer, at=at, detail=detail)
    advance(volunteer=volunteer, by=by, at=at, today=today)
    return check


def months_of(check: Check, today: date) -> int:
    """After how many months a check is renewed: the strictest of the roles that rest on it."""
    roles = roles_on(check, on=today)
    if not roles:
        raise CheckRefused("No role that they hold rests on this check, so there is nothing to renew it for.")
    return min(role.check_months for role in roles)


def refuse_update_service(level: str, on_update_service: bool) -> None:
    """It knows standard and enhanced checks only (domain.md)."""
    if on_update_service and level not in ON_UPDATE_SERVICE:
        words = "The Update Service knows standard and enhanced checks only. Leave this box empty."
        raise CheckRefused(words, field="on_update_service")


def refuse_number(volunteer: Volunteer, number: str) -> None:
    """Each certificate has a number of its own, so it was mistyped or belongs to somebody else."""
    others = Check.objects.of(volunteer.scheme_id).exclude(volunteer=volunteer)
    if number and others.filter(number=number).exists():
        words = "A certificate of this number is recorded for another volunteer. Check the number."
        raise CheckRefused(words, field="number")


def _refuse_role(volunteer: Volunteer, role: Role) -> None:
    if role.check_level == NO_CHECK:
        raise CheckRefused(f"No check may be asked for in this role: {role.name}.", field="role")
    if not volunteer.held_roles.filter(role=role, until_on__isnull=True).exists():
        raise CheckRefused(f"{volunteer.short_name} does not hold this role: {role.name}.", field="role")


def _refuse_if_useless(
    volunteer: Volunteer, role: Role, issued_on: date, renew_by_on: date, today: date
) -> None:
    if issued_on > today:
        raise CheckRefused("The date on the certificate is in the future. Check it.", field="issued_on")
    if renew_by_on <= today:
        late = f"A check of this date ran out on {day(renew_by_on)}. Record a newer one."
        raise CheckRefused(late, field="issued_on")
    same = volunteer.checks.filter(level=role.check_level, workforce=role.workforce, issued_on=issued_on)
    if same.exists():
        raise CheckRefused("This check is recorded already. Check the date.", field="issued_on")


def warn_expiring_checks(*, today: date, at: datetime) -> int:
    """Ask for the messages of the newest step that each check has reached. Gives how many are new.

    A missed night is caught up: a check 25 days before its end gets the message of day 30, once.
    """
    soon = expiring(Check.objects.everywhere(), today, max(STEPS)).filter(renew_by_on__gte=today)
    checks = list(soon.select_related("scheme", "volunteer__coordinator"))
    steps = {_step(check, today): check for check in checks}
    asked = set(Message.objects.everywhere().filter(key__in=steps).values_list("key", flat=True))
    staff = {scheme: coordinators(scheme=scheme, on=today) for scheme in {c.scheme for c in checks}}
    new = [(key, check) for key, check in steps.items() if key not in asked]
    return each(new, lambda one: _warn(one[1], key=one[0], staff=staff[one[1].scheme], at=at))


def _step(check: Check, today: date) -> str:
    """The key of the volunteer's message for the step which the check has reached; a renewal has steps of its own."""
    left = (check.renew_by_on - today).days
    return f"check:{check.pk}:{check.renew_by_on}:expires:{next(step for step in STEPS if left <= step)}"


@transaction.atomic
def _warn(check: Check, *, key: str, staff: list, at: datetime) -> int:
    """One message to the volunteer and one to whoever looks after them, at nine, kept until the day itself is over."""
    about = {
        "scheme": check.scheme,
        "not_before": to_utc(timezone.localdate(at), MORNING),
        "expires_at": to_utc(check.renew_by_on + timedelta(days=1), time(0)),
        "day": check.renew_by_on,
    }
    link = reverse("volunteers-detail", args=[check.volunteer_id])
    outbox.ask(key=key, template="check_expires", kind="volunteer", recipient=check.volunteer_id, **about)
    for member in _looks_after(check.volunteer, staff):
        outbox.ask(
            key=f"{key}:{member.pk}",
            template="volunteer_check_expires",
            kind="staff",
            recipient=member.pk,
            link=link,
            **about,
        )
    return 1


def _looks_after(volunteer: Volunteer, staff: list) -> list:
    """The volunteer's coordinator; when that place is empty or has ended, everybody who may see the record."""
    own = [member for member in staff if member.pk == volunteer.coordinator_id]
    return own or [m for m in staff if m.team_id in (None, volunteer.team_id) or volunteer.team_id is None]
