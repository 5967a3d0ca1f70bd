"""The waiting list in words, and the links between the lists of people."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from peersupport.accounts.actors import Actor
from peersupport.core.presenters import Cell, Column, Filter, Link, Row, Stat, Table, Tag
from peersupport.core.templatetags.words import count, day
from programmes.models import Enrolment
from programmes.presenters.referrals import URGENCY
from programmes.selectors.enrolments import WaitingNumbers

SECTIONS = (
    ("People", "people"),
    ("Referrals", "referrals"),
    ("Waiting list", "waiting-list"),
    ("Cohorts", "cohorts"),
    ("Planned and held", "dose"),
)
COLUMNS = ("Person", "Waited", "How soon", "Waits for", "Owner")


def sections(current: str) -> list[Filter]:
    """Links between the lists about people; `current` is the URL name of the page."""
    return [Filter(text, reverse(name), current=name == current) for text, name in SECTIONS]


def wait(days: int) -> str:
    """`5 days`, `9 weeks`: weeks from three on."""
    return count(days // 7, "week") if days >= 21 else count(days, "day")


def order(target_days: int) -> str:
    """Why somebody comes before somebody else, on every list of those who wait."""
    return (
        "In the order of a matching round: the most urgent first, then the longest wait. "
        f"Every {wait(target_days)} of waiting count as one step more urgent."
    )


def stats(numbers: WaitingNumbers) -> list[Stat]:
    target = wait(numbers.target_days)
    aside = f"And {numbers.aside} who {'is' if numbers.aside == 1 else 'are'} to have no single peer"
    return [
        Stat(
            numbers.people,
            "people waiting" if numbers.people != 1 else "person waiting",
            aside if numbers.aside else "",
        ),
        Stat(wait(numbers.longest_days), "longest wait"),
        Stat(numbers.over_target, f"over the target of {target}", alert=numbers.over_target > 0),
    ]


def table(rows: Sequence[Enrolment], *, actor: Actor, today: date, may_match: bool) -> Table:
    columns = [*map(Column, COLUMNS), *([Column("Match", hidden=True)] if may_match else [])]
    target = actor.scheme.target_wait_days
    listed = [_row(row, today=today, target=target, may_match=may_match) for row in rows]
    return Table("Waiting list, in the order of a matching round", columns, listed)


def _row(row: Enrolment, *, today: date, target: int, may_match: bool) -> Row:
    days = row.days_waited(today)
    is_over = days > target
    patient = row.patient
    cells = [
        Cell(patient.name, reverse("people-detail", args=[patient.pk]), sub=_about(row, today), full=True),
        _waited(row, days, over=wait(target) if is_over else ""),
        _urgency(row),
        Cell(_role(row), sub=str(row.cohort), label="For", full=True),
        Cell(row.owner.user.name if row.owner else "Nobody yet", label="Owner", quiet=not row.owner),
    ]
    if may_match:
        cells.append(Cell(links=[_next(row)]))
    return Row(cells, edge="red" if is_over else "")


def _next(row: Enrolment) -> Link:
    """Nobody is matched for a course."""
    if row.cohort.programme.is_course:
        return Link(
            "See the course", reverse("cohorts-detail", args=[row.cohort_id]), f"of {row.patient.name}"
        )
    return Link("Find a match", reverse("enrolments-matching", args=[row.pk]), f"for {row.patient.name}")


def _about(row: Enrolment, today: date) -> str:
    practice = row.patient.practice
    return f"{row.patient.age(today)}, {practice.name if practice else 'no practice'}"


def _waited(row: Enrolment, days: int, *, over: str) -> Cell:
    words, since = count(days, "day"), f"Since {day(row.waits_since_on)}"
    if over:
        return Cell(tags=[Tag(f"{words}, over {over}", "red")], sub=since, full=True)
    return Cell(words, sub=since, label="Waited", full=True)


def _urgency(row: Enrolment) -> Cell:
    if row.urgency in URGENCY:
        return Cell(tags=[URGENCY[row.urgency]])
    return Cell(row.get_urgency_display(), quiet=True)


def _role(row: Enrolment) -> str:
    """What the referrer asked for, else what the programme gives."""
    wanted = row.referral.role if row.referral else None
    return (wanted or row.cohort.programme.role).name
