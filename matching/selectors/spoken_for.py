"""Places that a volunteer keeps for somebody else, because the two have met and both said yes."""

from datetime import date

from matching.choices import ACCEPTED
from matching.engine.agreed import keep
from matching.engine.rounds import Programme, Round, Seeker
from matching.models import Proposal
from matching.selectors.crowd import crowd
from matching.selectors.facts import people
from matching.selectors.preferences import matters_of
from matching.selectors.settings import in_force, settings_of
from matching.selectors.undecided import Agreed, agreed_with, who_come_before
from peersupport.accounts.actors import Actor
from programmes.models import Enrolment
from programmes.promised import Promise
from volunteers.models import Volunteer


def agreed_before(volunteer: Volunteer, place: Enrolment, *, today: date) -> list[Promise]:
    """Those who agreed before this person did, and whom a round would keep. `programmes.promised` asks for them.

    Who agreed after this person comes after them; a pair whose proposal was accepted has its place already.
    """
    others = _before(volunteer, place)
    if not others:
        return []
    alone = crowd(Volunteer.objects.of(place.scheme_id).filter(pk=volunteer.pk), on=today)
    asked, pairs = _asked(others, volunteer, alone, today)
    kept = keep(asked, pairs)[1]
    return [_promise(one, asked, volunteer) for one in others if str(one.talk.enrolment_id) in kept]


def _promise(one: Agreed, asked: Round, volunteer: Volunteer) -> Promise:
    role = one.talk.enrolment.cohort.programme.role_id
    [facts] = [facts for facts in asked.pools[str(role)] if facts.id == str(volunteer.pk)]
    return Promise(volunteer.pk, one.talk.enrolment_id, role, None if facts.places else facts.next_place_on)


def _before(volunteer: Volunteer, place: Enrolment) -> list[Agreed]:
    found = agreed_with({volunteer.pk}, actor=Actor.system(place.scheme)).get(volunteer.pk, [])
    before = who_come_before(found, place.pk)
    held = Proposal.objects.of(place.scheme_id).filter(
        state=ACCEPTED, enrolment__in=[one.talk.enrolment_id for one in before]
    )
    accepted = set(held.values_list("enrolment_id", flat=True)) if before else set()
    return [one for one in before if one.talk.enrolment_id not in accepted]


def _asked(others: list[Agreed], volunteer: Volunteer, alone, on: date):
    """The round of these people and this volunteer alone, and the pairs."""
    rows = Enrolment.objects.of(volunteer.scheme_id).filter(pk__in=[one.talk.enrolment_id for one in others])
    places = {row.pk: row for row in rows.select_related("patient__practice", "cohort__programme__role")}
    chosen = in_force(volunteer.scheme_id)
    facts = people(places.values(), matters_of(list(places.values()), chosen))
    offered = {str(row.cohort.programme_id): row.cohort.programme for row in places.values()}
    asked = Round(
        today=on,
        programmes={
            key: Programme(str(one.role_id), settings_of(one, chosen)) for key, one in offered.items()
        },
        pools={str(one.role_id): alone.holders(one.role) for one in offered.values()},
        seekers=tuple(
            Seeker(str(key), facts[key], str(row.cohort.programme_id), priority=0)
            for key, row in places.items()
        ),
    )
    return asked, [(str(one.talk.enrolment_id), str(volunteer.pk)) for one in others]
