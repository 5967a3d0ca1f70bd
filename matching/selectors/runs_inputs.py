"""What a round rests on: everybody who waits, everybody who could support them, and what stands already."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from django.db.models import QuerySet

from matching.choices import ACCEPTED, LONGEST_WAIT, NO_SINGLE, OPEN
from matching.engine import stored
from matching.engine.agreed import keep
from matching.engine.priority import hurry, rank
from matching.engine.rounds import Programme, Round, Seeker
from matching.models import Proposal, Run
from matching.selectors.crowd import at_work, crowd_of
from matching.selectors.decisions import decisions_of
from matching.selectors.facts import people
from matching.selectors.preferences import matters_of
from matching.selectors.runs_rows import PlaceRow, waiting_rows
from matching.selectors.settings import Chosen, settings_of
from matching.selectors.undecided import agreed_keys
from peersupport.accounts.actors import Actor
from peersupport.core.prepared import prepared
from peersupport.core.sql import KeyText
from programmes.choices import URGENCIES
from programmes.models import Enrolment, who_waits
from programmes.models import Programme as OneProgramme
from programmes.schedule.turns import lifted
from programmes.selectors import capacity
from volunteers.models import Role, Volunteer

CLASSES = {code: number for number, (code, _) in enumerate(URGENCIES)}


@dataclass(frozen=True)
class Inputs:
    """The round, and what goes with it: places on the list by key, the class of each, decisions seen, and which
    version of what matters to each person was read.

    `beginners`: places of a new volunteer by role. `held` counts accepted pairs, `agreed` are those who both said yes
    (volunteer by place), `elsewhere` counts people whose proposal only others see.
    """

    asked: Round
    places: Mapping[str, Enrolment | PlaceRow]
    classes: Mapping[str, int]
    beginners: Mapping[str, int]
    held: int
    agreed: Mapping[str, str]
    elsewhere: int
    decisions: Mapping[str, int]
    versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Stands:
    """What people have settled about those who wait, by key of place: `decisions` in order, the volunteers of open
    proposals, places whose proposal was accepted, and of pairs in which both said yes the volunteer, the first first.

    `elsewhere` are places of which such a volunteer, or an open proposal's, is not for the eyes of this round.
    """

    decisions: Mapping[str, list[str]]
    open: Mapping[str, str]
    accepted: frozenset[str]
    agreed: Mapping[str, str]
    elsewhere: frozenset[str]

    @classmethod
    def of(cls, eyes: Actor) -> "Stands":
        """Four queries, five for the round of a team."""
        scheme = eyes.scheme
        found = list(_standing(scheme))
        open_now = {place: volunteer for place, volunteer, state in found if state == OPEN}
        accepted = frozenset(place for place, _, state in found if state == ACCEPTED)
        said_yes = agreed_keys(scheme).items()
        talks = {place: volunteer for place, volunteer in said_yes if place not in accepted}
        elsewhere = _elsewhere(eyes, {**open_now, **talks}) if eyes.team_id else frozenset()
        return cls(decisions_of(scheme), open_now, accepted, talks, elsewhere)

    @property
    def settled(self) -> frozenset[str]:
        """Who has an accepted pair, is to have no single peer, or is left to who sees both."""
        no_single = {place for place, made in self.decisions.items() if made[-1] == NO_SINGLE}
        return self.accepted | self.elsewhere | no_single

    def promised(self, *, but: Collection[str]) -> Counter[str]:
        """Places that open proposals, or pairs who agreed, of other teams' people ask for: they are left alone."""
        asked = {**self.open, **self.agreed}
        return Counter(volunteer for place, volunteer in asked.items() if place not in but)


@prepared
def _standing(scheme: UUID) -> QuerySet:
    rows = Proposal.objects.of(scheme).standing().filter(who_waits("enrolment__"))
    return rows.values_list(KeyText("enrolment_id"), KeyText("volunteer_id"), "state")


def _elsewhere(eyes: Actor, asked: Mapping[str, str]) -> frozenset[str]:
    seen = set(Volunteer.objects.visible_to(eyes).values_list(KeyText("pk"), flat=True))
    return frozenset(place for place, volunteer in asked.items() if volunteer not in seen)


def gather(run: Run, *, on: date) -> Inputs:
    """Read the scheme as it is on that day. A fixed number of queries."""
    rules, chosen, eyes = run.settings, Chosen.of_run(run), eyes_of(run)
    stands = Stands.of(eyes)
    places = seekers_of(eyes, stands)
    matters = matters_of(places, chosen)
    classes = {place.pk: _class(place, rules["target_days"], on) for place in places}
    programmes = _programmes(places)
    roles = {one.role_id: one.role for one in programmes.values()}
    asked = Round(
        today=on,
        kappa=chosen.kappa,
        fairness=chosen.fairness,
        held=stands.promised(but=classes) if run.team_id else {},
        programmes={str(one.pk): _programme(one, chosen) for one in programmes.values()},
        pools=_pools(eyes, roles, on),
        seekers=_seekers(run, places, programmes, people(places, matters), classes, stands.open, on),
    )
    asked, agreed_pairs = keep(asked, stands.agreed.items())
    return Inputs(
        asked=asked,
        places={one.pk: one for one in places},
        classes={key: number for key, number in classes.items() if key not in agreed_pairs},
        beginners=_beginners(roles, on),
        held=len(stands.accepted),
        agreed=agreed_pairs,
        elsewhere=_waiting_elsewhere(eyes, stands) if stands.elsewhere else 0,
        decisions={place: len(made) for place, made in stands.decisions.items()},
        versions={key: one.version for key, one in matters.items() if key not in agreed_pairs},
    )


def _waiting_elsewhere(eyes: Actor, stands: Stands) -> int:
    """How many of the people seen are left to who sees their volunteer too."""
    return Enrolment.objects.visible_to(eyes).waiting().filter(pk__in=stands.elsewhere).count()


def kept(inputs: Inputs) -> dict:
    """The inputs as plain values: enough to replay the round, and to go on with it elsewhere."""
    return {
        **stored.plain_round(inputs.asked),
        "versions": dict(inputs.versions),
        "classes": dict(inputs.classes),
        "decisions": dict(inputs.decisions),
        "beginners": dict(inputs.beginners),
        "held_pairs": inputs.held,
        "agreed": dict(inputs.agreed),
        "elsewhere": inputs.elsewhere,
    }


def recall(run: Run) -> Inputs:
    """The inputs that a round has stored; only people's names are read anew."""
    values = stored.unpacked(run.inputs)
    asked = stored.round_of(values)
    rows = Enrolment.objects.of(run.scheme).filter(pk__in=[one.key for one in asked.seekers])
    places = {str(row.pk): row for row in rows.select_related("patient__practice", "cohort__programme__role")}
    return Inputs(
        asked=asked,
        places={one.key: places[one.key] for one in asked.seekers},
        classes=values["classes"],
        beginners=values["beginners"],
        held=values["held_pairs"],
        agreed=values["agreed"],
        elsewhere=values["elsewhere"],
        decisions=values["decisions"],
        versions=values["versions"],
    )


def _class(place: PlaceRow, target_days: int, on: date) -> int:
    return lifted(CLASSES[place.urgency], place.days_waited(on), target_days)


def _programmes(places: list[PlaceRow]) -> dict[str, OneProgramme]:
    """By key of cohort."""
    cohorts = {place.cohort_id: place.cohort for place in places}
    return {key: cohort.programme for key, cohort in cohorts.items()}


def eyes_of(run: Run) -> Actor:
    """Whoever carries the round out sees what the round is about: the whole scheme, or one team."""
    return Actor.system(run.scheme, only_team=run.team_id)


@prepared
def _everybody(scheme: UUID, team: UUID | None) -> QuerySet:
    return at_work(Volunteer.objects.visible_to(Actor.system(scheme, only_team=team)))


def _pools(eyes: Actor, roles: Mapping[UUID, Role], on: date) -> dict[str, tuple]:
    """By key of role: everybody who holds it, with gate and places for it."""
    everybody = crowd_of(_everybody(eyes.scheme, eyes.team_id), on=on)
    return {str(key): everybody.holders(role) for key, role in roles.items()}


def _beginners(roles: Mapping[UUID, Role], on: date) -> dict[str, int]:
    """By key of role: how many people somebody new may begin with."""
    return {str(key): capacity.of_a_beginner(role, on=on).now for key, role in roles.items()}


def _seekers(
    run: Run,
    places: list[PlaceRow],
    programmes: Mapping[str, OneProgramme],
    facts,
    classes: Mapping[str, int],
    before: Mapping[str, str],
    on: date,
) -> tuple[Seeker, ...]:
    keys = {cohort: str(one.pk) for cohort, one in programmes.items()}
    longest_first = run.objective == LONGEST_WAIT

    @cache
    def turn(lifted_class: int, days: int) -> tuple[int, int]:
        """Many wait equally long, with one urgency."""
        asked = (lifted_class, days)
        return rank(*asked, longest_first=longest_first), hurry(*asked, longest_first=longest_first)

    return tuple(
        Seeker(place.pk, facts[place.pk], keys[place.cohort_id], priority, before.get(place.pk, ""), hurried)
        for place in places
        for priority, hurried in [turn(classes[place.pk], place.days_waited(on))]
    )


def seekers_of(eyes: Actor, stands: Stands) -> list[PlaceRow]:
    """Who is seen and waits, the longest first; not who has an agreed pair, or is to have no single peer."""
    return waiting_rows(eyes, but=stands.settled)


def _programme(programme, chosen: Chosen) -> Programme:
    return Programme(str(programme.role_id), settings_of(programme, chosen))
