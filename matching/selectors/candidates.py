"""Page-shaped rankings: who could support one person, best first, who was ruled out and why; and who still waits."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from matching.engine.facts import Codes, PersonFacts
from matching.engine.places import miles
from matching.engine.ranking import Candidate, Ranking, RuledOut, rank
from matching.engine.rules import eligibility
from matching.engine.scoring import Part
from matching.engine.words import Words
from matching.models import Conversation
from matching.selectors.conversations import conversations_of
from matching.selectors.crowd import Crowd, crowd
from matching.selectors.facts import people
from matching.selectors.preferences import Matters, matters_of
from matching.selectors.settings import Chosen, in_force, settings_of
from matching.selectors.undecided import Agreed, agreed_with, who_come_before
from matching.selectors.words import words_of
from programmes.models import Enrolment
from volunteers.models import Volunteer

LISTED = 40  # candidates on a page, names under one reason
# What the service asks again for the day of the start, under a lock.
ASKED_AT_THE_START = {"role", "eligible", "place"}
# What the start asks itself, in the same words for cover and preview: `programmes.selectors.together`.
ANSWERED_BELOW = ASKED_AT_THE_START | {"person", "self", "not-with", "not-from", "known"}


@dataclass(frozen=True, slots=True)
class Peer:
    """A possible peer. `score` is 0..10,000, `percent` the same as shown; reasons are sentences.

    `meets`: the two could meet in person; `miles` apart as the crow flies (None: not known), `goes` at most so many.
    `agreed_with` names other people with whom both said yes, "" for who is not to be seen; of the `places` so many are
    `spoken_for`, by those who agreed before this person and have not been given theirs yet.
    """

    key: str
    name: str
    rank: int
    score: int
    percent: int
    parts: tuple[Part, ...]
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]
    places: int
    next_place_on: date | None
    meets: bool
    miles: int | None
    goes: int | None
    agreed_with: tuple[str, ...]
    spoken_for: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """Somebody ruled out, with what is said of them alone ("" if it is what is said of all)."""

    key: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Reason:
    """The first reason that applies, for how many and whom (LISTED at most)."""

    code: str
    words: str
    count: int
    people: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """One person's matching page. `peers` are the first LISTED of `possible`; `met` are conversations, newest first."""

    person: PersonFacts
    words: Words
    matters: Matters
    possible: int
    peers: tuple[Peer, ...]
    ruled_out: tuple[Reason, ...]
    met: tuple[Conversation, ...]

    @property
    def ruled_out_count(self) -> int:
        return sum(reason.count for reason in self.ruled_out)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one volunteer stands for one person: score and rank if possible, else every reason why not.

    `free_on` is the day of the place, None if there is one now.
    """

    score: int | None
    rank: int | None
    reasons: tuple[str, ...]
    codes: frozenset[str]
    free_on: date | None = None


def match_of(enrolment: Enrolment, *, actor, on: date) -> Match:
    """Everything on one person's matching page. A fixed number of queries, however many volunteers."""
    chosen = in_force(enrolment.scheme_id)
    matters, everybody = matters_of([enrolment], chosen), crowd(Volunteer.objects.visible_to(actor), on=on)
    person = people([enrolment], matters)[enrolment.pk]
    words = replace(words_of(enrolment.scheme), person=enrolment.patient.short_name)
    ranking = _rank(enrolment, person, everybody, words, chosen)
    names = everybody.names()
    in_person = settings_of(enrolment.cohort.programme, chosen).in_person
    best = ranking.best(LISTED)
    agreed = agreed_with({UUID(one.volunteer.id) for one in best}, actor=actor)
    others = {
        str(key): tuple(one.name for one in some if one.talk.enrolment_id != enrolment.pk)
        for key, some in agreed.items()
    }
    return Match(
        person=person,
        words=words,
        matters=matters[enrolment.pk],
        possible=ranking.possible,
        peers=tuple(
            replace(
                _peer(one, person, in_person, names, others.get(one.volunteer.id, ())),
                spoken_for=_spoken_for(UUID(one.volunteer.id), enrolment, agreed, everybody),
            )
            for one in best
        ),
        ruled_out=_reasons(ranking, names),
        met=conversations_of(enrolment),
    )


def _spoken_for(
    volunteer: UUID, enrolment: Enrolment, agreed: Mapping[UUID, list[Agreed]], everybody: Crowd
) -> int:
    given = everybody.held_for(volunteer)
    before = who_come_before(agreed.get(volunteer, []), enrolment.pk)
    return sum(one.talk.enrolment_id not in given for one in before)


def possible_counts(enrolments: list[Enrolment], *, actor, on: date) -> dict[UUID, int]:
    """How many could support each of these people. A fixed number of queries."""
    chosen = in_force(actor.scheme.pk)
    matters, everybody = matters_of(enrolments, chosen), crowd(Volunteer.objects.visible_to(actor), on=on)
    facts = people(enrolments, matters)
    return {
        place.pk: _rank(place, facts[place.pk], everybody, Words(), chosen).possible for place in enrolments
    }


def standing(enrolment: Enrolment, volunteer: Volunteer, *, actor, on: date) -> Standing:
    """Score and rank of one volunteer for one person among all, or why not."""
    everybody, chosen = crowd(Volunteer.objects.visible_to(actor), on=on), in_force(enrolment.scheme_id)
    person = people([enrolment], matters_of([enrolment], chosen))[enrolment.pk]
    words = replace(words_of(enrolment.scheme), person=enrolment.patient.short_name)
    programme, key = enrolment.cohort.programme, str(volunteer.pk)
    pool = everybody.pool(programme.role, enrolment.pk)
    if key not in pool.index:
        return Standing(None, None, (f"{volunteer.name} supports nobody any more",), frozenset({"gone"}))
    facts = pool.facts[pool.index[key]]
    found = eligibility(person, facts, settings_of(programme, chosen), today=on, words=words)
    if found:
        return Standing(None, None, tuple(r.words for r in found), frozenset(r.code for r in found))
    candidate = _rank(enrolment, person, everybody, words, chosen).candidate(key)
    free_on = None if facts.places else facts.next_place_on
    return Standing(candidate.score, candidate.rank, (), frozenset(), free_on)


def why_ruled_out(enrolment: Enrolment, volunteer: Volunteer, *, on: date) -> tuple[str, ...]:
    """What the engine's rules have against these two, besides what `programmes.selectors.together` says."""
    alone = crowd(Volunteer.objects.of(enrolment.scheme_id).filter(pk=volunteer.pk), on=on)
    person = people([enrolment], matters_of([enrolment]))[enrolment.pk]
    words = replace(words_of(enrolment.scheme), person=enrolment.patient.short_name)
    programme = enrolment.cohort.programme
    settings = settings_of(programme, in_force(enrolment.scheme_id))
    pool = alone.pool(programme.role, enrolment.pk)
    found = [eligibility(person, facts, settings, today=on, words=words) for facts in pool.facts]
    return tuple(one.words for some in found for one in some if one.code not in ANSWERED_BELOW)


def _rank(
    enrolment: Enrolment, person: PersonFacts, everybody: Crowd, words: Words, chosen: Chosen
) -> Ranking:
    programme = enrolment.cohort.programme
    pool = everybody.pool(programme.role, enrolment.pk)
    return rank(person, pool, settings=settings_of(programme, chosen), today=everybody.on, words=words)


def _peer(
    candidate: Candidate,
    person: PersonFacts,
    in_person: Codes,
    names: Mapping[str, str],
    agreed_with: tuple[str, ...],
) -> Peer:
    volunteer = candidate.volunteer
    return Peer(
        key=volunteer.id,
        name=names[volunteer.id],
        rank=candidate.rank,
        score=candidate.score,
        percent=candidate.percent,
        parts=candidate.parts,
        reasons_for=candidate.reasons_for,
        reasons_against=candidate.reasons_against,
        places=volunteer.places,
        next_place_on=volunteer.next_place_on,
        meets=bool(person.modes & volunteer.modes & in_person),
        miles=miles(person, volunteer),
        goes=volunteer.travel_miles,
        agreed_with=agreed_with,
    )


def _reasons(ranking: Ranking, names: Mapping[str, str]) -> tuple[Reason, ...]:
    return tuple(
        Reason(
            count.code,
            count.words,
            count.people,
            _named(ranking.ruled_out_by(count.code), count.words, names),
        )
        for count in ranking.ruled_out_counts
    )


def _named(refused: tuple[RuledOut, ...], title: str, names: Mapping[str, str]) -> tuple[Refused, ...]:
    some = sorted(refused, key=lambda one: names[one.volunteer.id])[:LISTED]
    return tuple(
        Refused(
            one.volunteer.id, names[one.volunteer.id], "" if one.first.words == title else one.first.words
        )
        for one in some
    )
