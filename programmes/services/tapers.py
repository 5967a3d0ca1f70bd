"""New tapers, their names, which are offered, and which programme is on which.

A changed taper is a new version; running plans keep theirs, also when it is not offered any more.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.models import Programme, Taper, TaperPhase
from programmes.schedule.taper import Phase, check
from programmes.selectors.plans import phase_name


class NothingChanged(Refusal):
    words = "These are the phases there are already. Change one, or go back."


class NotNewest(Refusal):
    words = "Somebody has changed this taper since you opened the page. Look at the newest version first."


class NameTaken(Refusal):
    words = "There is a taper of this name already. Choose another name, or change that taper."
    field = "name"


class StillUsed(Refusal):
    """A programme starts its plans on it."""


@transaction.atomic
def add(*, name: str, phases: Sequence[Phase], by: Actor, at: datetime) -> Taper:
    """A taper beside those there are. Raises TaperError, NameTaken."""
    require(by, may.MANAGE_PROGRAMMES)
    named = _named(phases)
    name = " ".join(name.split())
    _refuse_taken(name, by)
    taper = Taper.make(scheme=by.scheme, name=name)
    _write(taper, named)
    detail = {"version": taper.version, "phases": [[p.interval_weeks, p.contacts] for p in named]}
    events.record(by=by, action="taper.added", row=taper, at=at, detail=detail)
    return taper


@transaction.atomic
def use(*, programme: Programme, taper: Taper, by: Actor, at: datetime) -> Programme:
    """Put a programme on another taper, for all plans that start from now on. Raises NothingChanged, NotNewest."""
    require(by, may.MANAGE_PROGRAMMES, programme, taper)
    row = hold(Programme.objects.of(by.scheme)).get(pk=programme.pk)
    chosen = hold(Taper.objects.of(by.scheme)).get(pk=taper.pk)
    if chosen.retired_on:
        raise NotNewest
    if row.taper_id == chosen.pk:
        raise NothingChanged("This programme is on that taper already. Choose another, or go back.")
    detail = {"from": str(row.taper_id), "to": str(chosen.pk)}
    row.change(taper=chosen)
    events.record(by=by, action="programme.taper_changed", row=row, at=at, detail=detail)
    return row


@transaction.atomic
def new_version(*, taper: Taper, phases: Sequence[Phase], by: Actor, at: datetime) -> Taper:
    """Save the phases as the next version, for all plans that start from now on.

    Programmes on the taper use the new one. Raises TaperError, NothingChanged, NotNewest.
    """
    require(by, may.MANAGE_PROGRAMMES, taper)
    named = _named(phases)
    old = hold(Taper.objects.of(by.scheme)).get(pk=taper.pk)
    if old.retired_on:
        raise NotNewest
    if list(old.as_phases()) == named:
        raise NothingChanged
    old.change(retired_on=timezone.localdate(at))
    new = Taper.make(scheme=by.scheme, name=old.name, version=old.version + 1)
    _write(new, named)
    Programme.objects.of(by.scheme).filter(taper=old).update(taper=new)
    detail = {"version": new.version, "phases": [[p.interval_weeks, p.contacts] for p in named]}
    events.record(by=by, action="taper.changed", row=new, at=at, detail=detail)
    return new


@transaction.atomic
def rename(*, taper: Taper, name: str, by: Actor, at: datetime) -> Taper:
    """Give a taper, with all its versions, another name. Raises NameTaken, NotNewest."""
    require(by, may.MANAGE_PROGRAMMES, taper)
    row, name = _newest(taper, by), " ".join(name.split())
    if row.name == name:
        return row
    _refuse_taken(name, by, but=row.name)
    detail = {"name": [row.name, name]}
    Taper.objects.of(by.scheme).filter(name=row.name).update(name=name)
    events.record(by=by, action="taper.renamed", row=row, at=at, detail=detail)
    row.name = name
    return row


@transaction.atomic
def switch(*, taper: Taper, on: bool, by: Actor, at: datetime) -> None:
    """Offer a taper for new plans again, or stop offering it. Running plans keep it. Twice is once.

    Raises NotNewest, StillUsed.
    """
    require(by, may.MANAGE_PROGRAMMES, taper)
    row = _newest(taper, by)
    if on == (row.retired_on is None):
        return
    used = Programme.objects.of(by.scheme).filter(taper=row).order_by("name").values_list("name", flat=True)
    if used:
        raise StillUsed(f"Used by {', '.join(used)}. Choose another taper for every programme first.")
    row.change(retired_on=None if on else timezone.localdate(at))
    events.record(by=by, action=f"taper.{'offered' if on else 'retired'}", row=row, at=at)


def _newest(taper: Taper, by: Actor) -> Taper:
    """The row, held. Raises NotNewest."""
    row = hold(Taper.objects.of(by.scheme)).get(pk=taper.pk)
    if Taper.objects.of(by.scheme).filter(name=row.name, version__gt=row.version).exists():
        raise NotNewest
    return row


def _refuse_taken(name: str, by: Actor, *, but: str = "") -> None:
    if Taper.objects.of(by.scheme).filter(name__iexact=name).exclude(name=but).exists():
        raise NameTaken


def _named(phases: Sequence[Phase]) -> list[Phase]:
    """Each phase with a name. Raises TaperError."""
    named = [Phase(phase.interval_weeks, phase.contacts, phase_name(phase)) for phase in phases]
    check(named)
    return named


def _write(taper: Taper, phases: Sequence[Phase]) -> None:
    for position, phase in enumerate(phases):
        TaperPhase.make(
            scheme=taper.scheme,
            taper=taper,
            position=position,
            name=phase.name,
            interval_weeks=phase.interval_weeks,
            contacts=phase.contacts,
        )
