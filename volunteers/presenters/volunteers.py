"""Words and colours of a volunteer's record."""

from datetime import date, timedelta

from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core.presenters import Action, Colour, Fact, Link, PersonHeader, Tag, ToDo
from peersupport.core.templatetags.words import count, day, long_day
from volunteers.choices import ACTIVE, AT_WORK, ON_LEAVE, READY, STAGES, STEPPED_DOWN
from volunteers.models import Check, Role, Volunteer
from volunteers.selectors.agreements_rules import Owed
from volunteers.selectors.volunteers import Missing, Outlook, Record

STAGE_COLOURS: dict[str, Colour] = {ACTIVE: "green", READY: "green", ON_LEAVE: "yellow", STEPPED_DOWN: "grey"}
TO_DO = {
    "role": "Give a role first, with the next import",
    "stage": "Still on the way to being ready",
    "doubt": "Read what was said, then decide whether they may go on",
    "check-lapsed": "Ask for a new check, and record it when you have seen it",
    "check-missing": "Ask for the check, and record it when you have seen it",
    "check-level": "Ask for a check of the level that the role needs",
    "training": "Arrange the role training",
    "training-none": "Add a module that this role needs, or say on the role that it needs no training",
    "training-lapsed": "Arrange a refresher",
    "agreement": "Ask for the signature, on the web or on paper",
    "agreement-none": "Ask your scheme manager to publish one, or record the signature on paper",
    "supervision": "Plan a session soon. People they support now go on as before",
    "leave": "Nothing to do: it passes by itself",
}
THEN = {
    "role": "the role ends",
    "check-lapsed": "the check runs out",
    "training-lapsed": "a refresher is due",
    "agreement": "a new text is to be signed",
    "supervision": "supervision is overdue",
    "leave": "they are away",
}
RECORD_A_CHECK = ("check-lapsed", "check-missing", "check-level")
RECORD_A_SIGNATURE = ("agreement", "agreement-none")


def tabs(volunteer: Volunteer, current: str) -> list[Link]:
    """The pages of one volunteer. That of people supported belongs to the room that knows who is supported."""
    pages = (
        ("volunteers-detail", "Record"),
        ("volunteers-people", "People supported"),
        ("volunteers-supervision", "Supervision"),
        ("volunteers-joining", "Joining"),
        ("volunteers-hours", "Hours and weeks"),
        ("volunteers-practice", "Practice"),
        ("volunteers-expenses", "Expenses"),
    )
    return [Link(words, reverse(name, args=[volunteer.pk]), current=name == current) for name, words in pages]


def page(volunteer: Volunteer, name: str, *, actor) -> dict:
    """Head, tabs and crumbs of a further page of a volunteer. One query for the roles held."""
    held = (
        volunteer.held_roles.filter(until_on__isnull=True).select_related("role").order_by("role__name", "pk")
    )
    roles, stage = [row.role.name for row in held], dict(STAGES)[volunteer.stage]
    return {
        "person": header(volunteer, roles=roles, stage=stage, actor=actor),
        "crumbs": crumbs(),
        "tabs": tabs(volunteer, name),
        "label": f"Record of {volunteer.name}",
    }


def crumbs() -> list[Link]:
    return [Link("Today", reverse("today")), Link("Volunteers", reverse("volunteers"))]


def header(volunteer: Volunteer, *, roles: list[str], stage: str, actor) -> PersonHeader:
    """The same on every page of a volunteer. `roles` are the names of those held now."""
    called = [volunteer.first_name + " " + volunteer.last_name] if volunteer.called else []
    joined = [f"Joined {long_day(volunteer.joined_on)}"] if volunteer.joined_on else []
    place = [volunteer.team.name] if volunteer.team else ["All areas"]
    owner = volunteer.coordinator.user.name if volunteer.coordinator else "nobody yet"
    return PersonHeader(
        name=volunteer.name,
        facts=(*called, *place, *joined),
        tags=(Tag(stage, STAGE_COLOURS.get(volunteer.stage, "blue")), *role_tags(roles)),
        note=f"Coordinator: {owner}",
        actions=actions(volunteer) if actor.can(may.WORK_VOLUNTEERS) and not is_gone(volunteer) else (),
    )


def is_gone(volunteer: Volunteer) -> bool:
    return volunteer.stage == STEPPED_DOWN


def actions(volunteer: Volunteer) -> tuple[Action, ...]:
    return (
        Action("Record check", reverse("volunteers-record-check", args=[volunteer.pk])),
        Action("Record leave", reverse("volunteers-record-leave", args=[volunteer.pk])),
    )


def role_tags(roles) -> tuple[Tag, ...]:
    return tuple(Tag(role, border=False) for role in roles)


def to_do(record: Record, *, on: date, works: bool) -> list[ToDo]:
    """What is missing, then what will be missing soon; of somebody gone, nothing. `works`: this person may put it
    right.
    """
    who = record.volunteer
    if is_gone(who):
        return []
    return [
        *(_missing(line, who, works) for line in record.missing),
        *(_soon(check, who, on, works) for check in record.expiring(on)),
        *(_refresh(role, learned.until, on) for role, learned in record.refreshing(on)),
        *(_to_sign(one, who, works) for one in record.to_sign(on)),
    ]


def outlooks(record: Record) -> list[Fact]:
    """A line a role: whether they may be given somebody new, and until or from when. Nothing on the way to it."""
    works = record.volunteer.stage in AT_WORK
    return [Fact(one.role, _outlook(one)) for one in record.outlooks if works]


def _outlook(one: Outlook) -> str:
    if one.ok and one.changes_on:
        last = one.changes_on - timedelta(days=1)
        then = ", ".join(dict.fromkeys(THEN.get(code, "something is missing") for code in one.then))
        return f"May be given somebody new, up to {day(last)}: then {then}"
    if one.ok:
        return "May be given somebody new"
    return f"Nobody new before {day(one.changes_on)}" if one.changes_on else "Nobody new until it is there"


def _missing(line: Missing, volunteer: Volunteer, works: bool) -> ToDo:
    until = f" on {day(line.changes_on)}" if line.changes_on and line.code == "leave" else ""
    about = f" ({', '.join(line.roles)})" if line.roles else ""
    do = _new_check(volunteer) if works and line.code in RECORD_A_CHECK else None
    do = _decision(volunteer) if works and line.code == "doubt" else do
    do = _signature(volunteer) if works and line.code in RECORD_A_SIGNATURE else do
    return ToDo(f"{line.words}{about}", f"{TO_DO.get(line.code, '')}{until}", do)


def _soon(check: Check, volunteer: Volunteer, on: date, works: bool) -> ToDo:
    words = f"{check.get_level_display()} check runs out {in_days((check.renew_by_on - on).days)}"
    note = f"On {day(check.renew_by_on)}. Ask for a new one now"
    return ToDo(words, note, _new_check(volunteer) if works else None)


def _refresh(role: Role, until: date, on: date) -> ToDo:
    words = f"Training for the role {role.name} is to be refreshed {in_days((until - on).days)}"
    return ToDo(words, f"By {day(until)}. Arrange a refresher now")


def _to_sign(one: Owed, volunteer: Volunteer, works: bool) -> ToDo:
    words = f"{one.text.name}, version {one.text.version}: to sign by {day(one.by_on)}"
    return ToDo(
        words, "They are asked by message, and sign on the web", _signature(volunteer) if works else None
    )


def _signature(volunteer: Volunteer) -> Action:
    return Action("Record a signature on paper", reverse("volunteers-record-signature", args=[volunteer.pk]))


def _new_check(volunteer: Volunteer) -> Action:
    return Action("Record the new check", reverse("volunteers-record-check", args=[volunteer.pk]))


def _decision(volunteer: Volunteer) -> Action:
    return Action("See what was said", reverse("volunteers-joining", args=[volunteer.pk]))


def in_days(days: int) -> str:
    return "today" if days == 0 else f"in {count(days, 'day')}"


def contact_facts(record: Record) -> list[Fact]:
    """How to reach them, and who they are; `availability.facts` says when and how they support."""
    who = record.volunteer
    facts = (
        ("Phone", who.phone),
        ("E-mail", who.email),
        ("Postcode", who.postcode),
        ("Born", long_day(who.born_on)),
        ("Lives with", ", ".join(record.conditions)),
    )
    return [Fact(key, value or "Not known") for key, value in facts]
