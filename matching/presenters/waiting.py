"""The list of people who wait for a match, in words."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from matching.choices import ACCEPTED, KEEP_WAITING, SEEK_AGAIN, TRY_ANOTHER
from matching.presenters.candidates import role_of, talk_tags
from matching.presenters.words import short_day, some
from matching.selectors.waiting import Waiting
from peersupport.core.presenters import Action, Cell, Column, Row, Table, Tag
from peersupport.core.templatetags.words import count
from programmes.presenters.enrolments import wait
from programmes.presenters.referrals import URGENCY

COLUMNS = ("Person", "Waited", "Could support them", "Getting to know", "Match")
DECIDED = {
    TRY_ANOTHER: "Another is sought",
    KEEP_WAITING: "To keep waiting",
    SEEK_AGAIN: "Sought again, after no single peer",
}


def note(total: int, longest: int) -> str:
    """`43 people wait, the longest for 11 weeks`."""
    if not total:
        return ""
    verb = "waits" if total == 1 else "wait"
    return f"{count(total, 'person', 'people')} {verb}, the longest for {wait(longest)}"


def table(lines: Sequence[Waiting], *, target: int, on: date) -> Table:
    columns = [Column(words, hidden=words == "Match") for words in COLUMNS]
    return Table(
        "People who wait, in the order of a matching round",
        columns,
        [_row(line, target, on) for line in lines],
    )


def _row(line: Waiting, target: int, on: date) -> Row:
    place, patient = line.enrolment, line.enrolment.patient
    is_over, href = line.days > target, reverse("enrolments-matching", args=[place.pk])
    urgency = [URGENCY[place.urgency]] if place.urgency in URGENCY else []
    late = [Tag(f"Over {wait(target)}", "red")] if is_over else []
    where = patient.practice.name if patient.practice else "no practice"
    return Row(
        (
            Cell(patient.name, href, sub=f"{patient.age(on)}, {where}", full=True),
            Cell(wait(line.days), label="Waited", tags=[*urgency, *late], full=True),
            _possible(line),
            _talked(line),
            Cell(actions=[Action("Match", href, hidden=patient.name)]),
        ),
        edge="red" if is_over else "",
    )


def _possible(line: Waiting) -> Cell:
    role = role_of(line.enrolment)
    if not line.possible:
        return Cell(tags=[Tag(f"No {role} is possible", "orange")], full=True)
    return Cell(f"{line.possible} {some(line.possible, role)}", label="Possible", full=True)


def _talked(line: Waiting) -> Cell:
    """Who is held or proposed, the newest conversation or, if later, what was decided."""
    talk, decided, row = line.talked, line.decided, line.standing
    tags = talk_tags(talk, line.enrolment.patient.short_name) if talk else []
    if row and row.state == ACCEPTED:
        met = talk and talk.volunteer_id == row.volunteer_id
        held = Tag(f"Held since round {row.run.number}", "blue")
        return Cell(_name(line), tags=[held, *(tags if met else [])], full=True)
    proposed = f"Round {row.run.number} proposes {_name(line, inside=True)}" if row else ""
    if decided and decided.decision in DECIDED and (talk is None or decided.decided_at > talk.recorded_at):
        on = f"Decided on {short_day(decided.decided_at)}"
        return Cell(DECIDED[decided.decision], sub=". ".join(filter(None, [on, proposed])), full=True)
    if talk is None:
        return Cell("Nobody met yet", sub=proposed, quiet=True, full=True)
    return Cell(talk.volunteer.name, tags=tags, sub=proposed, full=True)


def _name(line: Waiting, *, inside: bool = False) -> str:
    if line.standing and line.is_seen:
        return line.standing.volunteer.name
    return f"{'s' if inside else 'S'}omebody of another team"
