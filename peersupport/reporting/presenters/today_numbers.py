"""The number cards, the filters and the week ahead, in words."""

from datetime import date, datetime

from django.urls import reverse

from peersupport.core.presenters import Filter, Stat
from peersupport.core.templatetags.words import count
from peersupport.reporting.presenters.ages import since_moment
from peersupport.reporting.selectors.today import Owners
from peersupport.reporting.selectors.today_numbers import Coming, Numbers
from programmes.presenters.contacts_days import short_day
from programmes.presenters.enrolments import wait


def stats(found: Numbers, *, now: datetime, today: date) -> list[Stat]:
    waits, places = found.waiting, f"{reverse('volunteers')}?show=free"
    people = words(waits.people, "person", "people", "waiting")
    late = words(found.overdue, "contact", "contacts", "overdue")
    free = words(found.free_now, "place", "places", "free")
    cards = [
        Stat(waits.people, people, _waiting(found), reverse("waiting-list")),
        Stat(found.overdue, late, _planned(found), reverse("contacts-overdue")),
        Stat(found.free_now, free, _free(found, today), places),
    ]
    if found.worries is not None:
        open_now = words(found.worries, "worry", "worries", "open")
        note, alert = _worries(found, now), bool(found.unacknowledged)
        cards.insert(2, Stat(found.worries, open_now, note, reverse("concerns"), alert=alert))
    return cards


def words(number: int, one: str, many: str, what: str) -> str:
    return f"{one if number == 1 else many} {what}"


def _waiting(found: Numbers) -> str:
    waits = found.waiting
    if not waits.people:
        return "Nobody waits"
    longest, target = wait(waits.longest_days), wait(waits.target_days)
    # "Longest 11 weeks … target of 8": the unit is said once.
    same_unit = longest.split()[1:] == target.split()[1:]
    return f"Longest {longest}. {waits.over_target} over the target of {target.split()[0] if same_unit else target}"


def _planned(found: Numbers) -> str:
    more = "more " if found.overdue else ""
    if not found.planned_today:
        return f"None {more}planned for today"
    return f"{found.planned_today} {more}{'is' if found.planned_today == 1 else 'are'} planned for today"


def _worries(found: Numbers, now: datetime) -> str:
    if found.oldest_at is None:
        return "All are acknowledged" if found.worries else "None to look at"
    return f"{found.unacknowledged} not yet acknowledged, {since_moment(found.oldest_at, now)}"


def _free(found: Numbers, today: date) -> str:
    if not found.free_soon:
        return f"None more by {short_day(found.soon_on, today)}"
    return f"{found.free_soon} more by {short_day(found.soon_on, today)}"


def filters(found: Owners, *, owner: str, may_own: bool) -> list[Filter]:
    """Whose tasks: everyone's, mine, each other owner's, nobody's."""
    page = reverse("today")
    others = [
        Filter(name, f"{page}?owner={key}", number, current=owner == str(key))
        for key, name, number in found.others
    ]
    mine = [Filter("Mine", f"{page}?owner=mine", found.mine, current=owner == "mine")] if may_own else []
    return [
        Filter("Everyone", page, found.everyone, current=not owner),
        *mine,
        *others,
        Filter("No owner", f"{page}?owner=nobody", found.nobody, current=owner == "nobody"),
    ]


def coming(found: Coming, today: date) -> list[str]:
    """A line for each thing of the week, in order."""
    volunteers = len({contact.volunteer_key for contact in found.today})
    lines = []
    if found.today:
        contacts = count(len(found.today), "contact")
        lines.append((today, f"Today: {contacts} planned by {count(volunteers, 'volunteer')}"))
    lines += [
        (day, f"{_day(day, today)}: {count(n, 'contact')} planned") for day, n in found.contacts.items()
    ]
    lines += [(day, f"{_day(day, today)}: {name} goes on leave") for day, name in found.leaves]
    lines += [(day, f"{_day(day, today)}: {name} is back from leave") for day, name in found.backs]
    lines += [
        (day, f"{_day(day, today)}: planned support of {count(n, 'person', 'people')} ends")
        for day, n in found.endings.items()
    ]
    return [text for _, text in sorted(lines, key=lambda line: line[0])]


def _day(day: date, today: date) -> str:
    """`Tue 24`, for the week ahead."""
    return "Today" if day == today else f"{day:%a} {day.day}"
