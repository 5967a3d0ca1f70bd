"""The settings of matching on their page: read by coordinators, changed by managers."""

from dataclasses import replace

import pytest

from matching.choices import BEST_FIT, LONGEST_WAIT
from matching.engine.features import weighable
from matching.models import MatchSettings
from matching.selectors.settings import Chosen, in_force
from matching.services import settings


@pytest.fixture
def coaching(cast) -> frozenset[str]:
    return frozenset({str(cast.mos_place.cohort.programme_id)})


SENT = {
    "objective": "best-fit",
    "minimum": "45",
    "steady": "4",
    "shared": "1",
    "seen": "0",
    "why": "Fewer weak pairs",
} | {f"usual_{one.code}": str(one.weight) for one in weighable()}


def test_the_manager_changes_them_on_one_page(sign_in, cast, coaching):
    client = sign_in(cast.maria)
    text = client.get("/runs/settings/").content.decode()
    assert "Nobody has chosen yet" in text
    answer = client.post(
        "/runs/settings/",
        SENT | {"times": [*coaching], "condition": [*coaching], "same_condition_for": ["copd"]},
        follow=True,
    )
    assert answer.redirect_chain == [("/runs/", 302)]
    assert in_force(cast.scheme.pk) == Chosen(
        BEST_FIT, 4_500, 400, 100, frozenset(), coaching, condition=coaching, same_condition_for=frozenset({"copd"}),
    )  # fmt: skip
    assert "Only volunteers who share the condition, for people with: COPD" in answer.content.decode()
    assert "A fit below 45 of 100 is no match" in answer.content.decode()
    assert "Fewer weak pairs" in client.get("/runs/settings/").content.decode()


def test_the_start_of_a_round_begins_with_them(sign_in, cast, monday):
    wanted = replace(in_force(cast.scheme.pk), minimum_score=4_100, objective=LONGEST_WAIT)
    settings.change(wanted=wanted, seen=0, why="Fewer weak pairs", by=cast.by(cast.maria), at=monday)
    client = sign_in(cast.priya)
    assert client.get("/runs/new/").context["form"].initial == {"objective": LONGEST_WAIT, "minimum": 41}
    refused = client.post("/runs/new/", {"objective": "best-fit", "minimum": "40"})
    assert refused.status_code == 422
    assert "ask for at least 41" in refused.content.decode()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"minimum": "101"}, "Write a whole number from 0 to 100"),
        ({"steady": "lots"}, "Write a whole number from 0 to 20"),
        ({"why": ""}, "Say why you change them"),
        ({"objective": ""}, "Say who comes first"),
        ({"seen": "7"}, "Somebody has changed these settings"),
        ({"area": ["1234"]}, "Choose from the programmes of this scheme"),
        ({"condition": ["1234"]}, "Choose from the programmes of this scheme"),
        ({"same_condition_for": ["plague"]}, "Choose from the conditions of this scheme"),
        ({"usual_life": "11"}, "The weights add up to 101. Change them so that they add up to 100"),
        ({"usual_life": "-1"}, "Write a whole number from 0 to 100"),
    ],
)
def test_wrong_settings_are_not_saved(sign_in, cast, sent, words):
    answer = sign_in(cast.maria).post("/runs/settings/", SENT | sent)
    assert (answer.status_code, MatchSettings.objects.of(cast.scheme).count()) == (422, 0)
    assert words in answer.content.decode()


def test_a_coordinator_reads_them_on_the_page_of_rounds_but_does_not_change_them(sign_in, cast):
    client = sign_in(cast.priya)
    text = client.get("/runs/").content.decode()
    assert "Any fit counts as a match" in text
    assert "/runs/settings/" not in text
    assert client.get("/runs/settings/").status_code == 403
