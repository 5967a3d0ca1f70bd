"""What comes next for somebody ready: what is missing first, then the people who wait."""

from django.urls import reverse

from tests.cast import TODAY
from volunteers.choices import READY
from volunteers.presenters.recruitment import next_place
from volunteers.selectors.recruitment_person import joining


def test_what_the_gate_misses_comes_before_the_first_person(cast):
    cast.denise.change(stage=READY)
    there = joining(cast.denise, on=TODAY).next
    cast.denise.agreements.all().delete()
    unpublished = joining(cast.denise, on=TODAY).next
    cast.denise.checks.all().delete()
    assert (there, unpublished, joining(cast.denise, on=TODAY).next) == ("match", "publish", "check")


def test_the_first_person_is_found_among_those_who_wait(cast):
    assert next_place("match", cast.denise) == ("Find the first person", reverse("waiting-list"))
