"""The answer of a round in words: reasons for each proposal, why somebody is without one, whom to recruit."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from matching.engine.columns import Pool
from matching.engine.facts import VolunteerFacts
from matching.engine.lacking import TAKEN, Lack, kind, lacks
from matching.engine.ranking import reasons
from matching.engine.rounds import Answer, Problem, Seeker
from matching.engine.rules import eligibility
from matching.engine.scoring import parts
from matching.engine.settings import Case
from matching.engine.words import Words, sentence
from matching.selectors.runs_inputs import Inputs

WHYS, KINDS = 3, 6
# Who is kept apart is for the page of the person alone.
PRIVATE = {"not-with", "not-from", "known", "tried", "self"}


@dataclass(frozen=True)
class Explainer:
    """Everything at hand to explain one answer."""

    inputs: Inputs
    problem: Problem
    answer: Answer

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

    def recruit(self, without: list[dict[str, Any]]) -> list[tuple[str, int]]:
        """Kinds of volunteer, and how many of the people without a match one of that kind could support."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in without:
            if one["code"] != TAKEN:
                found[one["kind"]].add(one["key"])
        for words, keys in self._wanted_more().items():
            found[words] |= keys
        ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
        return [(words, len(keys)) for words, keys in ranked[:KINDS]]

    def _wanted_more(self) -> Mapping[str, set[str]]:
        """By kind: people without a match who would fit volunteers one more place of whom would match one more."""
        made, places = self.problem, self.problem.places_of
        seekers = self.inputs.asked.seekers
        found: dict[str, set[str]] = defaultdict(set)
        if not len(made.patient):
            return found
        left = np.array([one.key not in self.answer.volunteer_of for one in seekers], dtype=np.bool_)
        wanted = np.array([place in self.answer.wanted for place in places], dtype=np.bool_)
        named = [self._named(role, "", self._pools[role][volunteer].area) for volunteer, role in places]
        names = {name: at for at, name in enumerate(sorted(set(named)))}
        number, words = np.array([names[name] for name in named]), [*names]
        at = np.flatnonzero(left[made.patient] & wanted[made.volunteer])
        both = np.unique(np.stack([made.patient[at], number[made.volunteer[at]]]), axis=1)
        for row, name in both.T.tolist():
            found[words[name]].add(seekers[row].key)
        return found

    def _left(self, seeker: Seeker, found: Lack) -> dict[str, Any]:
        special = kind(seeker.person, found.code, self._words(seeker), self._case(seeker).settings)
        return {
            "key": seeker.key,
            "possible": found.possible,
            "why": [list(one) for one in found.why[:WHYS]],
            "code": found.code,
            "kind": self._named(self._role(seeker), special, seeker.person.area),
        }

    def _named(self, role: str, special: str, area: str) -> str:
        """`Coach who speaks Urdu`, `Coach, Harton`."""
        name = sentence(self.inputs.words.label("role", role))
        if special:
            return f"{name} {special}"
        return f"{name}, {self.inputs.words.label('area', area)}" if area else name

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
        return replace(self.inputs.words, person=self.inputs.places[seeker.key].patient.short_name)
