"""The delivery log as a table, and one message as facts."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.core.presenters import Action, Cell, Colour, Column, Fact, Filter, Link, Row, Table, Tag
from peersupport.core.templatetags.words import clock_time, count, day
from peersupport.messaging import people, texts
from peersupport.messaging.choices import CANCELLED, CHANNELS, EXPIRED, FAILED, SENT, STATES, WAITING
from peersupport.messaging.models import Message
from peersupport.messaging.people import Person, Whom
from peersupport.messaging.selectors.log import Narrowed, is_seen
from peersupport.messaging.selectors.undeliverable import Undeliverable

COLOURS: dict[str, Colour] = {
    WAITING: "blue", SENT: "green", CANCELLED: "grey", EXPIRED: "yellow", FAILED: "red",
}  # fmt: skip
WHEN = {WAITING: "not before", SENT: "sent"}
NOT_SEEN = "Of another area, or erased"


def titles(templates: Iterable[str]) -> list[tuple[str, str]]:
    """Templates with their titles, in the order of the titles."""
    return sorted(((name, texts.title(name)) for name in templates), key=lambda pair: pair[1])


def filters(by: Narrowed, counts: Mapping[str, int]) -> list[Filter]:
    """A link for each state, with how many there are; the rest of the filter stays."""
    kept = {"template": by.template, "day": by.day.isoformat() if by.day else ""}
    shown = [("", "All", sum(counts.values())), *((s, words, counts.get(s, 0)) for s, words in STATES)]
    return [
        Filter(words, _address({"state": state, **kept}), count=number, current=state == by.state)
        for state, words, number in shown
    ]


def _address(query: dict[str, str]) -> str:
    asked = urlencode({name: value for name, value in query.items() if value})
    return reverse("messages") + (f"?{asked}" if asked else "")


def table(rows: Iterable[Message], named: Mapping[Whom, Person], *, actor: Actor) -> Table:
    columns = [Column(text) for text in ("Message", "To", "When", "State")] + [Column("To do", hidden=True)]
    return Table("Messages, the latest first", columns, [_row(row, named, actor) for row in rows])


def _row(message: Message, named: Mapping[Whom, Person], actor: Actor) -> Row:
    """Of a recipient who is not for these eyes only the fact is there: nothing leads on."""
    person, seen = named.get(message.whom), is_seen(message, named, actor=actor)
    may_retry = seen and message.state == FAILED and actor.can(may.WORK_MESSAGES)
    return Row((
        Cell(texts.title(message.template), href=reverse("messages-detail", args=[message.pk]) if seen else "",
             hidden=f"to {person.name}" if person else "", sub=dict(CHANNELS)[message.channel]),
        Cell(person.name if person else NOT_SEEN, href=person.url if person else "", quiet=not person,
             sub=people.words(message.recipient_kind), label="To", full=True),
        Cell(when(message), label="When", full=True),
        Cell(tags=[state(message)], sub=sentence(message.why), full=True),
        Cell(actions=[try_again(message)] if may_retry else ()),
    ))  # fmt: skip


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def state(message: Message) -> Tag:
    return Tag(dict(STATES)[message.state], COLOURS[message.state])


def when(message: Message) -> str:
    """`Mon 23 Nov 2026, 9:05am`, in local time."""
    return moment(message.sent_at or message.not_before)


def moment(at: datetime | None) -> str:
    return f"{day(timezone.localdate(at))}, {clock_time(at)}" if at else ""


def try_again(message: Message) -> Action:
    address = reverse("messages-try-again", args=[message.pk])
    return Action("Try again", address, hidden=texts.title(message.template), post=True)


def facts(message: Message, person: Person | None, *, opted_out: bool) -> list[Fact]:
    """Everything that is known about a message; its words and the address are not."""
    kind = people.words(message.recipient_kind)
    found = [
        Fact("To", f"{person.name if person else NOT_SEEN}\n{kind}",
             tags=[Tag("Gets no messages", "yellow")] if opted_out else ()),
        Fact("How", dict(CHANNELS)[message.channel]),
        Fact("About the day", day(message.day)),
        Fact("State", sentence(message.why), tags=[state(message)]),
        Fact("Not before", moment(message.not_before)),
        Fact("Sent", moment(message.sent_at)),
        Fact("Arrived", moment(message.delivered_at)),
        Fact("Of no use after", moment(message.expires_at)),
        Fact("Tries", str(message.attempts)),
    ]  # fmt: skip
    return [fact for fact in found if fact.value or fact.tags]


def actions(message: Message, person: Person | None, *, opted_out: bool, held: bool) -> list[Action]:
    """What may be done about it, each with one press."""
    whom = f"to {person.name}" if person else "to this recipient"

    def post(text: str, verb: str) -> Action:
        return Action(text, reverse(f"messages-{verb}", args=[message.pk]), post=True)

    found = (
        [post("Try again", "try-again"), post("They were told in another way", "told")]
        if message.state == FAILED
        else []
    )
    found += (
        [post("It came back: the address does not work", "bounced")]
        if message.state == SENT and message.address
        else []
    )
    found += [post("The address works again", "works")] if held else []
    stop = post(f"Send no more messages {whom}", "stop")
    return [*found, post(f"Send messages {whom} again", "resume") if opted_out else stop]


def undeliverable(rows: Iterable[Undeliverable]) -> Table:
    columns = [Column(text) for text in ("Who", "Address", "Since", "Held back")] + [
        Column("To do", hidden=True)
    ]
    return Table("People who need a new address", columns, [_held(row) for row in rows])


def _held(row: Undeliverable) -> Row:
    message = reverse("messages-detail", args=[row.message.pk])
    return Row((
        Cell(row.person.name, href=row.person.url, sub=people.words(row.kind)),
        Cell(dict(CHANNELS)[row.channel], label="Address", full=True),
        Cell(moment(row.since), label="Since", full=True),
        Cell(count(row.waiting, "message"), label="Held back", full=True),
        Cell(links=[Link("What came back", message, hidden=f"from {row.person.name}")]),
    ), edge="red")  # fmt: skip
