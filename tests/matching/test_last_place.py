"""Several coordinators and one place left: one wins, the others read why. On PostgreSQL, with real connections.

A hundred rounds of each are figure K4 of `make faults`.
"""

import pytest
from django.db import connection

from matching.models import Decision
from programmes.models import PlannedContact
from tests.cast import set_the_stage
from tests.matching.last_place import one_place_each, reach

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite lets one writer in at a time anyway"
    ),
]


@pytest.fixture
def stage(transactional_db):
    cast = set_the_stage()
    one_place_each(cast)
    return cast


@pytest.mark.parametrize(("coordinators", "rounds"), [(2, 6), (8, 3)])
def test_the_last_place_goes_to_one_and_the_others_read_why(stage, monday, coordinators, rounds):
    for number in range(rounds):
        answers = reach(stage, str(number), coordinators, at=monday)
        lost = [answer for answer in answers if answer != "matched"]
        assert (answers.count("matched"), {words[:28] for words in lost}) == (
            1,
            {"Denise has no place free on "},
        )
        assert PlannedContact.objects.of(stage.scheme).count() == 14 * (number + 1)
        assert Decision.objects.of(stage.scheme).count() == number + 1
