"""Words of one person's way: the steps, the references, and what happened."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from peersupport.core.presenters import Action, Cell, Column, Event, Fact, Row, Table, Tag
from peersupport.core.templatetags.words import count, day
from volunteers.choices import (
    AGREEMENT,
    APPLICATION,
    CHECKS,
    ENQUIRY,
    INTERVIEW,
    JOINING,
    NO_CHECK,
    READY,
    REFERENCES,
    STAGES,
    STEPPED_DOWN,
    TRAINING,
)
from volunteers.models import Interview, Reference, StageChange, Volunteer
from volunteers.presenters.recruitment import next_place
from volunteers.presenters.recruitment_doubts import weighed
from volunteers.selectors.joining import Account
from volunteers.selectors.recruitment_person import Joining

MISSING = {
    "check-missing": "The check is missing",
    "check-lapsed": "The check has run out",
    "check-level": "The check is not of the level that the role needs",
    "training": "Role training is not finished",
    "training-none": "No module is set up for the role",
    "training-lapsed": "The training is to be refreshed",
    "agreement": "Not signed yet",
    "agreement-none": "No agreement is published for the role",
}


@dataclass(frozen=True, slots=True)
class WayStep:
    """A stage on the way: done, now or later, with what is there or missing."""

    name: str
    tag: Tag | None
    hint: str = ""
    done: bool = False


def steps(found: Joining) -> list[WayStep]:
    """The way to being ready. After that it is shown as done; somebody gone is nowhere on it."""
    here = found.volunteer.stage
    at = JOINING.index(here) if here in JOINING else -1 if here == STEPPED_DOWN else len(JOINING)
    names = dict(STAGES)
    return [_step(found, stage, names[stage], number, at) for number, stage in enumerate(JOINING)]


def _step(found: Joining, stage: str, name: str, number: int, at: int) -> WayStep:
    shown = stage != READY and found.proof.shows(stage)
    done = number < at or (number == at and stage == READY)
    tag = (
        None
        if done
        else Tag("Now", "blue")
        if number == at
        else Tag("There already", "green")
        if shown
        else None
    )
    if stage == READY:
        return WayStep(name, tag, "" if done else "When all of it is there", done)
    by_hand = " Moved on by hand." if done and not shown else ""
    return WayStep(name, tag, HINTS[stage](found) + by_hand, done)


def _enquiry(found: Joining) -> str:
    if found.enquiry is None:
        return "Before this register began."
    likes = f" Would like: {', '.join(found.wanted)}." if found.wanted else ""
    return f"{found.enquiry.get_source_display()}, {day(found.enquiry.received_at)}.{likes}"


def _application(found: Joining) -> str:
    return (
        ", ".join(row.role.name for row in found.roles) + "." if found.roles else "No role is agreed on yet."
    )


def _interview(found: Joining) -> str:
    if not found.interviews:
        return "Not held yet."
    newest = found.interviews[0]
    return f"{day(newest.held_on)}, {newest.held_by}: {newest.get_outcome_display()}."


def _references(found: Joining) -> str:
    proof, asked = found.proof, found.asked
    parts = [f"{proof.vouched} of {proof.needed} recommend"]
    parts += [f"{proof.against} against"] if proof.against else []
    parts += [f"{asked.waiting} waited for"] if asked.waiting else []
    parts += [f"{asked.stalled} to ask again"] if asked.stalled else []
    parts += [f"{proof.unread} to read"] if proof.unread else []
    return ", ".join(parts) + "."


def _checks(found: Joining) -> str:
    if found.roles and all(row.role.check_level == NO_CHECK for row in found.roles):
        return "No check may be asked for in this role."
    return _gate(found, "check", "In date.")


def _gate(found: Joining, start: str, fine: str) -> str:
    if not found.roles:
        return "Follows from the role."
    codes = sorted(code for code in found.proof.missing if code.startswith(start))
    return ". ".join(MISSING[code] for code in codes) + "." if codes else fine


def _signed(found: Joining) -> str:
    by = found.proof.sign_by
    return f"Signed. A new version is to be signed by {day(by)}." if by else "Signed, or not needed."


HINTS = {
    ENQUIRY: _enquiry,
    APPLICATION: _application,
    INTERVIEW: _interview,
    REFERENCES: _references,
    CHECKS: _checks,
    TRAINING: lambda found: _gate(found, "training", "Finished, or not needed."),
    AGREEMENT: lambda found: _gate(found, "agreement", _signed(found)),
}


def next_step(found: Joining) -> dict | None:
    """What is to be done now, and the button when it is done on another page."""
    if not found.next:
        return None
    words, href = next_place(found.next, found.volunteer)
    if found.next == "read":
        unread = next(row for row in found.references if row.returned_at and row.read_on is None)
        href = reverse("references-detail", args=[unread.pk])
    here = href == reverse("volunteers-joining", args=[found.volunteer.pk])
    action = None if here else Action(words, href, secondary=False)
    return {"words": f"{words}.", "action": action}


def enquiry_actions(found: Joining) -> list[Action]:
    """For an enquiry that is held: it is real, or it is not."""
    key = found.volunteer.pk
    return [
        Action("This is a real enquiry", reverse("enquiries-accept", args=[key]), post=True),
        Action("Not real, or sent twice", reverse("enquiries-reject", args=[key]), warning=True, post=True),
    ]


def actions(volunteer: Volunteer) -> list[Action]:
    places = [
        ("Give a role", "volunteers-give-roles"),
        ("Record an interview", "volunteers-record-interview"),
        ("Name a referee", "volunteers-name-referee"),
        ("Move by hand", "volunteers-move"),
        ("Let them go", "volunteers-step-down"),
    ]
    if volunteer.stage == STEPPED_DOWN:
        places = [("Take up again", "volunteers-move")]
    return [Action(words, reverse(name, args=[volunteer.pk])) for words, name in places]


def references(found: Joining, *, on: date, works: bool) -> Table:
    columns = [
        Column("Referee"),
        Column("Asked"),
        Column("State"),
        *([Column("Do", hidden=True)] if works else []),
    ]
    rows = [_reference(row, on, works) for row in found.references]
    return Table("References", columns, rows)


def _reference(row: Reference, on: date, works: bool) -> Row:
    place = reverse("references-detail", args=[row.pk]) if works else ""
    times = f"{row.times_asked} times" if row.times_asked > 1 else ""
    cells = (
        Cell(row.name, place, sub=row.knows_how, full=True),
        Cell(
            day(row.asked_on) or "Not by e-mail",
            sub=times,
            label="Asked",
            quiet=not row.asked_on,
            full=True,
            nowrap=True,
        ),
        Cell(tags=reference_tags(row, on), sub=_until(row, on), full=True),
    )
    return Row((*cells, Cell(actions=_ask(row), full=True)) if works else cells)


def reference_tags(row: Reference, on: date) -> list[Tag]:
    if row.returned_at:
        answers = {"yes": Tag("Recommends", "green"), "no": Tag("Does not recommend", "red")}
        read = [] if row.read_on else [Tag("To read", "blue")]
        return [answers.get(row.answer, Tag("Cannot say")), *read]
    if row.is_open(on):
        return [Tag("Waiting")]
    return [Tag("The link has run out", "orange") if row.asked_on else Tag("Ask by phone or letter", "blue")]


def _until(row: Reference, on: date) -> str:
    return f"Link until {day(row.link_until_on)}" if row.is_open(on) else ""


def _ask(row: Reference) -> tuple[Action, ...]:
    if row.returned_at:
        return ()
    by_hand = Action("Write it down", reverse("references-record", args=[row.pk]), hidden=f"for {row.name}")
    if not row.email:
        return (by_hand,)
    ask = Action("Send the link again", reverse("references-ask", args=[row.pk]), hidden=row.name, post=True)
    return (ask, by_hand)


def facts(row: Reference) -> list[Fact]:
    """One reference, as it came."""
    by = row.recorded_by.user.name if row.recorded_by else "The referee, by the link"
    read = f"{day(row.read_on)}, {row.read_by.user.name}" if row.read_by else "Not yet"
    known = [
        ("Referee", row.name),
        ("Knows them", row.knows_how),
        ("E-mail", row.email or "None"),
        ("Asked", day(row.asked_on) or "Not by e-mail"),
    ]
    came = [
        ("Known for", row.known_for),
        ("Recommends", row.get_answer_display()),
        ("In their words", row.text or "Nothing more"),
        ("Written by", by),
        ("Read", read),
        *([("Weighed", weighed(row, True))] if row.weighed else []),
    ]
    return [Fact(key, value) for key, value in (known + came if row.returned_at else known)]


def interviews(found: Joining, *, works: bool) -> list[dict]:
    """Each with its notes, for those who work with volunteers."""
    return [_interview_words(row, works) for row in found.interviews]


def _interview_words(row: Interview, works: bool) -> dict:
    title = f"{day(row.held_on)}, {row.held_by}"
    then = f". {weighed(row, works)}" if row.weighed else ""
    outcome = f"{row.get_outcome_display()}{then}"
    return {"title": title, "outcome": outcome, "notes": row.notes if works else ""}


def history(found: Joining) -> list[Event]:
    return [_event(row) for row in found.changes]


def _event(row: StageChange) -> Event:
    by = row.moved_by.user.name if row.moved_by else "by itself"
    days = (row.moved_on - row.since_on).days
    spent = f"after {count(days, 'day')}" if days else "on the same day"
    reason = f" {row.get_reason_display()}." if row.reason else ""
    why = f" {row.why}" if row.why else ""
    words = f"{row.get_from_stage_display()} to {row.get_to_stage_display()}, {spent}, {by}.{reason}{why}"
    return Event(day(row.moved_on), words, row.moved_on)


def account(volunteer: Volunteer, found: Account, *, works: bool) -> dict:
    """How somebody gets in: a sentence, and the buttons."""
    key = [volunteer.pk]
    link = Action("Send the link to their own page", reverse("volunteers-send-link", args=key), post=True)
    invite = Action("Invite to an account", reverse("volunteers-invite", args=key), post=True)
    again = Action("Send the invite again", reverse("volunteers-invite", args=key), post=True)
    until = day(found.until_on)
    words, actions = {
        "none": ("No account yet.", (invite, link)),
        "no address": ("No account: there is no e-mail address.", ()),
        "invited": (f"Invited. The link works until {until}.", (again, link)),
        "run out": ("Invited, but the link has run out.", (again, link)),
        "signs in": ("Has an account.", ()),
        "closed": ("The account is closed.", (invite,)),
    }[found.standing]
    return {"words": words, "actions": actions if works and volunteer.stage != STEPPED_DOWN else ()}
