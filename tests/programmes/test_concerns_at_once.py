"""A worry gets through, whatever else is written at the same moment. On PostgreSQL, with real connections.

Whoever raises it holds the end of the audit chain when the keys of its rows are checked at commit. Had somebody who
waits for that end locked those keys too, one of the two would be thrown out, and it was the worry.
"""

import pytest

from programmes.models import Concern
from programmes.services.concerns import raise_concern
from programmes.services.concerns_team import set_team
from programmes.services.people import change_details
from tests.cast import TODAY
from tests.programmes.builders import mondays
from tests.support.at_once import after
from volunteers.choices import FORM
from volunteers.services.recruitment import Contact, enquire

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def enquiry(cast, at):
    somebody = Contact(first_name="Una", last_name="Bell", phone="01632 960199")
    enquire(by=cast.by(cast.priya), contact=somebody, source=FORM, at=at, today=TODAY)


def team(cast, at):
    people = {"lead": cast.priya, "deputy": cast.maria}
    set_team(by=cast.by(cast.maria), at=at, **people, acknowledge_hours=4, decide_hours=8)


def details(cast, at):
    change = {"fields": {"called": "Mosey"}, "version": cast.mo.version}
    change_details(patient=cast.mo, by=cast.by(cast.priya), at=at, **change)


@pytest.mark.parametrize("other", [enquiry, team, details], ids=lambda act: act.__name__)
def test_a_worry_and_another_write_at_the_same_moment_both_get_through(cast, monday, other):
    relationship = mondays(cast)
    worry = {"words": "He does not eat", "relationship": relationship}
    after(
        lambda: raise_concern(by=cast.by(cast.denise_member), at=monday, **worry), lambda: other(cast, monday)
    )
    assert [concern.words for concern in Concern.objects.of(cast.scheme)] == ["He does not eat"]
