"""What a scheme has already, and what an import would add to it. Nothing is written here."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from peersupport.accounts.models import Practice, Scheme
from peersupport.reporting.sheets import practices, referrals, verdicts, volunteers
from peersupport.reporting.sheets.folder import Sheets
from peersupport.reporting.sheets.referrals import IDENTITY, identity
from peersupport.reporting.sheets.verdicts import Judged, Verdict
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


def judge(sheets: Sheets, *, scheme: Scheme | None, new_roles: Collection[str] = (), today: date) -> Judged:
    """What would be taken and refused. No scheme: one that would be opened with `new_roles`."""
    has = known(scheme) if scheme else Known(roles=dict.fromkeys(role.lower() for role in new_roles))
    places = _each(sheets.practices, practices.read)
    codes = has.practices | {verdict.value.code for verdict in places if not verdict.reason}
    roles = frozenset(has.roles)
    people = _each(sheets.volunteers, partial(volunteers.read, roles=roles, today=today))
    asked = _each(sheets.referrals, partial(referrals.read, practices=codes, roles=roles, today=today))
    return Judged(
        practices=tuple(replace(v, here=not v.reason and v.value.code in has.practices) for v in places),
        volunteers=tuple(verdicts.volunteers(people, here=has.volunteers)),
        referrals=tuple(verdicts.referrals(asked, here=has.referrals, open_numbers=has.open_numbers)),
    )


def _each(sheet, read) -> list[Verdict]:
    return list(verdicts.read_all(sheet, read)) if sheet else []


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
    return frozenset([*asked, *placed.values_list("patient__nhs_number", flat=True)]) - {""}


def is_taken(scheme: Scheme, *, received_on: date, **who) -> bool:
    """Whether a referral of this person and day is here, asked again under the lock of the import."""
    rows = Referral.objects.of(scheme).filter(received_on=received_on).values(*IDENTITY)
    return identity(received_on=received_on, **who) in {identity(**row) for row in rows}
