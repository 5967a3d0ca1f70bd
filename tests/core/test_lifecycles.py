"""Every lifecycle of the house is whole: known states, all reachable, an end."""

import pytest

from matching import choices as matching
from peersupport.core.errors import MoveNotAllowed
from peersupport.core.lifecycles import Lifecycle
from peersupport.messaging import choices as messaging
from programmes import choices as programmes
from volunteers import choices as volunteers

ALL = [
    value
    for module in (messaging, volunteers, programmes, matching)
    for value in vars(module).values()
    if isinstance(value, Lifecycle)
]


@pytest.mark.parametrize("lifecycle", ALL, ids=lambda lifecycle: lifecycle.name)
def test_every_state_of_a_lifecycle_can_be_reached_and_every_move_leads_to_a_known_state(lifecycle):
    assert lifecycle.reachable() == lifecycle.states


def test_a_move_outside_the_table_is_refused_in_words_for_people():
    with pytest.raises(MoveNotAllowed) as refusal:
        programmes.REFERRAL.check("declined", "accepted")
    assert refusal.value.words == "This referral is declined, so it cannot become accepted."
