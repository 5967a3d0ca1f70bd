"""Two candidates side by side, part by part."""

from dataclasses import dataclass

from django.urls import reverse

from matching.presenters.candidates import choice, distance, place
from matching.selectors.candidates import Match, Peer
from peersupport.core.presenters import Action, Cell, Column, Row, Table


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two."""

    name: str
    href: str
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]


def side(peer: Peer) -> Side:
    return Side(
        peer.name, reverse("volunteers-detail", args=[peer.key]), peer.reasons_for, peer.reasons_against
    )


def table(one: Peer, other: Peer) -> Table:
    """Fit, place and each part of the score; the higher of two is marked with a word."""
    theirs = {part.code: part for part in other.parts}
    lines = [
        ("Fit", f"{one.percent} of 100", f"{other.percent} of 100", one.score - other.score),
        ("Next place", place(one), place(other), 0),
        ("Distance", *map(distance_words, (one, other)), 0),
    ]
    for part in one.parts:
        match = theirs[part.code]
        lead = part.points - match.points
        mine, yours = f"{part.points} of {part.weight}", f"{match.points} of {match.weight}"
        lines.append((part.label, mine, yours, lead))
    columns = [Column("What"), Column(one.name), Column(other.name)]
    return Table(
        f"{one.name} and {other.name}", columns, [_row(one.name, other.name, *line) for line in lines]
    )


def distance_words(peer: Peer) -> str:
    said = distance(peer)
    said = said[:1].upper() + said[1:]
    return said if peer.meets else f"{said}; they would not meet in person"


def _row(one: str, other: str, what: str, left: str, right: str, lead: int) -> Row:
    return Row((
        Cell(what, full=True),
        Cell(left, label=one, sub="Higher" if lead > 0 else "", full=True),
        Cell(right, label=other, sub="Higher" if lead < 0 else "", full=True),
    ))  # fmt: skip


def names(match: Match) -> list[tuple[str, str]]:
    return [(peer.key, choice(peer)) for peer in match.peers]


def decide(enrolment) -> Action:
    return Action("Decide", f"{reverse('enrolments-matching', args=[enrolment.pk])}#decision")
