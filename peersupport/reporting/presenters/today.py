"""Words and colours of the worklist: what, who, why, since when, and the one thing to do."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from matching.choices import NO, NOT_ASKED, YES
from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.core.presenters import Action, Link, Tag, WorkRow
from peersupport.core.templatetags.words import clock_time, count
from peersupport.reporting.presenters import today_messages as message_words
from peersupport.reporting.presenters import today_volunteers as volunteer_words
from peersupport.reporting.presenters.ages import met_on, since_day, since_moment, until_day
from peersupport.reporting.selectors.today_tasks import Task
from programmes.choices import ACKNOWLEDGED, APPLIED, DECIDED, RAISED, URGENT
from programmes.presenters import followups as follow_up_words
from programmes.presenters.contacts_days import short_day
from programmes.presenters.leave_plans import cover_for
from programmes.presenters.requests import asked
from programmes.presenters.reviews import SHORT
from volunteers.choices import BEFRIENDER, COACH

LONGEST_WORDS = 90
TAGS = {
    RAISED: Tag("Worry", "red"),
    ACKNOWLEDGED: Tag("Worry", "red"),
    DECIDED: Tag("Worry", "blue"),
    "no-contact": Tag("No contact", "red"),
    "overdue": Tag("Overdue", "orange"),
    **volunteer_words.TAGS,
    "decide": Tag("Decide", "blue"),
    "proposals": Tag("Decide", "blue"),
    "asked": Tag("Asked for", "blue"),
    "cover": Tag("Away", "orange"),
    "cover-left": Tag("Cover", "yellow"),
    "review": Tag("Step down", "blue"),
    "new": Tag("New", "blue"),
    "talk": Tag("Wants to talk", "red"),
    "said": Tag("To read", "orange"),
    "waiting": Tag("Still waiting"),
    **message_words.TAGS,
}
# A role that the scheme calls something else is named by no verb of ours.
BY_ROLE, SUPPORTED = {COACH: "coached by", BEFRIENDER: "befriended by"}, "supported by"


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose desk it is, and the moment."""

    actor: Actor
    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)


def rows(tasks: list[Task], *, actor: Actor, now: datetime, first_is_green: bool) -> list[WorkRow]:
    desk = Desk(actor, now)
    return [_row(task, desk, green=first_is_green and place == 0) for place, task in enumerate(tasks)]


def _row(task: Task, desk: Desk, *, green: bool) -> WorkRow:
    who, about, why, since, do = WORDS[task.kind](task, desk)
    take = ""
    if task.kind == "new" and not task.owner_key and desk.actor.can(may.WORK_REFERRALS):
        take = reverse("referrals-take", args=[task.row.pk])
    permission, text, place, post = do
    if not desk.actor.can(permission):
        text, place, post = "Open", who.href, False
    action = Action(text, place, f"for {who.text}", secondary=not green, post=post)
    return WorkRow(TAGS[task.kind], who, about, why, since, action, task.owner_name, take)


def _worry(task: Task, desk: Desk):
    row = task.row
    page = reverse("concerns-detail", args=[row.pk])
    supported = _supported(row.relationship, desk) if row.relationship else ""
    about = supported or (f"{row.patient.age(desk.today)}" if row.patient else f"From {row.raised_by_name}")
    why = {RAISED: _raised, ACKNOWLEDGED: _acknowledged, DECIDED: _decided}[row.state](row, desk)
    do = {
        RAISED: ("Acknowledge", reverse("concerns-acknowledge", args=[row.pk]), True),
        ACKNOWLEDGED: ("Decide", page, False),
        DECIDED: ("Close", page, False),
    }[row.state]
    who = Link(row.patient.name if row.patient else "Nobody in particular", page)
    return who, about, why, since_moment(row.raised_at, desk.now), (may.WORK_CONCERNS, *do)


def _raised(row, desk: Desk) -> str:
    danger = "In danger now. " if row.in_danger_now else ""
    return f"{danger}{_short(row.words)} Not yet acknowledged"


def _acknowledged(row, desk: Desk) -> str:
    late = "It was to be decided" if row.decide_by < desk.now else "Decide what to do"
    return f"Acknowledged. {late} by {_moment(row.decide_by, desk.today)}"


def _decided(row, desk: Desk) -> str:
    return "Decided. Close it when all of it is done"


def _no_contact(task: Task, desk: Desk):
    row = task.row.relationship
    who, about = _person(row.patient), _supported(row, desk)
    do = (may.PLAN_SUPPORT, "Decide", reverse("relationships-follow-up", args=[row.pk]), False)
    return who, about, follow_up_words.why(task.row), since_day(task.since, desk.today), do


def _overdue(task: Task, desk: Desk):
    row = task.row.relationship
    why = f"Contact of {short_day(task.row.due_on, desk.today)} not logged"
    remind = reverse("contacts-remind", args=[task.row.pk])
    do = (may.PLAN_SUPPORT, f"Remind {row.volunteer.short_name}", remind, True)
    return _person(row.patient), _supported(row, desk), why, since_day(task.since, desk.today), do


def _decide(task: Task, desk: Desk):
    talk, place = task.row, task.row.enrolment
    why = f"Met {talk.volunteer.name} {met_on(talk.held_on, desk.today)}. {_said(talk)}"
    do = (may.MATCH_PEOPLE, "Decide", reverse("enrolments-matching", args=[place.pk]), False)
    return _person(place.patient), _waits(place, desk), why, since_day(talk.held_on, desk.today), do


def _proposals(task: Task, desk: Desk):
    """All proposals of a round in one line: they are decided on its page."""
    run, page = task.row, reverse("runs-detail", args=[task.row.pk])
    why = f"{count(task.more, 'proposal')} {'waits' if task.more == 1 else 'wait'} for your decision"
    do = (may.MATCH_PEOPLE, "Decide", page, False)
    about = f"{count(run.figures['people'], 'person', 'people')} on the waiting list"
    return Link(f"Matching round {run.number}", page), about, why, since_moment(run.finished_at, desk.now), do


def _step_down(task: Task, desk: Desk):
    row, key = task.row.relationship, task.row.relationship.pk
    who, about, since = _person(row.patient), _supported(row, desk), since_day(task.since, desk.today)
    if task.row.review and task.row.review.state == APPLIED:
        why = f"{task.row.review.written_by} has written the step-down review: {SHORT[task.row.review.step].lower()}"
        return (
            who,
            about,
            why,
            since,
            (may.PLAN_SUPPORT, "Read", reverse("people-plan", args=[row.patient_id]), False),
        )
    if task.row.review:
        do = (may.PLAN_SUPPORT, "Decide", reverse("reviews-decide", args=[task.row.review.pk]), False)
        return who, about, "Step-down review waits for your decision", since, do
    do = (may.LOG_CONTACTS, "Review", reverse("relationships-review", args=[key]), False)
    return who, about, f"{task.row.ended.phase_name} contacts are over. No review is written", since, do


def _asked(task: Task, desk: Desk):
    row, pair = task.row, task.row.relationship
    why = f"{row.asked_by} asks for a change. {_short(asked(row))}"
    do = (may.PLAN_SUPPORT, "Decide", reverse("requests-decide", args=[row.pk]), False)
    since = since_day(timezone.localdate(row.asked_at), desk.today)
    return _person(pair.patient), _supported(pair, desk), why, since, do


def _cover(task: Task, desk: Desk):
    pair = task.row.relationship
    days = count(len(task.row.open), "contact")
    why = f"{task.row.away.short_name} is away: {days} without cover"
    place = cover_for(pair.pk, task.row.open[0].due_on, task.row.open[-1].due_on)
    do = (may.PLAN_SUPPORT, "Find cover", place, False)
    if task.row.cover:
        why = f"{task.row.away.short_name}, who stands in, is away too: {days} without cover"
        do = (may.PLAN_SUPPORT, "Change cover", reverse("people-plan", args=[pair.patient_id]), False)
    return _person(pair.patient), _supported(pair, desk), why, until_day(task.since, desk.today), do


def _cover_left(task: Task, desk: Desk):
    row, pair = task.row, task.row.relationship
    until = short_day(row.ends_on, desk.today)
    why = (
        f"{pair.volunteer.short_name} is back earlier, but {row.volunteer.short_name} stands in until {until}"
    )
    do = (may.PLAN_SUPPORT, "Stop or keep it", reverse("people-plan", args=[pair.patient_id]), False)
    return _person(pair.patient), _supported(pair, desk), why, until_day(task.since, desk.today), do


def _said(talk) -> str:
    said = {talk.patient_said, talk.volunteer_said}
    if said == {YES}:
        return "Both said yes"
    if NOT_ASKED in said and NO not in said:
        return "One of them is still to be asked"
    return "One of them said no" if NO in said else "Not both are sure"


def _new(task: Task, desk: Desk):
    row = task.row
    page = reverse("referrals-detail", args=[row.pk])
    parts = ["Urgent referral to accept" if row.urgency == URGENT else "Referral to accept"]
    if task.more:
        parts.append("May be the same as an older record")
    source = f"from {row.practice.name}" if row.practice else row.get_source_display().lower()
    about = f"{row.age(desk.today)}, {source}"
    do = (may.WORK_REFERRALS, "Open referral", page, False)
    return Link(row.name, page), about, ". ".join(parts), since_day(row.received_on, desk.today), do


def _talk(task: Task, desk: Desk):
    row = task.row
    do = (may.SEE_PEOPLE, "Read and call", reverse("feedback-detail", args=[row.pk]), False)
    why = "Says in the feedback that they want to talk to somebody"
    about = _supported(row.relationship, desk)
    return _person(row.relationship.patient), about, why, since_moment(row.returned_at, desk.now), do


def _to_read(task: Task, desk: Desk):
    row = task.row
    do = (may.SEE_PEOPLE, "Read", reverse("feedback-detail", args=[row.pk]), False)
    about = _supported(row.relationship, desk)
    why = "Wrote something in the feedback. It may need somebody to act"
    return _person(row.relationship.patient), about, why, since_moment(row.returned_at, desk.now), do


def _waiting(task: Task, desk: Desk):
    place = task.row
    waited = since_day(place.waits_since_on, desk.today)
    why = f"{waited[:1].upper()}{waited[1:]} on the list. Ask whether this is still wanted"
    ask = reverse("enrolments-still-wanted", args=[place.pk])
    do = (may.WORK_REFERRALS, f"Ask {place.patient.short_name}", ask, False)
    return _person(place.patient), _waits(place, desk), why, waited, do


WORDS = {
    RAISED: _worry,
    ACKNOWLEDGED: _worry,
    DECIDED: _worry,
    "no-contact": _no_contact,
    "overdue": _overdue,
    "decide": _decide,
    "proposals": _proposals,
    "asked": _asked,
    "cover": _cover,
    "cover-left": _cover_left,
    "review": _step_down,
    "new": _new,
    "waiting": _waiting,
    "talk": _talk,
    "said": _to_read,
    **message_words.WORDS,
    **volunteer_words.WORDS,
}


def _person(patient) -> Link:
    return Link(patient.name, reverse("people-detail", args=[patient.pk]))


def _supported(relationship, desk: Desk) -> str:
    role = relationship.role
    by = BY_ROLE.get(role.kind, SUPPORTED) if role.name == role.get_kind_display() else SUPPORTED
    return f"{relationship.patient.age(desk.today)}, {by} {relationship.volunteer.name}"


def _waits(place, desk: Desk) -> str:
    return f"{place.patient.age(desk.today)}, waiting for a {place.cohort.programme.role.name.lower()}"


def _moment(at: datetime, today: date) -> str:
    day = timezone.localdate(at)
    return f"{clock_time(at)} {'today' if day == today else f'on {short_day(day, today)}'}"


def _short(text: str) -> str:
    """The first words, as one sentence."""
    line = " ".join(text.split())
    cut = line if len(line) <= LONGEST_WORDS else f"{line[:LONGEST_WORDS].rsplit(' ', 1)[0]}…"
    return cut if cut.endswith((".", "!", "?", "…")) else f"{cut}."
