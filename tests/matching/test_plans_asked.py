"""What is asked at the start of a plan: who introduces the two, and what became of contacts before today."""

import pytest
from django.urls import reverse

from programmes.models import PlannedContact, Relationship
from tests.cast import make_welcomer
from tests.matching.planning import look, plan_page, start, text


@pytest.fixture
def plan(cast, sign_in, monday):
    """The plan page of Mo, for Priya."""
    sign_in(cast.priya)
    return plan_page(cast, monday)


@pytest.fixture
def welcomer(cast):
    """Abdul is a welcomer too."""
    return make_welcomer(cast, cast.abdul)


def test_a_welcomer_can_introduce_them_and_both_read_who(client, plan, cast, welcomer, sign_in):
    assert "Abdul Rahman" in text(look(client, plan, cast))
    answer = start(client, plan, cast, welcomer=welcomer.pk)
    assert "Abdul Rahman introduces them" in text(client.get(answer.headers["Location"]))
    (made,) = Relationship.objects.of(cast.scheme)
    page = sign_in(cast.denise_member).get(reverse("my-people-detail", args=[made.pk]))
    assert "Abdul Rahman" in text(page)


def test_without_a_welcomer_nobody_is_asked_for_one(client, plan, cast):
    assert "Who introduces them" not in text(look(client, plan, cast))


def test_a_stranger_as_welcomer_is_refused(client, plan, cast, welcomer):
    assert start(client, plan, cast, welcomer=cast.joan.pk).status_code == 422
    assert not Relationship.objects.of(cast.scheme).exists()


def test_a_start_in_the_past_shows_the_missed_part_and_asks(client, plan, cast):
    answer = look(client, plan, cast, day="9")
    tags = [one.tag.text for phase in answer.context["phases"] for one in phase.dates if one.tag]
    said = text(answer)
    assert tags[:2] == ["Before today", "Before today"]
    assert "2 contacts lie before today." in said and "What became of the contacts before today?" in said
    assert answer.context["instead"].text == "Start on Mon 23 Nov 2026 instead"
    assert look(client, answer.context["instead"].href, cast).status_code == 200


def test_a_start_in_the_past_needs_an_answer_and_keeps_what_was_typed(client, plan, cast):
    answer = start(client, plan, cast, start="2026-11-09")
    said = text(answer)
    assert (answer.status_code, "Say what became of the contacts before today" in said) == (422, True)
    assert "Both said yes" in said and Relationship.objects.of(cast.scheme).count() == 0


def test_a_start_in_the_past_with_an_answer_starts(client, plan, cast):
    assert start(client, plan, cast, start="2026-11-09", late="missed").status_code == 302
    assert PlannedContact.objects.of(cast.scheme).filter(state="missed").count() == 2


def test_a_start_to_come_asks_nothing(client, plan, cast):
    assert "before today" not in text(look(client, plan, cast))
