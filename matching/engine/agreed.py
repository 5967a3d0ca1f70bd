"""Pairs in which both have said yes: a round keeps them, as long as the rules allow them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from matching.engine.rounds import Round, Seeker, room
from matching.engine.rules import eligibility

Agreed = tuple[str, str]  # key of a seeker, id of a volunteer


def keep(asked: Round, agreed: Iterable[Agreed]) -> tuple[Round, dict[str, str]]:
    """The round without those who have agreed, whose places are held; and who they are, volunteer by key.

    Of several for one place the first has it. Whoever may not be matched any more is sought for like everybody.
    """
    seekers = {one.key: one for one in asked.seekers}
    held, kept = Counter(asked.held), dict[str, str]()
    for key, volunteer in agreed:
        if key in seekers and _may(asked, seekers[key], volunteer, held[volunteer]):
            held[volunteer] += 1
            kept[key] = volunteer
    if not kept:
        return asked, kept
    return replace(
        asked, held=dict(held), seekers=tuple(one for one in asked.seekers if one.key not in kept)
    ), kept


def _may(asked: Round, seeker: Seeker, volunteer: str, held: int) -> bool:
    programme = asked.programmes[seeker.programme]
    facts = next((one for one in asked.pools[programme.role] if one.id == volunteer), None)
    if facts is None or room(facts) <= held:
        return False
    return not eligibility(seeker.person, facts, programme.settings, today=asked.today)
