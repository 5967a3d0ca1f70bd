"""A changed taper is a new version; running plans keep the one they started on."""

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


@transaction.atomic
def new_version(*, taper: Taper, phases: Sequence[Phase], by: Actor, at: datetime) -> Taper:
    """Save the phases as the next version, for all plans that start from now on.

    Programmes on the taper use the new one. Raises TaperError, NothingChanged, NotNewest.
    """
    require(by, may.MANAGE_PROGRAMMES, taper)
    named = [Phase(phase.interval_weeks, phase.contacts, phase_name(phase)) for phase in phases]
    check(named)
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
