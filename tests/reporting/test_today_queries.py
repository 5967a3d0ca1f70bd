"""Today costs as many queries for a long list as for a short one, whatever kinds of work are on it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peersupport.reporting.presenters.today import WORDS, rows
from peersupport.reporting.selectors.today import tasks
from tests.cast import TODAY
from tests.conftest import MONDAY_MORNING
from tests.reporting.everything import one_more
from tests.volunteers.claiming import set_a_rate
from tests.volunteers.joining import NOW
from tests.volunteers.supervising import rules
from volunteers.services.agreements import publish

# One line for all of them, however many, so there is never more than one.
ONE_LINE = {"ask", "proposals", "quality-due", "unsupervised"}


@pytest.fixture
def scheme_with_rules(cast):
    """What is asked of everybody: supervision, a rate for journeys, a text that is to be signed this week."""
    rules(cast)
    set_a_rate(cast)
    about = {"role": cast.coach, "text": "We listen first.", "sign_by_on": TODAY + timedelta(days=5)}
    publish(by=cast.by(cast.maria), **about, at=NOW, today=TODAY)


def listed(cast) -> tuple[int, set[str], int]:
    """Queries for the whole list with its words, its kinds, and how many lines it has."""
    actor = cast.by(cast.priya)
    with CaptureQueriesContext(connection) as seen:
        found = tasks(actor=actor, at=MONDAY_MORNING)
        rows(found, actor=actor, now=MONDAY_MORNING, first_is_green=False)
    return len(seen), {task.kind for task in found}, len(found)


def test_more_of_every_kind_of_work_is_no_query_more(cast, scheme_with_rules):
    for number in range(2):
        one_more(cast, number)
    few, kinds, short = listed(cast)
    for number in range(2, 5):
        one_more(cast, number)
    many, _, long = listed(cast)
    assert set(WORDS) - kinds - ONE_LINE == set()
    assert (many, long > 2 * short) == (few, True)
