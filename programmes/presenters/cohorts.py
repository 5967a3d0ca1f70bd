"""Programmes and cohorts in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from peersupport.core.presenters import Cell, Column, Link, Row, Table, Tag
from peersupport.core.templatetags.words import count, day
from programmes.choices import SUPPORTED, WAITING
from programmes.models import Cohort, Enrolment
from programmes.selectors.cohorts import CohortNumbers, ProgrammeCohorts

COLUMNS = ("Cohort", "First day", "Waiting", "Supported", "Ended")
OF_COURSE = ("Cohort", "First day", "Waiting", "Taking part", "Ended")


@dataclass(frozen=True)
class Shown:
    """A programme: its name, what it gives, and the table of its cohorts (None while it has none)."""

    title: str
    note: str
    table: Table | None


def programme(row: ProgrammeCohorts, *, today: date) -> Shown:
    offered = row.programme
    taught = "A course: people take part together" if offered.is_course else offered.taper.name
    note = f"{offered.role.name}. {taught}"
    if not row.cohorts:
        return Shown(offered.name, note, None)
    lines = [_row(numbers, today) for numbers in row.cohorts]
    columns = map(Column, OF_COURSE if offered.is_course else COLUMNS)
    table = Table(f"Cohorts of {offered.name}", [*columns, Column("Open", hidden=True)], lines)
    return Shown(offered.name, note, table)


def _row(numbers: CohortNumbers, today: date) -> Row:
    cohort = numbers.cohort
    taking = "Taking part" if cohort.programme.is_course else "Supported"
    closed = cohort.closed_on and cohort.closed_on <= today
    return Row(
        (
            Cell(
                cohort.name,
                tags=[Tag("Takes nobody new")] if closed else [],
                full=True,
            ),
            Cell(day(cohort.starts_on), label="From", full=True),
            Cell(
                str(numbers.waiting),
                _waiting(numbers),
                hidden="waiting",
                label="Waiting",
                number=True,
                sub=f"And {numbers.aside} to have no single peer" if numbers.aside else "",
            ),
            Cell(str(numbers.supported), label=taking, number=True),
            Cell(str(numbers.ended), label="Ended", number=True),
            Cell(links=[_people(cohort)]),
        )
    )


def _people(cohort: Cohort) -> Link:
    words = "Who finished?" if cohort.programme.is_course else "See people"
    return Link(words, reverse("cohorts-detail", args=[cohort.pk]), f"of {cohort.name}")


def _waiting(numbers: CohortNumbers) -> str:
    """Behind a number is its list."""
    return f"{reverse('waiting-list')}?cohort={numbers.cohort.pk}" if numbers.waiting else ""


def crumbs() -> list[Link]:
    return [Link("Programmes and cohorts", reverse("cohorts"))]


def note(cohort: Cohort, places: Sequence[Enrolment]) -> str:
    people = count(len(places), "person", "people")
    return f"{people}. First day {day(cohort.starts_on)}"


def marked(places: Iterable[Enrolment]) -> list[tuple[Enrolment, str]]:
    """Each with the words beside the tick: `Mo Ellis: takes part`."""
    return [(place, f"{place.patient.name}: {state(place)}") for place in places]


def state(place: Enrolment) -> str:
    if place.state == WAITING:
        aside = ", to have no single peer" if place.is_unsought else ""
        return f"on the list since {day(place.waits_since_on)}{aside}"
    if place.state == SUPPORTED:
        return "takes part"
    ended = place.get_ended_as_display().lower() or "ended"
    return f"{ended}, {day(place.ended_on)}" if place.ended_on else ended


def people(places: Sequence[Enrolment]) -> Table:
    """Everybody of a cohort, for those who mark nobody."""
    columns = [Column("Person"), Column("Where they stand")]
    return Table("People of this cohort", columns, [_person(place) for place in places])


def _person(place: Enrolment) -> Row:
    who = place.patient
    words = "supported" if place.state == SUPPORTED and not place.cohort.programme.is_course else state(place)
    return Row(
        (
            Cell(who.name, reverse("people-detail", args=[who.pk]), full=True),
            Cell(words[:1].upper() + words[1:], full=True),
        )
    )
