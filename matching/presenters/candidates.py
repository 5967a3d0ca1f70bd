"""Words and colours of one person's matching page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from matching.choices import NO, NOT_ASKED, YES
from matching.engine.places import at_most, whole
from matching.models import Conversation
from matching.presenters.words import a, in_short, joined, number, short_day, some
from matching.selectors.candidates import Match, Peer, Reason
from peersupport.core.presenters import Cell, Column, Link, Row, ScorePart, Table, Tag
from peersupport.core.templatetags.words import count, day
from programmes.models import Enrolment
from programmes.presenters.enrolments import wait
from programmes.selectors.together import UNSEEN

BEST = 3
PARTS = 5  # bars on a card; lighter parts are one bar together


@dataclass(frozen=True, slots=True)
class Card:
    """One of the best candidates."""

    rank: int
    name: Link
    percent: int
    tags: Sequence[Tag]
    place: str
    distance: str
    parts: Sequence[ScorePart]
    reasons_for: Sequence[str]
    reasons_against: Sequence[str]


@dataclass(frozen=True, slots=True)
class RuledOut:
    """A reason, for how many, and who they are; `more` people are not named."""

    words: str
    count: int
    people: Sequence[tuple[Link, str]]
    more: int


@dataclass(frozen=True, slots=True)
class Empty:
    """What to do when nobody is possible."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation that was held."""

    when: str
    said: str
    note: str


def role_of(enrolment: Enrolment) -> str:
    name = enrolment.cohort.programme.role.name
    return name[:1].lower() + name[1:]


def title(enrolment: Enrolment) -> str:
    """`A coach for Grace Adeyemi`."""
    return f"{a(role_of(enrolment))} for {enrolment.patient.name}"


def about(enrolment: Enrolment, match: Match, on: date) -> str:
    """`49, COPD. Waiting 6 weeks. Harton Surgery`."""
    patient = enrolment.patient
    conditions = [match.words.label("condition", code) for code in patient.conditions]
    facts = [f"{patient.age(on)}, {joined(conditions)}" if conditions else f"{patient.age(on)}"]
    facts.append(f"Waiting {wait(enrolment.days_waited(on))}")
    return ". ".join([*facts, *([patient.practice.name] if patient.practice else [])])


def heading(possible: int, role: str) -> str:
    roles = some(possible, role)
    if possible > BEST:
        return f"Best three of {possible} possible {roles}"
    return f"{number(possible)} possible {roles}"


def cards(match: Match, role: str) -> list[Card]:
    met = _last_talks(match.met)
    return [_card(peer, met.get(peer.key), match.words.person, role) for peer in match.peers[:BEST]]


def _card(peer: Peer, talk: Conversation | None, person: str, role: str) -> Card:
    agreed = [Tag(both_agreed(peer), "orange")] if peer.agreed_with else []
    return Card(
        rank=peer.rank,
        name=Link(peer.name, reverse("volunteers-detail", args=[peer.key])),
        percent=peer.percent,
        tags=[Tag(role[:1].upper() + role[1:], border=False), *talk_tags(talk, person), *agreed],
        place=place(peer),
        distance=distance(peer) if peer.meets else "",
        parts=parts(peer),
        reasons_for=peer.reasons_for,
        reasons_against=peer.reasons_against,
    )


def both_agreed(peer: Peer) -> str:
    """`Both said yes: Grace Adeyemi`, of others who may need the place; nothing when there is nobody."""
    names = [name or UNSEEN for name in peer.agreed_with]
    return f"Both said yes: {joined(names)}" if names else ""


def named(peer: Peer) -> str:
    """`Denise Harper. Both said yes: Grace Adeyemi`, to choose from."""
    return ". ".join(filter(None, [peer.name, both_agreed(peer)]))


def choice(peer: Peer) -> str:
    """`Denise Harper, 79 of 100. Both said yes: Grace Adeyemi`, to choose from."""
    return ". ".join(filter(None, [f"{peer.name}, {peer.percent} of 100", both_agreed(peer)]))


def talk_tags(talk: Conversation | None, person: str) -> list[Tag]:
    if talk is None:
        return [Tag("Not met yet")]
    said = {person: talk.patient_said, talk.volunteer.short_name: talk.volunteer_said}
    against = [name for name, answer in said.items() if answer == NO]
    met = Tag(f"Met on {short_day(talk.held_on)}", "blue")
    if against:
        return [met, Tag(f"{joined(against)} said no", "orange")]
    if silent := [name for name, answer in said.items() if answer == NOT_ASKED]:
        return [met, Tag(f"{joined(silent)} not asked yet")]
    return [met, *([Tag("Both said yes", "green")] if set(said.values()) == {YES} else [])]


def place(peer: Peer) -> str:
    """`Now, 1 place`, `Now, 1 place, spoken for`, or the day of the next."""
    if peer.places:
        taken = min(peer.spoken_for, peer.places)
        some = f", {taken} spoken for" if taken < peer.places else ", spoken for"
        return f"Now, {count(peer.places, 'place')}{some if taken else ''}"
    return day(peer.next_place_on) if peer.next_place_on else "None foreseen"


def distance(peer: Peer) -> str:
    """`3 miles`, `less than a mile`, or `not known`; and how far the peer goes, where that is to be watched."""
    if peer.miles is not None:
        return whole(peer.miles)
    return "; ".join(filter(None, ["not known", at_most(peer.goes)]))


def parts(peer: Peer) -> list[ScorePart]:
    """The heaviest parts, and all the lighter ones together."""
    shown = [ScorePart(part.label, part.points, part.weight) for part in peer.parts[:PARTS]]
    weight = sum(part.weight for part in peer.parts[PARTS:])
    # So that the bars add up to the number above them.
    rest = max(0, min(weight, peer.percent - sum(part.points for part in shown)))
    return [*shown, ScorePart("Everything else", rest, weight)] if weight else shown


def more(match: Match, role: str) -> Table:
    peers = match.peers[BEST:]
    columns = [Column(role[:1].upper() + role[1:]), *map(Column, ("Score", "Next place free", "In short"))]
    return Table(more_words(match, role), columns, [_line(peer) for peer in peers])


def more_words(match: Match, role: str) -> str:
    left = match.possible - BEST
    return f"{number(left)} more possible {some(left, role)}"


def _line(peer: Peer) -> Row:
    return Row((
        Cell(peer.name, reverse("volunteers-detail", args=[peer.key]), sub=both_agreed(peer), full=True),
        Cell(f"{peer.percent} of 100", nowrap=True),
        Cell(place(peer), label="Next place", nowrap=True),
        Cell(in_short([*peer.reasons_for[:1], *peer.reasons_against[:1]]), full=True),
    ))  # fmt: skip


def nobody(person: str, role: str) -> Empty:
    return Empty(
        f"No {role} can support {person} now",
        "Below is what rules each of them out. Renew what has run out, wait for the next free place, "
        f"or talk with {person} about what matters most.",
    )


def ruled_out_words(match: Match) -> str:
    """`Ruled out: 41 people, and why`."""
    return f"Ruled out: {count(match.ruled_out_count, 'person', 'people')}, and why"


def ruled_out(match: Match) -> list[RuledOut]:
    return [_reason(reason) for reason in match.ruled_out]


def _reason(reason: Reason) -> RuledOut:
    people = [
        (Link(one.name, reverse("volunteers-detail", args=[one.key])), one.why) for one in reason.people
    ]
    return RuledOut(reason.words, reason.count, people, reason.count - len(people))


def talks(met: Sequence[Conversation], person: str) -> list[Talk]:
    said = {YES: "yes", NO: "no", NOT_ASKED: "not asked yet"}
    return [
        Talk(
            f"{day(talk.held_on)}, with {talk.volunteer.name}",
            f"{person}: {said.get(talk.patient_said, 'not sure')}. "
            f"{talk.volunteer.short_name}: {said.get(talk.volunteer_said, 'not sure')}",
            talk.note,
        )
        for talk in met
    ]


def _last_talks(met: Sequence[Conversation]) -> dict[str, Conversation]:
    return {str(talk.volunteer_id): talk for talk in reversed(met)}


def offered(
    match: Match, held: str = "", *, to_match: bool = True
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Keys and names for the forms: the best, whom a round proposes and whom the person has met, then all others.

    Where somebody is chosen `to_match`, it says with whom they have agreed.
    """
    names = {peer.key: named(peer) if to_match else peer.name for peer in match.peers}
    met = {str(talk.volunteer_id): talk.volunteer.name for talk in reversed(match.met)}
    first = [*[peer.key for peer in match.peers[:BEST]], *([held] if held in names else []), *met]
    shown = {key: names.get(key) or met[key] for key in first}
    rest = [(key, name) for key, name in names.items() if key not in shown]
    return list(shown.items()), rest


def preselected(match: Match) -> str:
    """The only one whom the person has met so far."""
    met = {str(talk.volunteer_id) for talk in match.met}
    return met.pop() if len(met) == 1 else ""
