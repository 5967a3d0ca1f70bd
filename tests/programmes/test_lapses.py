"""A lapse blocks new matches only; about support that runs, it warns."""

from datetime import timedelta

from django.urls import reverse

from programmes.models import Relationship
from programmes.selectors.lapses import lapses_of
from tests.cast import TODAY
from tests.programmes.people_builders import mo_with_denise


def told(cast, sign_in) -> list[str]:
    page = sign_in(cast.priya).get(reverse("people-detail", args=[cast.mo.pk]))
    return [one["strong"] for one in page.context["lapses"]]


def test_a_check_that_ran_out_is_said_above_the_record_of_whom_the_volunteer_supports(cast, sign_in):
    mo_with_denise(cast)
    assert told(cast, sign_in) == []
    cast.denise.checks.update(renew_by_on=TODAY - timedelta(days=1))
    assert told(cast, sign_in) == ["Denise Harper: Enhanced check ran out on 22 November 2026."]
    assert Relationship.objects.of(cast.scheme).running().count() == 1


def test_leave_is_no_lapse(cast):
    relationship = mo_with_denise(cast)
    cast.denise.leave.create(scheme=cast.scheme, starts_on=TODAY, ends_on=TODAY)
    assert lapses_of([relationship], on=TODAY) == []


def test_nobody_supported_needs_no_database():
    assert lapses_of([], on=TODAY) == []
