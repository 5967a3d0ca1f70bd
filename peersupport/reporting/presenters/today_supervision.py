"""Words of the worklist about volunteers: who to look after, and supervision."""

from datetime import date
from typing import Any

from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core.presenters import Link, Tag
from peersupport.core.templatetags.words import count
from peersupport.reporting.presenters.ages import since_day, until_day
from programmes.presenters.contacts_days import short_day
from programmes.selectors.wellbeing import Prompt
from volunteers.presenters.supervision import KINDS, title
from volunteers.selectors.supervision import DueLine
from volunteers.selectors.supervision_sessions import Led

SUPERVISION_TAGS = {
    "care": Tag("Look after", "blue"),
    "unsupervised": Tag("No supervisor", "orange"),
    "supervision": Tag("Supervision", "orange"),
    "leaderless": Tag("No supervisor", "orange"),
    "register": Tag("Register", "yellow"),
}


def supervision_words(kind: str, row: Any, since: date, today: date) -> tuple:
    """(who, about, why, since, (permission, button, address, is it a POST)) for the worklist."""
    words = {
        "care": _care,
        "unsupervised": _alone,
        "supervision": _late,
        "leaderless": _leaderless,
        "register": _register,
    }
    return words[kind](row, since, today)


def _care(row: Prompt, since: date, today: date) -> tuple:
    """One line, whatever the reasons: all of them stand on the page."""
    who = row.line.volunteer
    place = reverse("volunteers-wellbeing", args=[who.pk])
    more = f", and {count(len(row.reasons) - 1, 'more reason')}" if len(row.reasons) > 1 else ""
    why = f"{row.reasons[0].words}{more}. Only you see this"
    do = (may.SUPERVISE, "Look", place, False)
    return Link(who.name, place), _roles(row.line), why, since_day(since, today), do


def _alone(rows: list[DueLine], since: date, today: date) -> tuple:
    place = reverse("supervision-hand-over")
    gone = sorted({row.supervised.named.user.name for row in rows if row.supervised.named})
    why = f"{' and '.join(gone)} left. Name somebody" if gone else "Nobody is named. Name somebody"
    do = (may.SUPERVISE, "Name a supervisor", place, False)
    names = ", ".join(row.volunteer.name for row in rows[:3]) + (" and others" if len(rows) > 3 else "")
    return Link(f"{count(len(rows), 'volunteer')} without supervisor", place), names, why, "Now", do


def _late(row: DueLine, since: date, today: date) -> tuple:
    who = row.volunteer
    kind = KINDS[row.due.kind] if row.due else ""
    planned = f". Planned for {short_day(row.next_on, today)}" if row.next_on else ". Nobody new is matched"
    why = f"{kind.capitalize()} was due by {short_day(since, today)}{planned}"
    plan = f"{reverse('supervision-plan')}?person={who.pk}"
    do = (may.SUPERVISE, "Plan it", plan, False)
    link = Link(who.name, reverse("volunteers-supervision", args=[who.pk]))
    return link, _roles(row), why, since_day(since, today), do


def _leaderless(led: Led, since: date, today: date) -> tuple:
    row = led.session
    who = Link(title(row), reverse("supervisions-detail", args=[row.pk]))
    why = f"{row.supervisor.user.name} will not be there any more. Say who leads it"
    do = (may.SUPERVISE, "Change this session", reverse("supervisions-change", args=[row.pk]), False)
    return who, count(row.invited, "person", "people"), why, until_day(since, today), do


def _register(led: Led, since: date, today: date) -> tuple:
    row = led.session
    place = reverse("supervisions-register", args=[row.pk])
    who = Link(title(row), reverse("supervisions-detail", args=[row.pk]))
    do = (may.SUPERVISE, "Take the register", place, False)
    return (
        who,
        count(row.invited, "person", "people"),
        "Nobody has said who was there",
        since_day(since, today),
        do,
    )


def _roles(row: DueLine) -> str:
    return ", ".join(f"{role}, {name.lower()}" for role, _, name in row.levels) or "Volunteer"
