"""The head of a person's pages, the tabs, and what is good to know."""

from datetime import date

from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import charts
from peersupport.core.charts import Taper
from peersupport.core.presenters import Action, Fact, Link, PersonHeader, Tag
from peersupport.core.templatetags.words import count, day, long_day, nhs_number
from programmes.choices import NEEDS, NO_NHS_NUMBER, PAUSED, RESEARCH, SUPPORT, TELL_REFERRER, WAITING
from programmes.models import Patient, Relationship
from programmes.presenters.people_timeline import course_over
from programmes.selectors.people_page import Overview, Person
from programmes.selectors.plans import Plan
from volunteers.choices import MODES, TIMES

AGREED = {SUPPORT: "support", TELL_REFERRER: "telling the practice", RESEARCH: "research"}
TABS = (
    ("people-detail", "Overview"),
    ("people-plan", "Plan and contacts"),
    ("people-messages", "Messages"),
    ("people-looks", "Who looked"),
)


def crumbs(*more: Link) -> list[Link]:
    return [Link("Today", reverse("today")), Link("People", reverse("people")), *more]


def tabs(person: Person, current: str, *, actor) -> list[Link]:
    """Pages of this person. Matching belongs to a place that is not on a course; nobody else has such a tab."""
    links = [
        Link(words, reverse(name, args=[person.patient.pk]), current=name == current) for name, words in TABS
    ]
    place = person.to_match
    if place and actor.can(may.MATCH_PEOPLE):
        links.insert(1, Link("Matching", reverse("enrolments-matching", args=[place.pk])))
    return links


def header(person: Person, *, actor, on: date) -> PersonHeader:
    who, first = person.patient, next(iter(person.running), None)
    supporter = (
        Link(first.volunteer.name, reverse("volunteers-detail", args=[first.volunteer_id])) if first else None
    )
    return PersonHeader(
        name=who.name,
        facts=(
            f"{who.full_name}, {who.age(on)} (born {_date(who.born_on)})",
            _number(who),
            who.practice.name if who.practice else "Practice not known",
        ),
        tags=flags(person, on=on),
        role=first.role.name if first else "",
        supporter=supporter,
        note=_support(first, on) if first else _waits(person, on),
        actions=_actions(person, actor),
    )


def _date(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def _number(who: Patient) -> str:
    if who.nhs_number:
        return f"NHS number {nhs_number(who.nhs_number)}"
    why = dict(NO_NHS_NUMBER).get(who.nhs_number_reason, "")
    return f"No NHS number: {why[:1].lower()}{why[1:]}" if why else "No NHS number"


def flags(person: Person, *, on: date) -> list[Tag]:
    who, needs = person.patient, dict(NEEDS)
    died = [Tag(f"Died {_date(who.died_on)}")] if who.died_on else []
    asked = [code for code in who.needs if code != "other" or not who.needs_other]
    information = [Tag(needs.get(code, code), "purple") for code in asked]
    if who.needs_other:
        information.append(Tag(who.needs_other, "purple"))
    paused = [Tag("Paused", "yellow") for row in person.running if row.state == PAUSED]
    worries = "Worry open" if person.worries == 1 else f"{person.worries} worries open"
    worry = [Tag(worries, "red")] if person.worries else []
    return [*died, *worry, *information, *_consents(person), *paused, *_late(person, on)]


def _consents(person: Person) -> list[Tag]:
    yes = [words for purpose, words in AGREED.items() if purpose in person.agreed]
    no = [words for purpose, words in AGREED.items() if purpose not in person.agreed]
    agreed = [Tag(f"Consent: {', '.join(yes)}", "green")] if yes else []
    return agreed + ([Tag(f"No consent: {', '.join(no)}")] if no else [])


def _late(person: Person, on: date) -> list[Tag]:
    if not person.late:
        return []
    days = count(person.late[0].days_over(on), "day")
    words = f"{len(person.late)} contacts late, {days}" if len(person.late) > 1 else f"Contact late, {days}"
    return [Tag(words, "orange")]


def _support(row: Relationship, on: date) -> str:
    if row.started_on > on:
        introduces = f". {row.welcomer.name} introduces them" if row.welcomer else ""
        return f"from {_date(row.started_on)}, ends {_date(row.ends_on)}{introduces}"
    introduced = f". Introduced by {row.welcomer.name}" if row.welcomer else ""
    return f"since {_date(row.started_on)}, ends {_date(row.ends_on)}{introduced}"


def _waits(person: Person, on: date) -> str:
    """For somebody whom nobody supports now."""
    place = person.place
    if place and place.state == WAITING:
        offered = place.cohort.programme
        if person.is_unsought:
            return f"No single {offered.role.name.lower()}, on the list since {_date(place.waits_since_on)}"
        role = "course" if offered.is_course else offered.role.name.lower()
        return (
            f"Waiting for a {role} since {_date(place.waits_since_on)}, {count(place.days_waited(on), 'day')}"
        )
    last = next(iter(person.relationships), None)
    return (
        f"Supported by {last.volunteer.name} until {_date(last.ended_on)}" if last and last.ended_on else ""
    )


def _actions(person: Person, actor) -> list[Action]:
    actions, row, place = [], next(iter(person.running), None), person.to_match
    if place and place.state == WAITING and not person.is_unsought and actor.can(may.MATCH_PEOPLE):
        words = f"Find a {place.cohort.programme.role.name.lower()}"
        actions.append(Action(words, reverse("enrolments-matching", args=[place.pk]), secondary=False))
    if row and actor.can(may.LOG_CONTACTS):
        first = not actions
        actions.append(
            Action("Log a contact", reverse("relationships-log", args=[row.pk]), secondary=not first)
        )
    if actor.can(may.RAISE_CONCERNS):
        about = f"relationship={row.pk}" if row else f"patient={person.patient.pk}"
        actions.append(Action("I am worried", f"{reverse('concerns-new')}?{about}"))
    return actions


def chart(row: Relationship, plan: Plan, *, on: date) -> dict:
    """A drawn plan with the line above it."""
    ended = row.ended_on is not None
    title = (
        f"{row.role.name}, ended" if ended else f"Support, week {min(plan.week, plan.weeks)} of {plan.weeks}"
    )
    if not ended and not plan.week:
        title = f"Support starts on {day(plan.start_on)}"
    return {
        "id": f"taper-{row.pk}",
        "title": title,
        "note": _so_far(row, plan),
        "chart": drawn(row, plan, on=on),
    }


def drawn(row: Relationship, plan: Plan, *, on: date) -> Taper:
    many = f"{len(plan.contacts)} contacts over {count(plan.weeks, 'week')}"
    return charts.taper(
        title=f"{row.volunteer.short_name}’s plan of {many}",
        phases=plan.phases,
        contacts=plan.contacts,
        start=plan.start_on,
        today=on,
    )


def _so_far(row: Relationship, plan: Plan) -> str:
    if row.ended_on:
        return f"With {row.volunteer.name}, {_date(row.started_on)} to {_date(row.ended_on)}"
    done = (
        f"{plan.logged} of {count(plan.due, 'contact')} so far logged"
        if plan.due
        else "No contact was due yet"
    )
    return (
        f"{done}. Next: {day(plan.next_on)}" if plan.next_on else f"{done}. No contact is planned after today"
    )


def good_to_know(person: Person, found: Overview) -> list[Fact]:
    """What helps before a call. What is not known is left out, but for what everybody should have."""
    who, when = person.patient, dict(TIMES)
    modes = ", ".join(dict(MODES).get(code, code) for code in who.modes)
    times = ", ".join(when[code] for code in when if code in who.times)
    message = "A message may be left" if who.may_leave_message else "Leave no message"
    since = f" since {who.diagnosed_year}" if who.diagnosed_year else ""
    facts = (
        ("Conditions", ", ".join(found.conditions) + since if found.conditions else "Not written down"),
        ("Goal", who.goal or "Not written down yet"),
        ("Phone", f"{who.phone}. {message}" if who.phone else "Not known"),
        ("E-mail", who.email),
        ("Contact", ". ".join(part for part in (modes, times) if part)),
        ("Ask for help when", who.ask_for_help_when or "Not written down yet"),
        ("To be safe", who.safety),
        ("Speaks", ", ".join(found.languages)),
        ("Next review", day(found.next_review_on)),
    )
    return [Fact(key, value) for key, value in facts if value]


def next_step(person: Person, *, actor, on: date) -> dict | None:
    """What to do for somebody without a plan: a heading, a sentence and perhaps a button."""
    if person.patient.died_on:
        return {
            "heading": "This person has died",
            "text": f"On {long_day(person.patient.died_on)}. Nothing more is sent.",
        }
    place = person.place
    if place and place.state == WAITING:
        return _no_single(place, actor) if person.is_unsought else _waiting(place, actor, on)
    if place and not person.running and place.cohort.programme.is_course:
        return {
            "heading": "Takes part in a course",
            "text": f"{place.cohort}. Nobody is matched for a course.",
        }
    last = next((one for one in person.places if one.ended_as), None)
    if last and last.cohort.programme.is_course:
        text = f"{course_over(last)}, on {long_day(last.ended_on)}. A new referral starts something new."
        return {"heading": "The course is over", "text": text}
    if person.relationships:
        return {"heading": "Support has ended", "text": "A new referral starts another support."}
    return {
        "heading": "Not in a programme",
        "text": "This person has no place now. A referral that is accepted puts them on a waiting list.",
    }


def _no_single(place, actor) -> dict:
    role = place.cohort.programme.role.name.lower()
    found: dict = {
        "heading": f"No single {role}",
        "text": f"It was decided to look for no single {role}, and to offer a group. Rounds of matching leave this "
        "person out.",
    }
    if actor.can(may.MATCH_PEOPLE):
        href = reverse("enrolments-matching", args=[place.pk])
        found["action"] = Action("See why, or look again", href)
    return found


def _waiting(place, actor, on: date) -> dict:
    programme = place.cohort.programme
    text = (
        f"On the list of {programme.name}, {place.cohort.name}, since {long_day(place.waits_since_on)}, "
        f"{count(place.days_waited(on), 'day')}."
    )
    if programme.is_course:
        cohort = Action("See the course", reverse("cohorts-detail", args=[place.cohort_id]))
        return {"heading": "Waiting for a course", "text": text, "action": cohort}
    text += " The plan of contacts appears here when somebody is found."
    found: dict = {"heading": f"Waiting for a {programme.role.name.lower()}", "text": text}
    if actor.can(may.MATCH_PEOPLE):
        href = reverse("enrolments-matching", args=[place.pk])
        found["action"] = Action("See who could support them", href)
    return found


def all_entries(number: int) -> Link:
    return Link(f"All {number} entries", "?all=1")
