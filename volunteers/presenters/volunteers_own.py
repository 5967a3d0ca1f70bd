"""What a volunteer reads about themself: the same facts, said to them."""

from datetime import date

from peersupport.core.presenters import Fact, Tag
from peersupport.core.templatetags.words import day
from volunteers.models import Volunteer
from volunteers.presenters.checks import signatures, state
from volunteers.selectors.volunteers import Missing, Record

PASSES = "This passes by itself."
ASK = "Ask your coordinator about it."


def missing(record: Record) -> list[str]:
    """Why nobody new is given to me now."""
    return [_missing(line) for line in record.missing]


def _missing(line: Missing) -> str:
    """What others said of somebody is not theirs to read."""
    if line.code == "doubt":
        return "Your coordinator talks with you first."
    return f"{line.words}. {PASSES if line.changes_on else ASK}"


def dates(record: Record, *, on: date) -> list[Fact]:
    """My roles, and what is in date until when."""
    held = [row for row in record.roles if row.until_on is None or row.until_on >= on]
    facts = [Fact(row.role.name, f"Since {day(row.since_on)}") for row in held]
    for check in record.checks:
        if check.pk in record.counts:
            tags = (state(check.renew_by_on, on),)
            facts.append(
                Fact(f"{check.get_level_display()} check", f"Until {day(check.renew_by_on)}", tags=tags)
            )
    facts += [
        _learned(f"{role.name} training", one.finished_on, one.until, on) for role, one in record.training
    ]
    return facts + [_learned(row.name, row.signed_on, until, on) for row, until in signatures(record)]


def _learned(name: str, done_on: date, until: date | None, on: date) -> Fact:
    words = f"Done {day(done_on)}, until {day(until)}" if until else f"Done {day(done_on)}"
    tags: tuple[Tag, ...] = (state(until, on),)
    return Fact(name, words, tags=tags)


def who_to_call(me: Volunteer) -> dict[str, str]:
    """Name and e-mail address of my coordinator; empty when nobody is named."""
    owner = me.coordinator
    return {"name": owner.user.name, "email": owner.user.email} if owner else {}
