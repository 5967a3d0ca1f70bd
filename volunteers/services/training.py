"""A module is done, or was not after all; and what follows from a change of what roles need."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed
from peersupport.audit.services import events
from peersupport.core.locks import hold
from volunteers.choices import AT_WORK, ROLE_KINDS, STEPPED_DOWN, TRAINING
from volunteers.models import HeldRole, Module, ModuleDone, Session, Training, Volunteer
from volunteers.selectors.training_facts import facts_of, modules_of
from volunteers.services.needs import would_stop
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
    advance(volunteer=volunteer, by=by, at=at, today=today)
    return row


@transaction.atomic
def undo(*, by: Actor, done: ModuleDone, at: datetime) -> None:
    """It was a mistake. What was learned on another day stays learned."""
    volunteer = hold(Volunteer.objects.of(by.scheme)).get(pk=done.volunteer_id)
    detail = {"module": str(done.module_id), "done_on": done.done_on.isoformat()}
    events.record(by=by, action="module.undone", row=done, person=volunteer, at=at, detail=detail)
    done.delete()


@contextmanager
def needs_change(*, by: Actor, at: datetime, today: date, anyway: bool = False) -> Iterator[None]:
    """Around a change of what roles need. Whoever lacks nothing more moves on.

    Where a kind of role has no module left, training that was whole by then is kept as a whole. Raises WouldStop
    where somebody at work would lack training in a role from now on, unless that is meant: `anyway`.
    """
    # All of them before the audit, which comes last.
    waiting = list(hold(Volunteer.objects.of(by.scheme).filter(stage=TRAINING).order_by("pk")))
    before, trained = modules_of(by.scheme), _trained(by, today)
    yield
    _keep_whole(before, before.keys() - modules_of(by.scheme).keys(), by=by, at=at, today=today)
    stopped = trained - _trained(by, today)
    if stopped and not anyway:
        raise would_stop({key for key, _ in stopped}, ["training"], by=by)
    for volunteer in waiting:
        advance(volunteer=volunteer, by=by, at=at, today=today)


def _trained(by: Actor, today: date) -> set[tuple[UUID, str]]:
    """Volunteers at work, each with a kind of role that they hold and whose training counts."""
    held = HeldRole.objects.of(by.scheme).filter(
        Q(until_on=None) | Q(until_on__gte=today),
        since_on__lte=today, role__needs_training=True, volunteer__stage__in=AT_WORK,
    )  # fmt: skip
    pairs = set(held.values_list("volunteer_id", "role__kind"))
    facts = facts_of(by.scheme, {key for key, _ in pairs})
    found = {(key, kind): facts[key].learned(kind, today) for key, kind in pairs}
    return {pair for pair, learned in found.items() if learned and learned.counts(today)}


def _keep_whole(before: dict, kinds: Iterable[str], *, by: Actor, at: datetime, today: date) -> None:
    for kind in sorted(kinds):
        people = Volunteer.objects.of(by.scheme).exclude(stage=STEPPED_DOWN)
        here = {one.pk: one for one in people.filter(modules_done__module__in=before[kind]).distinct()}
        for key, facts in facts_of(by.scheme, here).items():
            facts.modules = before
            learned = facts.learned(kind, today)
            if learned and not learned.brought:
                _write(here[key], kind, learned.finished_on, learned.until, by=by, at=at)


def _write(
    volunteer: Volunteer, kind: str, finished_on: date, until: date | None, *, by: Actor, at: datetime
):
    about = {"course": f"{dict(ROLE_KINDS)[kind]} training", "kind": kind, "finished_on": finished_on}
    if volunteer.training.filter(**about).exists():
        return
    row = Training.make(scheme=by.scheme, volunteer=volunteer, **about, refresh_by_on=until)
    detail = {"kind": kind, "finished_on": finished_on.isoformat()}
    events.record(by=by, action="training.kept", row=row, person=volunteer, at=at, detail=detail)
