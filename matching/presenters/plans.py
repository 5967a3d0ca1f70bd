"""The plan page in words: dates phase by phase, load before and after, and what starting does."""

from itertools import groupby

from matching.presenters.words import joined, number
from matching.selectors.plans import Proposal
from peersupport.core.charts import LoadChart, load_chart
from peersupport.core.presenters import Cell, Column, PlanDate, PlanPhase, Row, Table, Tag
from peersupport.core.templatetags.words import count, day
from programmes.models import Enrolment
from programmes.selectors.plans import Slot
from volunteers.models import Volunteer
from volunteers.presenters.recognition import of_kinds


def heading(proposal: Proposal) -> str:
    """`14 contacts, two moved`."""
    moved = sum(bool(slot.moved_why) for slot in proposal.slots)
    return f"{count(len(proposal.slots), 'contact')}, {number(moved).lower() if moved else 'none'} moved"


def late(proposal: Proposal) -> str:
    """What a start in the past means."""
    past = count(proposal.past, "contact lies", "contacts lie")
    return f"{past} before today. Say below what became of them, or start the whole plan from now on."


def instead(proposal: Proposal) -> str:
    """The way to a plan without a past."""
    return f"Start on {day(proposal.instead_on)} instead"


def phases(proposal: Proposal) -> list[PlanPhase]:
    past = {slot.number for slot in proposal.slots[: proposal.past]}
    grouped = groupby(proposal.slots, key=lambda slot: (slot.phase, slot.phase_name))
    return [
        PlanPhase(name, [_date(slot, past=slot.number in past) for slot in slots])
        for (_, name), slots in grouped
    ]


def _date(slot: Slot, *, past: bool) -> PlanDate:
    then = "Last contact" if slot.last else "Step-down review" if slot.reviews else ""
    if past:
        return PlanDate(slot.week, day(slot.due_on), then, PAST)
    if not slot.moved_why:
        return PlanDate(slot.week, day(slot.due_on), then)
    was = f", was {slot.planned_on:%a} {slot.planned_on.day} {slot.planned_on:%b}"
    note = f"{slot.moved_why}{was if slot.planned_on != slot.due_on else ''}"
    return PlanDate(slot.week, day(slot.due_on), f"{note}. {then}" if then else note, Tag("Moved", "yellow"))


def chart(proposal: Proposal, enrolment: Enrolment, volunteer: Volunteer) -> LoadChart:
    added = f"{enrolment.patient.short_name}’s contacts"
    return load_chart(proposal.weeks, limit=proposal.limit, who=volunteer.short_name, added_words=added)


def busiest(proposal: Proposal, volunteer: Volunteer) -> str:
    """`Busiest week: 2 contacts before, 3 after (five weeks). Denise’s limit is 3.`"""
    before = proposal.busiest_before
    after = max(week.after for week in proposal.weeks)
    weeks = sum(week.after == after for week in proposal.weeks)
    times = f" ({number(weeks).lower()} {'week' if weeks == 1 else 'weeks'})"
    return (
        f"Busiest week: {count(before, 'contact')} before, {after} after{times}. "
        f"{volunteer.short_name}’s limit is {proposal.limit}."
    )


PAST = Tag("Before today", "orange")


def beside(proposal: Proposal, volunteer: Volunteer) -> str:
    """`Denise also gives time to 7 courses and groups in these weeks.` Nothing when there is nothing else."""
    if not proposal.beside:
        return ""
    return f"{volunteer.short_name} also gives time to {of_kinds(proposal.beside)} in these weeks."


OVER = Tag("Over the limit", "red")


def over(proposal: Proposal, volunteer: Volunteer) -> str:
    """A warning, if a week is over the limit."""
    weeks = sum(week.after > proposal.limit for week in proposal.weeks)
    if not weeks:
        return ""
    name = volunteer.short_name
    return f"In {count(weeks, 'week')} {name} would have more contacts than agreed. Another start may fit better."


def moves(proposal: Proposal) -> Table:
    """Dates of people whom the volunteer supports already, each before and after; only those that move."""
    columns = [Column(words) for words in ("Person", "Contact", "Before", "After")]
    rows = [
        Row((
            Cell(move.relationship.patient.name),
            Cell(f"{line.number}. {line.phase_name}", label="Contact", full=True),
            Cell(day(line.before_on), label="Before", full=True),
            Cell(day(line.due_on), label="After", full=True),
        ))
        for move in proposal.moves
        for line in move.lines
        if line.before_on != line.due_on
    ]  # fmt: skip
    return Table("Dates of other people that move", columns, rows)


def moves_words(proposal: Proposal, volunteer: Volunteer) -> str:
    """`Denise supports Mo already. Two contacts move by a week, so that no week has more than 3 contacts.`"""
    names = joined([move.relationship.patient.short_name for move in proposal.moves])
    after = max(week.after for week in proposal.weeks)
    return (
        f"{volunteer.short_name} supports {names} already. These dates move by one week at most, so that "
        f"{volunteer.short_name}’s busiest week has {count(after, 'contact')}. Past and near contacts stay."
    )


def steps(enrolment: Enrolment, volunteer: Volunteer) -> list[str]:
    """What starting the plan does, and what is left to do by phone."""
    person, referral = enrolment.patient, enrolment.referral
    told = [one.short_name for one in (person, volunteer) if one.email]
    untold = [one.short_name for one in (person, volunteer) if not one.email]
    found = (
        [f"{' and '.join(told)} {'get' if len(told) > 1 else 'gets'} a message with the first date"]
        if told
        else []
    )
    if untold:
        found.append(f"Phone {' and '.join(untold)}: there is no e-mail address, so no message goes there")
    if referral and referral.sent_by_id and referral.consent_to_tell:
        found.append(f"{referral.sent_by.name} hears that {person.short_name} is matched")
    return [*found, f"{person.short_name} leaves the waiting list"]
