"""Words of monthly reviews. Rates of fewer than the least number are not shown."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone

from peersupport.core.presenters import Cell, Column, Fact, Link, Row, Table, Tag
from peersupport.core.templatetags.words import count, day
from programmes.choices import LATE_LOGS, LOW_DOSE, NOT_OBSERVED, QUALITY_FLAGS, SAID_NO_TO
from programmes.models import Contact, PlannedContact, QualityFlag, QualityReview
from programmes.selectors.quality import Behind
from programmes.selectors.quality_figures import days_late
from volunteers.choices import ANSWERS


def name(review: QualityReview) -> str:
    """`October 2026, Harton`."""
    return f"{review.month:%B %Y}, {review.team.name if review.team else 'the whole scheme'}"


def state(review: QualityReview) -> Tag:
    return Tag("Closed", "green") if review.closed_at else Tag("Open", "blue")


def table(rows: Iterable) -> Table:
    columns = [Column("Review"), Column("Begun"), Column("Flags"), Column("State")]
    return Table("Monthly reviews", columns, [_row(row) for row in rows])


def _row(row) -> Row:
    left = f"{row.unanswered} without an answer" if row.unanswered else "all answered"
    flags = f"{count(row.flagged, 'flag')}, {left}" if row.flagged else "None"
    return Row((
        Cell(name(row), reverse("quality-detail", args=[row.pk]), full=True),
        Cell(day(timezone.localdate(row.made_at)), sub=row.made_by, label="Begun", full=True),
        Cell(flags, label="Flags", full=True),
        Cell(tags=[state(row)], full=True),
    ))  # fmt: skip


def share(part: int, whole: int, least: int) -> str:
    """`12 of 15 (80%)`; words instead of a rate when there are too few."""
    if whole < least:
        return f"Too few to show (under {least})"
    return f"{part} of {whole} ({round(100 * part / whole)}%)"


def figures(review: QualityReview) -> list[Fact]:
    """What happened in the month, all together: nobody by name."""
    found = review.figures
    rules = found["rules"]
    least = rules["least"]
    late = f"Contacts logged within {count(rules['late_days'], 'day')}"
    facts = [
        Fact(late, share(found["logged"] - found["late"], found["logged"], least)),
        Fact("Planned contacts that were held", share(found["held"], found["due"], least)),
    ]
    return facts + [Fact(words, _answers(counted, least)) for words, counted in found["answers"].items()]


def _answers(counted: dict[str, int], least: int) -> str:
    total = sum(counted.values())
    if total < least:
        return f"Too few to show (under {least})"
    return ", ".join(f"{words.lower()} {counted[code]}" for code, words in ANSWERS if counted.get(code))


def flag_words(flag: QualityFlag) -> str:
    """`3 of 8 contacts were logged late`."""
    some = f"{flag.number} of {flag.out_of}"
    return {
        LATE_LOGS: f"{some} contacts were logged late",
        LOW_DOSE: f"{some} planned contacts were held",
        SAID_NO_TO: f"A person answered no to {some} questions",
        NOT_OBSERVED: "Practice was not observed for a long time",
    }.get(flag.kind, "A person wants to talk to somebody")


def behind(found: Behind) -> Table:
    """The contacts that a flag is about, each with the person's page."""
    late = [
        _contact(
            row, row.happened_on, f"Logged {count(days_late(row.happened_on, row.logged_at), 'day')} later"
        )
        for row in found.late
    ]
    missed = [_contact(row, row.due_on, row.get_state_display()) for row in found.missed]
    return Table(
        "Contacts that this is about", [Column(words) for words in ("Day", "With", "What")], late + missed
    )


def _contact(row: Contact | PlannedContact, on: date, what: str) -> Row:
    patient = row.relationship.patient
    return Row((
        Cell(day(on), full=True),
        Cell(patient.name, reverse("people-plan", args=[patient.pk]), label="With", full=True),
        Cell(what, full=True),
    ))  # fmt: skip


def flags(rows: Iterable[QualityFlag], *, works: bool) -> Table:
    columns = [Column("What"), Column("Volunteer"), Column("Answer"), Column("Do", hidden=True)]
    return Table("Flags of this review", columns, [_flag(row, works) for row in rows])


def _flag(row: QualityFlag, works: bool) -> Row:
    place = reverse("flags-answer", args=[row.pk])
    hidden = f"the flag of {row.volunteer.name}"
    links = [Link("Change" if row.answered_on else "Answer", place, hidden=hidden)] if works else []
    if row.about:
        links.insert(
            0,
            Link(
                "Read the feedback",
                reverse("feedback-detail", args=[row.about]),
                hidden=f"about {row.volunteer.name}",
            ),
        )
    by = f"{row.answered_by}, {day(row.answered_on)}" if row.answered_on else ""
    return Row((
        Cell(dict(QUALITY_FLAGS)[row.kind], sub=flag_words(row), full=True),
        Cell(row.volunteer.name, reverse("volunteers-practice", args=[row.volunteer_id]), full=True),
        Cell(row.answer or "Not answered yet", sub=by, quiet=not row.answer, full=True),
            Cell(links=links, full=True),
    ), edge="" if row.answered_on else "orange")  # fmt: skip
