"""Writing down what matters to a person in a peer. Each writing is a new version; the old ones stay."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from matching.engine import weights
from matching.models import Preference
from matching.selectors.preferences import WISHES, as_wishes
from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.locks import hold
from programmes.models import Enrolment


@transaction.atomic
def write(
    *, enrolment: Enrolment, points: Mapping[str, int], asked_for: Iterable[str], by: Actor, at: datetime
) -> Preference:
    """A new version: `points` per feature become weights that sum to 100; a protected one counts only if asked for."""
    require(by, may.MATCH_PEOPLE, enrolment)
    asked_for = sorted(code for code in asked_for if code.split(":")[-1] in WISHES)
    wishes = as_wishes(asked_for, frozenset(enrolment.patient.background))
    hold(Enrolment.objects.of(by.scheme)).get(pk=enrolment.pk)
    newest = (
        Preference.objects.of(by.scheme)
        .filter(enrolment=enrolment)
        .aggregate(newest=Max("version"))["newest"]
    )
    row = Preference.make(
        scheme=by.scheme,
        enrolment=enrolment,
        version=(newest or 0) + 1,
        weights=weights.shared_out(points, asked=wishes.protected_asked),
        asked_for=asked_for,
        written_by=by.name,
        written_at=at,
    )
    detail = {"version": row.version}
    events.record(by=by, action="preference.written", row=row, person=enrolment.patient, at=at, detail=detail)
    return row
