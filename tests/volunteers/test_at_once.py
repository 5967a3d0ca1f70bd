"""Two people, or two workers, at the same moment: what may be once is once. On PostgreSQL, with real connections."""

import pytest

from peersupport.accounts.actors import Actor
from peersupport.accounts.roles import CANDIDATE
from tests.support.at_once import after
from tests.volunteers.joining import NOW, about, give_coach, referee, rosa
from volunteers.models import CheckIn
from volunteers.services import references
from volunteers.services.references import MOST_NAMED, ReferenceRefused
from volunteers.services.wellbeing import ask_from_time_to_time

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_a_candidate_who_sends_two_names_at_once_names_four_people_at_most(cast):
    who = rosa(cast)
    give_coach(cast, who)
    who.refresh_from_db()
    for name in ("Edda", "Finn", "Gail"):
        referee(cast, who, name)
    by = Actor.outside(cast.scheme, CANDIDATE, about=who.pk)

    def name(first: str):
        facts = {
            "first_name": first,
            "last_name": "Moss",
            "knows_how": "A friend",
            "email": f"{first}@example.org",
        }
        return lambda: references.name_own_referee(**about(cast, by=by), volunteer=who, **facts)

    with pytest.raises(ReferenceRefused, match="enough"):
        after(name("Hugo"), name("Ines"))
    assert who.references.count() == MOST_NAMED


def test_a_volunteer_is_asked_once_how_they_are_when_two_workers_ask(cast):
    def ask():
        return ask_from_time_to_time(volunteer=cast.denise, at=NOW)

    assert after(ask, ask) is None
    assert CheckIn.objects.of(cast.scheme).count() == 1
