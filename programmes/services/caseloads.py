"""How many people a volunteer has at once in a role: changed on purpose, by version."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from programmes.models import CaseloadVersion
from programmes.selectors.capacity import pattern
from programmes.selectors.caseloads import Wanted, columns_of
from programmes.services.changes_rows import reason
from volunteers.models import Role


class NothingChanged(Refusal):
    words = "This is the caseload there is already. Change it, or go back."


class NotNewest(Refusal):
    words = "Somebody has changed this caseload since you opened the page. Look at the newest version first."


@transaction.atomic
def change(*, role: Role, wanted: Wanted, seen: int, why: str, by: Actor, at: datetime) -> CaseloadVersion:
    """Save a caseload as the next version. Nobody loses a person: it counts when the next place is asked for.

    `seen` is the version that was on the page. Raises BadPattern, NothingChanged, NotNewest, NoReason.
    """
    require(by, may.MANAGE_PROGRAMMES, role)
    why = reason(why)
    pattern(wanted.caseload, wanted.figures, wanted.people_at_once)
    role = hold(Role.objects.of(by.scheme)).get(pk=role.pk)
    newest = _newest(role)
    if newest.version != seen:
        raise NotNewest
    if columns_of(role) == wanted:
        raise NothingChanged
    row = _version(role, wanted, newest.version + 1, since_on=timezone.localdate(at), by=by.name, why=why)
    role.change(
        caseload=wanted.caseload, caseload_figures=wanted.figures, people_at_once=wanted.people_at_once
    )
    detail = {"version": row.version, "caseload": row.caseload, "figures": row.figures}
    detail["people_at_once"] = row.people_at_once
    events.record(by=by, action="caseload.changed", row=role, at=at, detail=detail)
    return row


def _newest(role: Role) -> CaseloadVersion:
    """The version in force; the first, from before anybody changed it, is written down now."""
    found = role.caseload_versions.order_by("-version").first()
    return found or _version(role, columns_of(role), 1, since_on=None, by="", why="")


def _version(
    role: Role, wanted: Wanted, number: int, *, since_on: date | None, by: str, why: str
) -> CaseloadVersion:
    return CaseloadVersion.make(
        scheme=role.scheme, role=role, version=number, caseload=wanted.caseload, figures=wanted.figures,
        people_at_once=wanted.people_at_once, since_on=since_on, changed_by=by, why=why,
    )  # fmt: skip
