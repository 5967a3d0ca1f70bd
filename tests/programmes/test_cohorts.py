"""Cohorts: everybody on the staff sees them, a scheme manager opens them."""

from datetime import date

import pytest

from peersupport.accounts.gates import NotAllowed
from peersupport.core import clock
from programmes.models import Cohort
from programmes.selectors import cohorts as selectors
from programmes.services import cohorts
from tests.cast import TODAY

SPRING = {"name": "Spring 2027", "starts_on_day": "1", "starts_on_month": "3", "starts_on_year": "2027"}


def typed(cast, **changes) -> dict:
    return {"programme": str(cast.coaching.pk), **SPRING, **changes}


def test_the_numbers_of_a_cohort_are_waiting_supported_and_ended(cast):
    cast.mos_place.change(state="supported")
    [programme] = selectors.programmes(actor=cast.by(cast.priya))
    [row] = programme.cohorts
    assert (row.cohort, row.waiting, row.supported, row.ended) == (cast.autumn, 1, 1, 0)


def test_a_coordinator_of_a_team_counts_its_people_only(cast):
    [programme] = selectors.programmes(actor=cast.by(cast.tom))
    assert programme.cohorts[0].waiting == 1


def test_a_closed_cohort_is_not_offered(cast):
    cast.autumn.change(closed_on=TODAY)
    assert list(selectors.open_cohorts(actor=cast.by(cast.priya), on=TODAY)) == []


def test_a_manager_opens_a_cohort_on_the_page(cast, sign_in):
    sign_in(cast.maria).post("/cohorts/add/", typed(cast))
    cohort = Cohort.objects.of(cast.scheme).get(name="Spring 2027")
    assert (cohort.programme, cohort.starts_on) == (cast.coaching, date(2027, 3, 1))


def test_a_name_is_used_once_in_a_programme(cast, sign_in):
    answer = sign_in(cast.maria).post("/cohorts/add/", typed(cast, name="autumn 2026"))
    sentence = "This programme already has a cohort of that name. Choose another name."
    assert (answer.status_code, answer.content.decode().count(sentence)) == (422, 2)


def test_31_february_is_no_first_day(cast, sign_in):
    answer = sign_in(cast.maria).post("/cohorts/add/", typed(cast, starts_on_day="31", starts_on_month="2"))
    assert (answer.status_code, "First day must be a real date" in answer.content.decode()) == (422, True)


def test_a_programme_of_another_scheme_cannot_be_chosen(cast, sign_in):
    cast.coaching.change(scheme=cast.hillside)
    answer = sign_in(cast.maria).post("/cohorts/add/", typed(cast))
    assert (answer.status_code, Cohort.objects.of(cast.scheme).filter(name="Spring 2027").exists()) == (
        422,
        False,
    )


@pytest.mark.parametrize(
    ("who", "code", "form"), [("maria", 200, True), ("priya", 200, False), ("ana", 200, False)]
)
def test_the_staff_see_cohorts_and_only_the_manager_the_form(cast, sign_in, who, code, form):
    page = sign_in(getattr(cast, who)).get("/cohorts/")
    assert (page.status_code, "Open a cohort" in page.content.decode()) == (code, form)


def test_a_coordinator_does_not_open_a_cohort(cast, sign_in):
    assert sign_in(cast.priya).post("/cohorts/add/", typed(cast)).status_code == 403


def test_the_service_asks_for_the_permission_itself(cast):
    with pytest.raises(NotAllowed):
        cohorts.add(
            programme=cast.coaching, name="X", starts_on=TODAY, by=cast.by(cast.priya), at=clock.now()
        )
