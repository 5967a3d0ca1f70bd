"""Several coordinators reach for the last place of Denise, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Barrier

from django.db import connection

from matching.services import decisions
from programmes.models import Enrolment, Relationship
from programmes.services.relationships import NoPlace
from tests.cast import Cast, make_patient


def one_place_each(cast: Cast) -> None:
    cast.coach.change(caseload="fixed", people_at_once=1)
    cast.coaching.change(conversation_first=False)


def reach(cast: Cast, name: str, coordinators: int, *, at: datetime) -> list[str]:
    """What each of them is told; "matched" for who got the place. Afterwards the place is free again."""
    waiting = [
        make_patient(cast, f"P{name}x{i} Last", waits_since=date(2026, 9, 1)) for i in range(coordinators)
    ]
    ready = Barrier(coordinators)
    with ThreadPoolExecutor(coordinators) as pool:
        answers = list(pool.map(lambda place: _decide(cast, place, ready, at), waiting))
    made = Relationship.objects.of(cast.scheme).running().filter(enrolment__in=waiting)
    taken = made.update(ended_on=at.date(), state="ended")
    assert taken == answers.count("matched"), f"{taken} places taken, {answers.count('matched')} told so"
    return answers


def _decide(cast: Cast, place: Enrolment, ready: Barrier, at: datetime) -> str:
    """One coordinator presses the button when all are ready."""
    try:
        place = Enrolment.objects.of(cast.scheme).get(pk=place.pk)
        ready.wait(timeout=60)
        decisions.accept(
            enrolment=place, volunteer=cast.denise, why="Both said yes", start_on=date(2026, 11, 30), mode="phone",
            by=cast.by(cast.priya), at=at,
        )  # fmt: skip
    except NoPlace as refusal:
        return refusal.words
    finally:
        connection.close()
    return "matched"
