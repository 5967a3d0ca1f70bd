"""A module is done; when a role's last one is, that is the evidence which the gate reads."""

from datetime import date, datetime

from django.db import transaction

from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed
from peersupport.audit.services import events
from peersupport.core.calendar import add_months
from peersupport.core.locks import hold
from volunteers.choices import ROLE_KINDS
from volunteers.models import Module, ModuleDone, Session, Training, Volunteer
from volunteers.selectors.training import last_done, needed
from volunteers.services.recruitment_moves import advance


@transaction.atomic
def finish(
    *,
    by: Actor,
    volunteer: Volunteer,
    module: Module,
    done_on: date,
    at: datetime,
    today: date,
    session: Session | None = None,
) -> ModuleDone:
    """Record one module, once a day, and whatever follows from it. The caller has asked for the permission."""
    if not volunteer.scheme_id == module.scheme_id == by.scheme.pk:
        raise NotAllowed
    volunteer = hold(Volunteer.objects.of(by.scheme)).get(pk=volunteer.pk)
    done = ModuleDone.objects.of(by.scheme).filter(volunteer=volunteer, module=module, done_on=done_on)
    row = done.first()
    if row is None:
        row = ModuleDone.make(
            scheme=by.scheme,
            volunteer=volunteer,
            module=module,
            done_on=done_on,
            session=session,
            recorded_by=by.membership,
        )
        detail = {"module": str(module.pk), "done_on": done_on.isoformat()}
        events.record(by=by, action="module.done", row=row, person=volunteer, at=at, detail=detail)
    settle(volunteer=volunteer, by=by, at=at, today=today)
    return row


@transaction.atomic
def undo(*, by: Actor, done: ModuleDone, at: datetime) -> None:
    """It was a mistake: the module, and the evidence that rested on it, go."""
    volunteer = hold(Volunteer.objects.of(by.scheme)).get(pk=done.volunteer_id)
    detail = {"module": str(done.module_id), "done_on": done.done_on.isoformat()}
    events.record(by=by, action="module.undone", row=done, person=volunteer, at=at, detail=detail)
    rested = Training.objects.of(by.scheme).filter(volunteer=volunteer, finished_on__gte=done.done_on)
    for row in rested.filter(kind__in=done.module.needed_for):
        events.record(by=by, action="training.taken_back", row=row, person=volunteer, at=at)
        row.delete()
    done.delete()


@transaction.atomic
def settle(*, volunteer: Volunteer, by: Actor, at: datetime, today: date) -> None:
    """Write down the training of each role whose modules are all done, and move the person on."""
    held = volunteer.held_roles.filter(until_on__isnull=True)
    done = last_done(volunteer.scheme_id, [volunteer])
    for kind in sorted(set(held.values_list("role__kind", flat=True))):
        modules = needed(volunteer.scheme_id, [kind])
        days = [done.get((volunteer.pk, module.pk)) for module in modules]
        if modules and all(days):
            _write(volunteer, kind, list(zip(modules, days, strict=True)), by=by, at=at)
    advance(volunteer=volunteer, by=by, at=at, today=today)


def _write(volunteer: Volunteer, kind: str, done: list[tuple[Module, date]], *, by: Actor, at: datetime):
    """One row a day of finishing; it ends with the first refresher that is due."""
    finished_on = max(day for _, day in done)
    ends = [add_months(day, module.refresh_months) for module, day in done if module.refresh_months]
    values = {"kind": kind, "refresh_by_on": min(ends, default=None)}
    course = f"{dict(ROLE_KINDS)[kind]} training"
    about = {"volunteer": volunteer, "course": course, "finished_on": finished_on}
    row = Training.objects.of(by.scheme).filter(**about).first()
    if row is None:
        row = Training.make(scheme=by.scheme, **about, **values)
    elif (row.kind, row.refresh_by_on) == (kind, values["refresh_by_on"]):
        return
    else:
        row.change(**values)
    detail = {"kind": kind, "finished_on": finished_on.isoformat()}
    events.record(by=by, action="training.finished", row=row, person=volunteer, at=at, detail=detail)
