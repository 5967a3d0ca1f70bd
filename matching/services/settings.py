"""The settings of matching: changed on purpose, by version."""

from datetime import datetime

from django.db import transaction

from matching.models import MatchSettings
from matching.selectors.settings import Chosen, in_force, programmes_of
from matching.services.reasons import check_reason
from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.accounts.models import Scheme
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold


class NothingChanged(Refusal):
    words = "These are the settings there are already. Change one, or go back."


class NotNewest(Refusal):
    words = "Somebody has changed these settings since you opened the page. Open it again and look at theirs first."


@transaction.atomic
def change(*, wanted: Chosen, seen: int, why: str, by: Actor, at: datetime) -> MatchSettings:
    """Save them as the next version, for whoever is matched from now on. Rounds keep what they were started with.

    `seen` is the version that was on the page. Raises NoReason, NothingChanged, NotNewest.
    """
    require(by, may.MANAGE_PROGRAMMES)
    check_reason(why)
    scheme = hold(Scheme.objects.all()).get(pk=by.scheme.pk)
    now = in_force(scheme.pk)
    if now.version != seen:
        raise NotNewest
    # Version 0 is nobody's choice: to save it as it is makes it one.
    if now.version and now == wanted:
        raise NothingChanged
    if strangers := (wanted.area | wanted.times) - programmes_of(scheme.pk).keys():
        raise ValueError(f"no programmes of this scheme: {sorted(strangers)}")
    figures = {
        "objective": wanted.objective, "minimum_score": wanted.minimum_score, "kappa": wanted.kappa,
        "fairness": wanted.fairness, "area": sorted(wanted.area), "times": sorted(wanted.times),
    }  # fmt: skip
    row = MatchSettings.make(
        scheme=scheme, version=now.version + 1, changed_by=by.name, changed_at=at, why=why.strip(), **figures
    )
    detail = {"version": row.version} | figures
    events.record(by=by, action="matching.changed", row=row, at=at, detail=detail)
    return row
