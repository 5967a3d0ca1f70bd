"""The settings of matching: changed on purpose, by version."""

from datetime import datetime

from django.db import transaction

from matching.engine import weights
from matching.engine.errors import EngineError
from matching.models import MatchSettings
from matching.selectors.settings import Chosen, Names, in_force, names_of
from matching.services.reasons import check_reason
from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.accounts.models import Scheme
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.models import Programme
from programmes.services import cohorts


class NothingChanged(Refusal):
    words = "These are the settings there are already. Change one, or go back."


class NotNewest(Refusal):
    words = "Somebody has changed these settings since you opened the page. Open it again and look at theirs first."


class BadWeights(Refusal):
    words = "The usual weights must be whole numbers that add up to 100, and none for sex, age or background."


@transaction.atomic
def change(*, wanted: Chosen, seen: int, why: str, by: Actor, at: datetime) -> MatchSettings:
    """Save them as the next version, for whoever is matched from now on. Rounds keep what they were started with.

    `seen` is the version that was on the page. Raises NoReason, BadWeights, NothingChanged, NotNewest.
    """
    require(by, may.MANAGE_PROGRAMMES)
    check_reason(why)
    _check_weights(wanted)
    scheme = hold(Scheme.objects.all()).get(pk=by.scheme.pk)
    now = in_force(scheme.pk)
    if now.version != seen:
        raise NotNewest
    # Version 0 is nobody's choice: to save it as it is makes it one.
    if now.version and now == wanted:
        raise NothingChanged
    _check_names(wanted, names_of(scheme.pk))
    figures = wanted.for_run(wanted.minimum_score) | {
        "objective": wanted.objective,
        "no_talk": sorted(wanted.no_talk),
    }
    del figures["version"]
    _ask_of_peers(wanted, by=by, at=at)
    row = MatchSettings.make(
        scheme=scheme, version=now.version + 1, changed_by=by.name, changed_at=at, why=why.strip(), **figures
    )
    detail = {"version": row.version} | figures
    events.record(by=by, action="matching.changed", row=row, at=at, detail=detail)
    return row


def _check_names(wanted: Chosen, names: Names) -> None:
    programmes = wanted.area | wanted.times | wanted.condition | wanted.no_talk
    if strangers := programmes - names.programmes.keys():
        raise ValueError(f"no programmes of this scheme: {sorted(strangers)}")
    if strangers := wanted.same_condition_for - names.conditions.keys():
        raise ValueError(f"no conditions of this scheme: {sorted(strangers)}")


def _check_weights(wanted: Chosen) -> None:
    """Protected characteristics weigh nothing for somebody who did not ask, whatever a scheme would like."""
    try:
        weights.validated(wanted.usual)
    except EngineError:
        raise BadWeights from None


def _ask_of_peers(wanted: Chosen, *, by: Actor, at: datetime) -> None:
    for programme in Programme.objects.of(by.scheme).order_by("pk"):
        key = str(programme.pk)
        cohorts.ask_of_peers(
            programme=programme, same_condition=key in wanted.condition, talk_first=key not in wanted.no_talk,
            by=by, at=at,
        )  # fmt: skip
