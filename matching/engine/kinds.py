"""What kind of volunteer somebody needs: the role and where, or what few others bring.

Of each kind somebody is made up who brings just that, and otherwise fits those who need them: free when they are.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from matching.engine.facts import NONE, Codes, PersonFacts, VolunteerFacts
from matching.engine.recruiting import Kind
from matching.engine.rules import rules
from matching.engine.rules.asked import SharesCondition, must_share
from matching.engine.settings import Case
from matching.engine.words import Words, joined, sentence

NEW = "somebody new"


@dataclass(frozen=True, slots=True)
class Need:
    """Somebody who waits in a role, in what circumstances, and the words to speak of them."""

    person: PersonFacts
    role: str
    case: Case
    words: Words


def _condition(one: Need) -> str:
    return one.words.any(
        "condition", must_share(one.person, one.case.settings) or one.person.sought_conditions
    )


# What a new volunteer would need to bring, by the rule that rules out somebody who does not.
BRINGS: Mapping[str, Callable[[Need], str]] = {
    "language": lambda one: f"who speaks {one.words.any('language', one.person.languages)}",
    SharesCondition.code: lambda one: f"with {_condition(one)}",
    "asked-sex": lambda one: f"who is {one.words.any('sex', one.person.sought_sex)}",
    "asked-background": lambda one: (
        f"with background {one.words.any('background', one.person.sought_background)}"
    ),
    "asked-age": lambda one: "of about the same age",
    "asked-experience": lambda one: f"with {one.words.any('experience', one.person.sought_experiences)}",
    "asked-life": lambda one: one.words.any("life", one.person.sought_life),
    "asked-interest": lambda one: f"who likes {one.words.any('interest', one.person.sought_interests)}",
}


def kinds(needs: Iterable[Need], places: Mapping[str, int], spoken: Codes) -> list[Kind]:
    """The kinds that these people need, those for most of them first. `places`: of a beginner, by role; `spoken`: the
    languages that are nothing special.
    """
    groups: dict[str, list[tuple[Need, Codes]]] = defaultdict(list)
    for one in needs:
        special = _special(one, spoken)
        groups[_name(one, special)].append((one, special))
    made = [
        Kind(name, _somebody(group, spoken, places[group[0][0].role]))
        for name, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    return [one for one in made if one.volunteer.places]


def most_spoken(volunteers: Iterable[VolunteerFacts]) -> Codes:
    """The language that most volunteers speak; none where there are no volunteers."""
    counted = Counter(code for one in volunteers for code in one.languages)
    return frozenset({min(counted, key=lambda code: (-counted[code], code))}) if counted else NONE


def _special(one: Need, spoken: Codes) -> Codes:
    """The rules that rule out somebody in the role who brings nothing special."""
    plain = VolunteerFacts(NEW, languages=spoken)
    return frozenset(
        rule.code for rule in rules() if rule.code in BRINGS and rule.rules_out(one.person, plain, one.case)
    )


def _name(one: Need, special: Codes) -> str:
    """`Coach who speaks Urdu`, `Coach, Harton`."""
    role = sentence(one.words.label("role", one.role))
    if special:
        return f"{role} {joined([words(one) for code, words in BRINGS.items() if code in special])}"
    return f"{role}, {one.words.label('area', one.person.area)}" if one.person.area else role


def _somebody(group: list[tuple[Need, Codes]], spoken: Codes, places: int) -> VolunteerFacts:
    first, special = group[0][0], group[0][1]
    people = [one.person for one, _ in group]
    made = VolunteerFacts(
        NEW,
        roles=frozenset({first.role}),
        main_role=first.role,
        places=places,
        conditions=_all(one.sought_conditions for one in people),
        experiences=_all(one.sought_experiences for one in people),
        life=_all(one.sought_life for one in people),
        interests=_all(one.sought_interests for one in people),
        modes=_all(one.modes for one in people),
        times=_all(one.times for one in people),
        languages=spoken | (_all(one.languages for one in people) if "language" in special else NONE),
        area=first.person.area,
        areas=frozenset(one.area for one in people if one.area),
    )
    if "asked-sex" in special:
        made = replace(made, sex=min(first.person.sought_sex))
    if "asked-background" in special:
        made = replace(made, background=_all(one.sought_background for one in people))
    return replace(made, birth_year=first.person.birth_year) if "asked-age" in special else made


def _all(codes: Iterable[Codes]) -> Codes:
    return frozenset().union(*codes)
