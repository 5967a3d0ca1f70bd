"""Several coordinators and one place left: one wins, the others read why. On PostgreSQL, with real connections."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from matching.models import Decision
from matching.services import decisions
from programmes.models import Enrolment, PlannedContact, Relationship
from programmes.services.relationships import NoPlace
from tests.cast import make_patient, set_the_stage

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite lets one writer in at a time anyway"
    ),
]


@pytest.fixture
def stage(transactional_db):
    cast = set_the_stage()
    cast.coach.change(caseload="fixed", people_at_once=1)
    cast.coaching.change(conversation_first=False)
    return cast


def decide(cast, place, ready: Barrier, at) -> str:
    """One coordinator presses the button when all are ready."""
    try:
        place = Enrolment.objects.of(cast.scheme).get(pk=place.pk)
        ready.wait(timeout=10)
        decisions.accept(
            enrolment=place, volunteer=cast.denise, why="Both said yes", start_on=date(2026, 11, 30), mode="phone",
            by=cast.by(cast.priya), at=at,
        )  # fmt: skip
    except NoPlace as refusal:
        return refusal.words
    finally:
        connection.close()
    return "matched"


@pytest.mark.parametrize(
    ("coordinators", "rounds"),
    [
        (2, 6),
        (8, 3),
        pytest.param(2, 100, marks=pytest.mark.slow),
        pytest.param(8, 100, marks=pytest.mark.slow),
    ],
)
def test_the_last_place_goes_to_one_and_the_others_read_why(stage, monday, coordinators, rounds):
    for number in range(rounds):
        waiting = [
            make_patient(stage, f"P{number}x{i} Last", waits_since=date(2026, 9, 1))
            for i in range(coordinators)
        ]
        ready = Barrier(coordinators)
        with ThreadPoolExecutor(coordinators) as pool:
            answers = list(pool.map(lambda place, ready=ready: decide(stage, place, ready, monday), waiting))
        lost = [answer for answer in answers if answer != "matched"]
        assert (answers.count("matched"), {words[:28] for words in lost}) == (
            1,
            {"Denise has no place free on "},
        )
        made = Relationship.objects.of(stage.scheme).running()
        assert (made.count(), PlannedContact.objects.of(stage.scheme).count()) == (1, 14 * (number + 1))
        assert Decision.objects.of(stage.scheme).count() == number + 1
        made.update(ended_on=date(2026, 11, 23), state="ended")
