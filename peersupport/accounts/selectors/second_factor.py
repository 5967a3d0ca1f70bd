"""Whether somebody still has to set up a second factor, and from when on nothing else is possible."""

from dataclasses import dataclass
from datetime import date

from allauth.mfa.utils import is_mfa_enabled

from peersupport.accounts import roles

STAFF = (roles.MANAGER, roles.COORDINATOR, roles.AUDITOR)


@dataclass(frozen=True, slots=True)
class Owed:
    """`from_on` is the day from which it is demanded; `is_due` when that has come."""

    from_on: date
    is_due: bool


def owed(actor, *, on: date) -> Owed | None:
    """None when nothing is asked of this person. No query when the scheme asks nobody, else one."""
    from_on = actor.scheme.second_factor_from_on
    if from_on is None or actor.role not in STAFF:
        return None
    return None if is_mfa_enabled(actor.membership.user) else Owed(from_on, on >= from_on)
