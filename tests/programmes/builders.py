"""Supports for the tests of contacts and worries: a relationship with its whole plan, made at once."""

from datetime import date, time

from django.db.models import F

from programmes.models import PlannedContact, Relationship
from programmes.schedule.taper import plan
from programmes.schedule.windows import windows


def support(cast, volunteer, place, *, start: date, mode: str = "phone") -> Relationship:
    """The volunteer supports the person of this place on the cast's taper, first contact on `start`."""
    planned = plan(cast.taper.as_phases(), start=start)
    place.change(state="supported")
    relationship = Relationship.make(
        scheme=cast.scheme,
        patient=place.patient,
        volunteer=volunteer,
        role=cast.coach,
        enrolment=place,
        taper=cast.taper,
        started_on=start,
        ends_on=planned[-1].due_on,
        mode=mode,
        at_time=time(14, 30),
    )
    phases = cast.taper.as_phases()
    days = windows([contact.due_on for contact in planned])
    PlannedContact.objects.bulk_create(
        PlannedContact(
            scheme=cast.scheme,
            relationship=relationship,
            number=contact.number,
            week=contact.week,
            phase=contact.phase,
            phase_name=phases[contact.phase].name,
            planned_on=contact.original_on,
            due_on=contact.due_on,
            opens_on=window.opens_on,
            closes_on=window.closes_on,
            reviews=contact.review,
        )
        for contact, window in zip(planned, days, strict=True)
    )
    return relationship


def held(relationship: Relationship, *numbers: int) -> None:
    """Mark these planned contacts as held on their day."""
    relationship.planned.filter(number__in=numbers).update(state="held", done_on=F("due_on"))


def mondays(cast) -> Relationship:
    """Denise and Mo talk on Mondays; three contacts were held and the fourth is due on 23 November 2026."""
    relationship = support(cast, cast.denise, cast.mos_place, start=date(2026, 11, 2))
    held(relationship, 1, 2, 3)
    return relationship


def tuesdays(cast) -> Relationship:
    """Denise and Grace talk on Tuesdays; the second contact, of 17 November 2026, was never logged."""
    relationship = support(cast, cast.denise, cast.graces_place, start=date(2026, 11, 10))
    held(relationship, 1)
    return relationship
