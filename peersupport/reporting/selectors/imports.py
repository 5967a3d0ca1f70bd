"""What a scheme has already: an import is judged against it."""

from dataclasses import dataclass, field
from datetime import date

from peersupport.accounts.models import Practice, Scheme
from peersupport.reporting.sheets.referrals import IDENTITY, identity
from programmes.choices import RECEIVED, SUPPORTED, WAITING
from programmes.models import Enrolment, Referral
from volunteers.models import Role, Volunteer


@dataclass(frozen=True)
class Known:
    """`roles` by lower-case name; the rest as the verdicts take it. Empty: a scheme that is not there yet."""

    roles: dict[str, Role | None] = field(default_factory=dict)
    practices: frozenset[str] = frozenset()
    volunteers: frozenset[str] = frozenset()
    referrals: frozenset[tuple] = frozenset()
    open_numbers: frozenset[str] = frozenset()


def known(scheme: Scheme) -> Known:
    return Known(
        roles=roles_by_name(scheme),
        practices=frozenset(Practice.objects.of(scheme).values_list("ods_code", flat=True)),
        volunteers=frozenset(Volunteer.objects.of(scheme).values_list("ref", flat=True)),
        referrals=frozenset(identity(**row) for row in Referral.objects.of(scheme).values(*IDENTITY)),
        open_numbers=open_numbers(scheme),
    )


def roles_by_name(scheme: Scheme) -> dict[str, Role]:
    """By what the scheme calls a role, and by what everybody calls its kind."""
    roles = list(Role.objects.of(scheme).order_by("name"))
    return {r.get_kind_display().lower(): r for r in roles} | {r.name.lower(): r for r in roles}


def open_numbers(scheme: Scheme) -> frozenset[str]:
    """NHS numbers of people with an unanswered referral or an open place."""
    asked = Referral.objects.of(scheme).filter(state=RECEIVED).values_list("nhs_number", flat=True)
    placed = Enrolment.objects.of(scheme).filter(state__in=(WAITING, SUPPORTED))
    return frozenset(asked) | frozenset(placed.values_list("patient__nhs_number", flat=True)) - {""}


def is_taken(scheme: Scheme, *, received_on: date, **who) -> bool:
    """Whether a referral of this person and day is here, asked again under the lock of the import."""
    rows = Referral.objects.of(scheme).filter(received_on=received_on).values(*IDENTITY)
    return identity(received_on=received_on, **who) in {identity(**row) for row in rows}
