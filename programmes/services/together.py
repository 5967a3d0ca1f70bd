"""What every service that brings a person and a volunteer together does first: hold both rows, then ask."""

from collections.abc import Collection
from uuid import UUID

from peersupport.accounts.actors import Actor
from peersupport.core import locks
from peersupport.core.sql import these
from programmes.models import Enrolment
from volunteers.models import Volunteer


def hold(volunteer: Volunteer, enrolment: Enrolment, *, by: Actor) -> tuple[Volunteer, Enrolment]:
    """Volunteer, place and person anew and held until the end, always in this order; a proposal comes before them,
    relationships and the audit after. Whatever `selectors.together` says then stays true until it is saved.
    """
    volunteers = Volunteer.objects.of(by.scheme).select_related("scheme", "user")
    enrolments = Enrolment.objects.of(by.scheme).select_related(
        "scheme", "patient__practice", "referral", "cohort__programme__role", "cohort__programme__taper"
    )
    return (
        locks.hold(volunteers).get(pk=volunteer.pk),
        locks.hold(enrolments, "patient").get(pk=enrolment.pk),
    )


def hold_all(
    volunteers: Collection[UUID], places: Collection[UUID], *, by: Actor
) -> tuple[dict[UUID, Volunteer], dict[UUID, Enrolment]]:
    """The same for many, by key and held in the order of their keys. Two queries."""
    rows = Volunteer.objects.of(by.scheme).filter(pk__in=these(volunteers)).order_by("pk")
    enrolments = Enrolment.objects.of(by.scheme).filter(pk__in=these(places)).order_by("pk")
    enrolments = enrolments.select_related("patient", "cohort__programme__role")
    return (
        {row.pk: row for row in locks.hold(rows)},
        {row.pk: row for row in locks.hold(enrolments, "patient")},
    )
