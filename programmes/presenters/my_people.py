"""Words of a volunteer's own pages."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone

from peersupport.core.presenters import Action, Event, Fact, Link, ListedPerson, NextContact, Tag, ToDo
from programmes.choices import NEEDS
from programmes.models import Contact, LogDraft, Patient, PlannedContact
from programmes.presenters.contacts_days import full_day, near_day, short_day, usual_time
from programmes.presenters.logs import answer
from programmes.presenters.pauses import pause_tag
from programmes.selectors.my_people import MyPeople, MyPerson, Supporting
from volunteers.choices import IN_PERSON, PHONE, TEXT, TIMES, VIDEO

HOW = {PHONE: "by phone", VIDEO: "by video", IN_PERSON: "in person", TEXT: "by text"}
THING = {PHONE: "call", VIDEO: "video call", IN_PERSON: "meeting", TEXT: "texts"}
DATES_SHOWN = 5
LONGEST_NOTE = 200


def next_contact(mine: MyPeople, *, today: date) -> NextContact | None:
    """The card on top, or None when nothing is planned."""
    if mine.next is None:
        return None
    person, planned = mine.next, mine.next.coming[0]
    call = call_action(person.patient)
    at = usual_time(person.relationship.at_time)
    return NextContact(
        name=person.patient.name,
        when=f"{near_day(planned.due_on, today)} at {at}" if at else near_day(planned.due_on, today),
        how=HOW[person.relationship.mode],
        log=Action(
            "Log contact", log_address(planned), f"with {person.patient.short_name}", secondary=bool(call)
        ),
        call=call,
        prepare=tuple(prepare(person.patient, mine.last)),
        more=Link(
            "All there is to prepare", person_address(person.relationship), f"for {person.patient.short_name}"
        ),
    )


def call_action(patient: Patient) -> Action | None:
    if not patient.phone:
        return None
    return Action(f"Call {patient.short_name}", f"tel:{dialled(patient.phone)}", secondary=False)


def dialled(phone: str) -> str:
    """`01632 960143` as a phone dials it from anywhere: `+441632960143`."""
    digits = "".join(letter for letter in phone if letter.isdigit())
    if phone.strip().startswith("+"):
        return f"+{digits}"
    return f"+44{digits[1:]}" if digits.startswith("0") else digits


def log_address(planned: PlannedContact) -> str:
    return f"{reverse('relationships-log', args=[planned.relationship_id])}?planned={planned.pk}"


def log_page_address(relationship) -> str:
    """The log of whichever contact is to be answered now."""
    return reverse("relationships-log", args=[relationship.pk])


def person_address(relationship) -> str:
    """The page that prepares for a contact."""
    return reverse("my-people-detail", args=[relationship.pk])


def prepare(patient: Patient, last: Contact | None) -> Iterator[str]:
    """What helps in the minute before a contact: last time, what was agreed, what the person needs."""
    if last and last.note:
        yield f"Last time: {shortened(last.note)}"
    if last and last.next_step:
        yield f"You agreed: {shortened(last.next_step)}"
    if patient.safety:
        yield f"To be safe: {shortened(patient.safety)}"
    needs = needs_of(patient)
    if needs:
        yield f"{patient.short_name} needs: {needs}"
    if patient.phone and not patient.may_leave_message:
        yield "Leave no message on the phone"


def shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_NOTE else f"{plain[:LONGEST_NOTE].rsplit(' ', 1)[0]} …"


def needs_of(patient: Patient) -> str:
    """`large print, interpreter, speak slowly`."""
    known = dict(NEEDS)
    named = [known.get(code, code).lower() for code in patient.needs if code != "other"]
    return ", ".join([*named, *filter(None, [patient.needs_other])])


def people(mine: MyPeople, *, today: date) -> list[ListedPerson]:
    return [_listed(person, today) for person in mine.people]


def to_do(mine: MyPeople, *, today: date) -> list[ToDo]:
    """Contacts nobody has logged yet, the oldest first."""
    owed = [(planned, person) for person in mine.people for planned in person.owed]
    return [_owed(*pair, today) for pair in sorted(owed, key=lambda pair: pair[0].due_on)]


def unfinished(rows: Iterable[LogDraft], *, today: date) -> list[ToDo]:
    """Drafts of logs: whose, since when, and the way back to them."""
    return [
        ToDo(
            f"Unfinished note about {row.relationship.patient.short_name}",
            f"Kept {near_day(timezone.localdate(row.kept_at), today)}. Nothing is logged yet",
            Action(
                "Go on", log_page_address(row.relationship), f"with {row.relationship.patient.short_name}"
            ),
        )
        for row in rows
    ]


def worried(coordinator: str, relationship=None) -> Action:
    chosen = f"?relationship={relationship.pk}" if relationship else ""
    return Action(f"Tell {coordinator or 'us'} now", f"{reverse('concerns-new')}{chosen}")


def reach(found: MyPerson) -> list[Fact]:
    patient, relationship = found.supporting.patient, found.supporting.relationship
    times = dict(TIMES)
    at = usual_time(relationship.at_time)
    facts = (
        ("Phone", patient.phone or "Not known"),
        ("Leave a message?", "Yes" if patient.may_leave_message else "No, leave no message"),
        ("How", f"{HOW[relationship.mode].capitalize()}{f', usually at {at}' if at else ''}"),
        ("Good times", ", ".join(times.get(code, code) for code in patient.times)),
        ("Speaks", ", ".join(found.languages)),
        ("Introduces you", relationship.welcomer.name if relationship.welcomer else ""),
    )
    return [Fact(key, value) for key, value in facts if value]


def last_time(found: MyPerson, *, today: date) -> list[Fact]:
    """The last note and what was agreed, in full: the list below shortens them."""
    last = found.last
    if last is None:
        return []
    day = full_day(last.happened_on, today)
    facts = (
        ("When", f"{day[:1].upper()}{day[1:]}: {last.get_outcome_display().lower()}"),
        ("Note", last.note.strip()),
        ("You agreed", last.next_step.strip()),
    )
    return [Fact(key, value) for key, value in facts if value]


def stands(found: MyPerson) -> str:
    """`Next is contact 3 of 14, in week 3, weekly.` Nothing when no contact is to come."""
    coming = found.supporting.coming
    if not coming:
        return ""
    first = coming[0]
    return f"Next is contact {first.number} of {found.last_number}, in week {first.week}, {first.phase_name.lower()}."


def standing_in(found: MyPerson, *, today: date) -> str:
    """To whom the person belongs, and for how long this page is there; nothing for one's own people."""
    days, relationship = found.supporting.cover, found.supporting.relationship
    if days is None:
        return ""
    who, until = relationship.volunteer.short_name, short_day(days[1], today)
    return (
        f"You stand in for {who} until {until}. You see what was said last time and these days; the rest stays "
        f"with {who}."
    )


def know(found: MyPerson) -> list[Fact]:
    patient = found.supporting.patient
    facts = (
        ("To be safe", patient.safety),
        ("Needs", needs_of(patient).capitalize()),
        ("Lives with", ", ".join(found.conditions)),
        ("Goal", patient.goal),
        ("Asks for help when", patient.ask_for_help_when),
    )
    return [Fact(key, value) for key, value in facts if value]


def dates(found: MyPerson, *, today: date) -> list[str]:
    coming = found.supporting.coming[:DATES_SHOWN]
    moved = {planned.pk: f" ({planned.moved_why.lower()})" for planned in coming if planned.moved_why}
    return [f"{near_day(planned.due_on, today)}{moved.get(planned.pk, '')}" for planned in coming]


def happened(found: MyPerson, *, today: date) -> list[Event]:
    return [_event(contact, today) for contact in found.happened]


def _listed(person: Supporting, today: date) -> ListedPerson:
    link = Link(person.patient.name, person_address(person.relationship))
    tag = Tag(person.coming[0].phase_name, "blue") if person.coming else Tag("Plan is over")
    tag = pause_tag(person.relationship, today=today) or tag
    if person.cover:
        tag = Tag(f"Cover until {short_day(person.cover[1], today)}", "yellow")
    return ListedPerson(link, _two_dates(person, today), tag)


def _two_dates(person: Supporting, today: date) -> str:
    """`Today, then 7 December`."""
    if not person.coming:
        return "No contact planned while you stand in" if person.cover else "No contact planned"
    first = near_day(person.coming[0].due_on, today)
    then = [f"then {short_day(planned.due_on, today)}" for planned in person.coming[1:2]]
    return ", ".join([first, *then])


def _owed(planned: PlannedContact, person: Supporting, today: date) -> ToDo:
    name = person.patient.short_name
    return ToDo(
        f"Log your {THING[person.relationship.mode]} with {name}",
        f"Was due {near_day(planned.due_on, today)}",
        Action("Log it", log_address(planned), f"for {name}"),
    )


def _event(contact: Contact, today: date) -> Event:
    parts = [contact.get_outcome_display(), f"{contact.minutes} minutes" if contact.minutes else ""]
    said = ". ".join(filter(None, [", ".join(filter(None, parts)), shortened(contact.note).rstrip(".")]))
    agreed = f". Agreed: {shortened(contact.next_step)}" if contact.next_step else ""
    thanks = f". {answer(contact)}" if contact.thanked_on else ""
    return Event(full_day(contact.happened_on, today), f"{said}{agreed}{thanks}", contact.happened_on)
