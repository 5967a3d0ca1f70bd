"""The answer of a round in words: reasons for each proposal, why somebody is without one, whom to recruit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from matching.engine.columns import Pool
from matching.engine.facts import VolunteerFacts
from matching.engine.kinds import Need, kinds, most_spoken
from matching.engine.lacking import Lack, lacks
from matching.engine.ranking import reasons
from matching.engine.recruiting import KINDS, most_wanted, tries_for
from matching.engine.recruiting_priced import at_most
from matching.engine.rounds import Answer, Problem, Seeker
from matching.engine.rules import eligibility
from matching.engine.scoring import parts
from matching.engine.settings import Case
from matching.engine.words import Words
from matching.selectors.runs_inputs import Inputs

WHYS = 3
# Who is kept apart is for the page of the person alone.
PRIVATE = {"not-with", "not-from", "known", "tried", "self"}


@dataclass(frozen=True)
class Explainer:
    """Everything at hand to explain one answer."""

    inputs: Inputs
    problem: Problem
    answer: Answer
    words: Words

    def proposal(self, seeker: Seeker) -> dict[str, Any]:
        """Parts (label, points, weight) and sentences for and against, as `Proposal.explained` keeps them."""
        volunteer = self._volunteer(seeker)
        case, words = self._case(seeker), self._words(seeker)
        made = parts(seeker.person, volunteer, case)
        good, bad = reasons(seeker.person, volunteer, case, words, made)
        shown = [[part.label, part.points, part.weight] for part in made]
        return {"parts": shown, "for": list(good), "against": list(bad)}

    def free_on(self, seeker: Seeker):
        """The day of the place, None if there is one now."""
        volunteer = self._volunteer(seeker)
        return None if volunteer.places else volunteer.next_place_on

    def without(self) -> list[dict[str, Any]]:
        """Everybody who has no match, in the order of the round, and why."""
        left = [one for one in self.ordered() if one.key not in self.answer.volunteer_of]
        found = {
            one.key: lack for key in self.inputs.asked.programmes
            for one, lack in self._lacks([one for one in left if one.programme == key])
        }  # fmt: skip
        return [self._left(one, found[one.key]) for one in left]

    def _lacks(self, seekers: list[Seeker]) -> Iterator[tuple[Seeker, Lack]]:
        """Of people of one programme. Somebody may wait in two cohorts, so places go by their own keys."""
        if not seekers:
            return
        by_key = {one.key: one for one in seekers}
        pool = Pool(self.inputs.asked.pools[self._role(seekers[0])])
        people = [replace(one.person, id=one.key) for one in seekers]
        found = lacks(people, pool, self._case(seekers[0]), lambda one: self._words(by_key[one.id]))
        yield from zip(seekers, found, strict=True)

    def ordered(self) -> list[Seeker]:
        """The most urgent first, then who has waited longest."""
        at = {key: number for number, key in enumerate(self.inputs.places)}
        return sorted(self.inputs.asked.seekers, key=lambda one: (self.inputs.classes[one.key], at[one.key]))

    def moved(self) -> dict[str, str]:
        """By key: why the volunteer whom the last round proposed is not proposed again, "" where nothing rules them out
        that may be said here.
        """
        given = self.answer.volunteer_of
        changed = [
            one for one in self.inputs.asked.seekers if one.before and one.before != given.get(one.key)
        ]
        return {one.key: self._against(one) for one in changed}

    def _against(self, seeker: Seeker) -> str:
        before = self._pools[self._role(seeker)].get(seeker.before)
        if before is None:
            return "supports nobody in this role now"
        case = self._case(seeker)
        found = eligibility(seeker.person, before, case.settings, today=case.today, words=self._words(seeker))
        return next((one.words for one in found if one.code not in PRIVATE), "")

    @property
    def recruit_is_estimate(self) -> bool:
        """Whether the round is too large to be solved again with somebody new: then its prices say it."""
        return not tries_for(self.problem)

    def recruit(self) -> list[tuple[str, int]]:
        """Kinds of volunteer, and how many more people one of each kind, on top of those before, would see matched, or
        matched sooner; of an estimate, how many more at most, each by itself.
        """
        needs = [
            Need(one.person, self._role(one), self._case(one), self._words(one))
            for one in self.ordered() if not one.person.stopped and not self._starts_now(one)
        ]  # fmt: skip
        spoken = most_spoken(one for pool in self.inputs.asked.pools.values() for one in pool)
        wanted = kinds(needs, self.inputs.beginners, spoken)
        if self.recruit_is_estimate:
            return at_most(self.inputs.asked, self.answer, wanted[:KINDS])
        found = most_wanted(self.inputs.asked, self.problem, wanted)
        return [(name, gain.people) for name, gain in found]

    def _starts_now(self, seeker: Seeker) -> bool:
        return seeker.key in self.answer.volunteer_of and self.free_on(seeker) is None

    def _left(self, seeker: Seeker, found: Lack) -> dict[str, Any]:
        why = [list(one) for one in found.why[:WHYS]]
        return {"key": seeker.key, "possible": found.possible, "why": why, "code": found.code}

    def _role(self, seeker: Seeker) -> str:
        return self.inputs.asked.programmes[seeker.programme].role

    def _volunteer(self, seeker: Seeker) -> VolunteerFacts:
        return self._pools[self._role(seeker)][self.answer.volunteer_of[seeker.key]]

    @cached_property
    def _pools(self) -> Mapping[str, Mapping[str, VolunteerFacts]]:
        """By role and id."""
        return {role: {one.id: one for one in pool} for role, pool in self.inputs.asked.pools.items()}

    def _case(self, seeker: Seeker) -> Case:
        return Case(self.inputs.asked.programmes[seeker.programme].settings, self.inputs.asked.today)

    def _words(self, seeker: Seeker) -> Words:
        return replace(self.words, person=self.inputs.places[seeker.key].patient.short_name)
