"""What a round rests on: everybody who waits, everybody who could support them, and what stands already."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from matching.choices import ACCEPTED, LONGEST_WAIT, NO_SINGLE, OPEN
from matching.engine import stored
from matching.engine.priority import lifted, rank
from matching.engine.rounds import Programme, Round, Seeker
from matching.engine.words import Words
from matching.models import Proposal, Run
from matching.selectors.decisions import decisions_of
from matching.selectors.facts import crowd, people, words_of
from matching.selectors.preferences import matters_of
from matching.selectors.runs_rows import PlaceRow, waiting_rows
from matching.selectors.settings import Chosen, settings_of
from peersupport.accounts.actors import Actor
from peersupport.core.sql import KeyText
from programmes.choices import URGENCIES
from programmes.models import Enrolment, who_waits
from volunteers.models import Volunteer

CLASSES = {code: number for number, (code, _) in enumerate(URGENCIES)}


@dataclass(frozen=True)
class Inputs:
    """The round, and what goes with it: places on the list by key, the class of each, words,
    decisions seen, and which version of what matters to each person was read.
    """

    asked: Round
    places: Mapping[str, Enrolment | PlaceRow]
    classes: Mapping[str, int]
    words: Words
    held: int
    decisions: Mapping[str, int]
    versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Stands:
    """What people have settled about those who wait, by key of place: `decisions` in order, the volunteers of open
    proposals, and places whose proposal was accepted.
    """

    decisions: Mapping[str, list[str]]
    open: Mapping[str, str]
    accepted: frozenset[str]

    @classmethod
    def of(cls, scheme) -> "Stands":
        """Two queries."""
        rows = Proposal.objects.of(scheme).standing().filter(who_waits("enrolment__"))
        found = list(rows.values_list(KeyText("enrolment_id"), KeyText("volunteer_id"), "state"))
        open_now = {place: volunteer for place, volunteer, state in found if state == OPEN}
        accepted = frozenset(place for place, _, state in found if state == ACCEPTED)
        return cls(decisions_of(scheme), open_now, accepted)

    @property
    def settled(self) -> frozenset[str]:
        """Who has an agreed pair, or is to have no single peer."""
        return self.accepted | {place for place, made in self.decisions.items() if made[-1] == NO_SINGLE}

    def promised(self, *, but: Collection[str]) -> Counter[str]:
        """Places that open proposals of other teams' people ask for: the round of one team leaves them alone."""
        return Counter(volunteer for place, volunteer in self.open.items() if place not in but)


def gather(run: Run, *, on: date) -> Inputs:
    """Read the scheme as it is on that day. A fixed number of queries."""
    scheme, rules, chosen = run.scheme, run.settings, Chosen.of_run(run)
    stands = Stands.of(scheme)
    places = seekers_of(eyes_of(run), stands)
    matters = matters_of(places, chosen)
    classes = {place.pk: _class(place, rules["target_days"], on) for place in places}
    asked = Round(
        today=on,
        kappa=chosen.kappa,
        fairness=chosen.fairness,
        held=stands.promised(but=classes) if run.team_id else {},
        programmes={str(one.pk): _programme(one, chosen) for one in _programmes(places)},
        pools=_pools(eyes_of(run), places, on),
        seekers=_seekers(run, places, people(places, matters), classes, stands.open, on),
    )
    return Inputs(
        asked=asked,
        places={one.pk: one for one in places},
        classes=classes,
        words=words_of(scheme),
        held=len(stands.accepted),
        decisions={place: len(made) for place, made in stands.decisions.items()},
        versions={key: one.version for key, one in matters.items()},
    )


def kept(inputs: Inputs) -> dict:
    """The inputs as plain values: enough to replay the round, and to go on with it elsewhere."""
    return {
        **stored.plain_round(inputs.asked),
        "versions": dict(inputs.versions),
        "classes": dict(inputs.classes),
        "decisions": dict(inputs.decisions),
        "held_pairs": inputs.held,
    }


def recall(run: Run) -> Inputs:
    """The inputs that a round has stored; only people's names and the scheme's words are read anew."""
    values = stored.unpacked(run.inputs)
    asked = stored.round_of(values)
    rows = Enrolment.objects.of(run.scheme).filter(pk__in=[one.key for one in asked.seekers])
    places = {str(row.pk): row for row in rows.select_related("patient__practice", "cohort__programme__role")}
    return Inputs(
        asked=asked,
        places={one.key: places[one.key] for one in asked.seekers},
        classes=values["classes"],
        words=words_of(run.scheme),
        held=values["held_pairs"],
        decisions=values["decisions"],
        versions=values["versions"],
    )


def _class(place: PlaceRow, target_days: int, on: date) -> int:
    return lifted(CLASSES[place.urgency], place.days_waited(on), target_days)


def _programmes(places: list[PlaceRow]) -> list:
    cohorts = {place.cohort.programme_id: place.cohort for place in places}
    return [cohort.programme for cohort in cohorts.values()]


def eyes_of(run: Run) -> Actor:
    """Whoever carries the round out sees what the round is about: the whole scheme, or one team."""
    return Actor.system(run.scheme, only_team=run.team_id)


def _pools(eyes: Actor, places: list[PlaceRow], on: date) -> dict[str, tuple]:
    """By key of role: everybody who holds it, with gate and places for it."""
    everybody = crowd(Volunteer.objects.visible_to(eyes), on=on)
    roles = {one.role_id: one.role for one in _programmes(places)}
    return {str(key): everybody.holders(role) for key, role in roles.items()}


def _seekers(
    run: Run,
    places: list[PlaceRow],
    facts,
    classes: Mapping[str, int],
    before: Mapping[str, str],
    on: date,
) -> tuple[Seeker, ...]:
    programmes = {one.cohort.programme_id: str(one.cohort.programme_id) for one in places}
    return tuple(
        Seeker(
            key=place.pk,
            person=facts[place.pk],
            programme=programmes[place.cohort.programme_id],
            priority=_rank(classes[place.pk], place, run, on),
            before=before.get(place.pk, ""),
        )
        for place in places
    )


def _rank(lifted_class: int, place: PlaceRow, run: Run, on: date) -> int:
    return rank(lifted_class, place.days_waited(on), longest_first=run.objective == LONGEST_WAIT)


def seekers_of(eyes: Actor, stands: Stands) -> list[PlaceRow]:
    """Who is seen and waits, the longest first; not who has an agreed pair, or is to have no single peer."""
    return waiting_rows(eyes, but=stands.settled)


def _programme(programme, chosen: Chosen) -> Programme:
    return Programme(str(programme.role_id), settings_of(programme, chosen))
