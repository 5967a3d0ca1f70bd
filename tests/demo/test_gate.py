"""Of every volunteer of the demo, page and gate say the same, now and in some weeks."""

from datetime import timedelta

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Membership
from tests.cast import TODAY
from tests.volunteers.agreeing import differences
from volunteers.models import Volunteer


def test_page_and_gate_agree_about_everybody(demo):
    manager = Membership.objects.of(demo).get(user__name="Maria Costa")
    people = list(Volunteer.objects.of(demo).exclude(stage="stepped_down"))
    for days in (0, 22, 60):
        on = TODAY + timedelta(days=days)
        assert differences(people, actor=Actor.of(manager), on=on) == []
