"""What happens to a check after it was recorded: looked up again, put right, or taken back."""

from datetime import date, datetime, timedelta

from django.db import transaction

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.calendar import add_months
from peersupport.core.locks import hold
from peersupport.core.templatetags.words import day
from volunteers.models import Check, CheckLook, Volunteer
from volunteers.services.checks import CheckRefused, months_of, refuse_number, refuse_update_service
from volunteers.services.recruitment_moves import advance

KEPT = ("issued_on", "number", "seen_by", "on_update_service")


@transaction.atomic
def record_look(*, by: Actor, check: Check, still_counts: bool, at: datetime, today: date) -> CheckLook:
    """The Update Service was asked today. Still counts: it is renewed from today on. Does not: it ended yesterday."""
    require(by, may.WORK_VOLUNTEERS, check)
    check = _held(check, by)
    if not check.on_update_service:
        raise CheckRefused("The volunteer has not agreed to this. Ask first, and write down that they agree.")
    if check.looks.filter(looked_on=today).exists():
        raise CheckRefused("This was looked up today already.")
    look = CheckLook.make(
        scheme=by.scheme,
        check_seen=check,
        looked_on=today,
        looked_by=by.membership,
        still_counts=still_counts,
    )
    if still_counts:
        until = add_months(today, months_of(check, today))
    else:
        until = max(check.issued_on, today - timedelta(days=2)) + timedelta(days=1)
    check.change(renew_by_on=until)
    detail = {"still_counts": still_counts, "renew_by_on": until.isoformat()}
    events.record(by=by, action="check.looked_up", row=look, person=check.volunteer, at=at, detail=detail)
    advance(volunteer=check.volunteer, by=by, at=at, today=today)
    return look


@transaction.atomic
def correct_check(*, by: Actor, check: Check, fields: dict, at: datetime, today: date) -> Check:
    """`fields` are columns of KEPT. Another date moves the renewal; level and workforce stay."""
    require(by, may.WORK_VOLUNTEERS, check)
    check = _held(check, by)
    new = {name: fields[name] for name in KEPT if name in fields and fields[name] != getattr(check, name)}
    if "issued_on" in new:
        new["renew_by_on"] = add_months(new["issued_on"], months_of(check, today))
        _refuse_date(check, new["issued_on"], new["renew_by_on"], today)
    refuse_update_service(check.level, new.get("on_update_service", False))
    refuse_number(check.volunteer, new.get("number", ""))
    if new:
        check.change(**new)
        events.record(
            by=by,
            action="check.corrected",
            row=check,
            person=check.volunteer,
            at=at,
            detail={"columns": sorted(new), "renew_by_on": check.renew_by_on.isoformat()},
        )
        advance(volunteer=check.volunteer, by=by, at=at, today=today)
    return check


@transaction.atomic
def take_back_check(*, by: Actor, check: Check, at: datetime) -> None:
    """It was recorded by mistake. The audit keeps that it was there, and who took it back."""
    require(by, may.WORK_VOLUNTEERS, check)
    check = _held(check, by)
    detail = {"level": check.level, "issued_on": check.issued_on.isoformat()}
    events.record(by=by, action="check.taken_back", row=check, person=check.volunteer, at=at, detail=detail)
    check.delete()


def _held(check: Check, by: Actor) -> Check:
    """The row anew, locked until the end, and before it the volunteer, whom it may move on."""
    hold(Volunteer.objects.of(by.scheme)).get(pk=check.volunteer_id)
    rows = Check.objects.of(by.scheme).select_related("volunteer")
    return hold(rows).get(pk=check.pk)


def _refuse_date(check: Check, issued_on: date, renew_by_on: date, today: date) -> None:
    if issued_on > today:
        raise CheckRefused("The date on the certificate is in the future. Check it.", field="issued_on")
    if renew_by_on <= today:
        late = f"A check of this date ran out on {day(renew_by_on)}. If it is right, record the new check."
        raise CheckRefused(late, field="issued_on")
    same = Check.objects.of(check.scheme_id).filter(
        volunteer=check.volunteer_id, level=check.level, workforce=check.workforce, issued_on=issued_on
    )
    if same.exclude(pk=check.pk).exists():
        raise CheckRefused("A check of this date is recorded already. Check the date.", field="issued_on")
