"""Whoever is let go leaves no worry that nobody sees."""

import pytest

from peersupport.accounts.services import memberships
from peersupport.messaging.models import Message
from programmes.models import Concern
from programmes.services import concerns, concerns_team
from tests.cast import TODAY, make_member
from tests.programmes.builders import mondays

pytestmark = pytest.mark.django_db


@pytest.fixture
def lena(cast, monday):
    """She leads on worries; nobody stands in."""
    lena = make_member(cast.scheme, "Lena Lead", "coordinator")
    hours = {"acknowledge_hours": 2, "decide_hours": 24}
    concerns_team.set_team(by=cast.by(cast.maria), at=monday, lead=lena, deputy=None, **hours)
    return lena


def raised(cast, monday, **more) -> Concern:
    by = cast.by(cast.denise_member)
    return concerns.raise_concern(by=by, at=monday, words="She has bruises", **more)


def let_go(cast, monday, member, to=None):
    memberships.end(by=cast.by(cast.maria), membership=member, at=monday, today=TODAY, to=to)


def sees(cast, member, concern) -> bool:
    return Concern.objects.visible_to(cast.by(member)).filter(pk=concern.pk).exists()


def told(member) -> int:
    return Message.objects.everywhere().filter(template="concern_raised", recipient_key=member.pk).count()


def test_whoever_takes_a_worry_over_sees_it_hears_of_it_and_works_it(cast, monday, lena):
    concern = raised(cast, monday, relationship=mondays(cast))
    assert (concern.owner, sees(cast, cast.maria, concern)) == (cast.priya, False)
    let_go(cast, monday, cast.priya, to=cast.maria)
    concern.refresh_from_db()
    assert (concern.owner, sees(cast, cast.maria, concern), told(cast.maria)) == (cast.maria, True, 1)
    assert concerns.acknowledge(concern=concern, by=cast.by(cast.maria), at=monday).owner == cast.maria


def test_a_worry_about_whoever_takes_over_does_not_become_theirs(cast, monday, lena):
    concern = raised(cast, monday, relationship=mondays(cast), about=[cast.maria.user_id])
    let_go(cast, monday, cast.priya, to=cast.maria)
    concern.refresh_from_db()
    assert (concern.owner, sees(cast, cast.maria, concern), told(cast.maria)) == (None, False, 0)
    assert sees(cast, lena, concern)


def test_a_worry_that_only_the_lead_saw_goes_to_everybody_when_they_leave(cast, monday, lena):
    concern = raised(cast, monday)
    assert [sees(cast, member, concern) for member in (cast.priya, cast.maria)] == [False, False]
    let_go(cast, monday, lena)
    assert [sees(cast, member, concern) for member in (cast.priya, cast.maria)] == [True, True]
    assert (told(cast.priya), told(cast.maria)) == (1, 1)


def test_a_worry_that_others_see_is_shown_to_nobody_else(cast, monday, lena):
    concern = raised(cast, monday, relationship=mondays(cast))
    let_go(cast, monday, lena)
    assert (sees(cast, cast.priya, concern), sees(cast, cast.maria, concern)) == (True, False)
    assert told(cast.maria) == 0
