"""A scheme manager changes how many people a volunteer has: an example first, then a new version."""

from datetime import date

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from programmes.models import CaseloadVersion
from programmes.schedule.caseload import BadPattern, FixedNumber, Growing, WeeklyBudget
from programmes.schedule.example import one_volunteer
from programmes.schedule.taper import DEFAULT_TAPER
from programmes.selectors import capacity
from programmes.selectors.caseloads import Wanted
from programmes.services import caseloads
from tests.cast import TODAY
from tests.programmes.builders import mondays, tuesdays

START = date(2026, 11, 30)
BUDGET = Wanted("budget", 5, {"contacts": 2})


@pytest.fixture
def change(cast, monday):
    def act(wanted=BUDGET, **more):
        facts = {"role": cast.coach, "wanted": wanted, "seen": 1, "why": "Coaches were tired"}
        row = caseloads.change(**{**facts, "by": cast.by(cast.maria), "at": monday, **more})
        cast.coach.refresh_from_db()
        return row

    return act


def test_the_steps_of_health_connect_coaching_come_in_weeks_1_9_and_17_with_3_contacts_at_most():
    found = one_volunteer(Growing(), DEFAULT_TAPER, start=START)
    weeks = [((on - START).days // 7 + 1, people) for on, people in found.joins]
    assert weeks[:2] == [(1, 2), (9, 1)]
    assert (weeks[2][1], weeks[2][0] in (17, 18), found.busiest) == (2, True, 3)


def test_a_fixed_number_starts_together_and_a_budget_is_never_exceeded():
    fixed = one_volunteer(FixedNumber(3), DEFAULT_TAPER, start=START)
    budget = one_volunteer(WeeklyBudget(2), DEFAULT_TAPER, start=START)
    assert (fixed.joins[0], budget.busiest) == ((START, 3), 2)


def test_a_changed_caseload_keeps_every_version_with_who_and_why(cast, change):
    change()
    rows = CaseloadVersion.objects.of(cast.scheme).order_by("version")
    kept = [
        (row.version, row.caseload, row.people_at_once, row.since_on, row.changed_by, row.why) for row in rows
    ]
    assert kept == [
        (1, "hcc", 5, None, "", ""),
        (2, "budget", 5, TODAY, "Maria Costa", "Coaches were tired"),
    ]


def test_the_change_is_in_the_audit(change):
    change()
    detail = {"version": 2, "caseload": "budget", "figures": {"contacts": 2}, "people_at_once": 5}
    assert Event.objects.get(action="caseload.changed").detail == detail


def test_the_next_place_follows_the_new_caseload_at_once_and_nobody_loses_a_person(cast, change):
    pairs = [mondays(cast), tuesdays(cast)]
    assert capacity.places(cast.denise, cast.coach, today=TODAY).now == 0
    change(Wanted("fixed", 3))
    assert capacity.places(cast.denise, cast.coach, today=TODAY).now == 1
    for pair in pairs:
        pair.refresh_from_db()
    assert [pair.ended_on for pair in pairs] == [None, None]


def test_a_budget_takes_nobody_beyond_its_contacts_a_week(cast, change):
    change()
    mondays(cast)
    assert capacity.places(cast.denise, cast.coach, today=TODAY).now == 1
    tuesdays(cast)
    full = capacity.places(cast.denise, cast.coach, today=TODAY)
    assert (full.now, full.why) == (0, "A new person would bring a week to 3 contacts. The limit is 2.")


def test_a_budget_takes_no_more_people_than_the_most(cast, change):
    change(Wanted("budget", 1, {"contacts": 9}))
    assert capacity.places(cast.denise, cast.coach, today=TODAY).now == 1


def test_other_steps_count_too(cast, change):
    change(Wanted("hcc", 4, {"joins": [1, 3], "months": 8}))
    assert capacity.pattern_of(cast.coach) == Growing((1, 3), 8)
    assert capacity.places(cast.denise, cast.coach, today=TODAY).now == 1


def test_the_same_again_and_an_old_page_are_refused(cast, change):
    with pytest.raises(caseloads.NothingChanged):
        change(Wanted("hcc", 5))
    change()
    with pytest.raises(caseloads.NotNewest):
        change(Wanted("fixed", 2), seen=1)


def test_a_pattern_that_cannot_be_is_refused(change):
    with pytest.raises(BadPattern):
        change(Wanted("hcc", 5, {"joins": [0], "months": 11}))


@pytest.mark.parametrize("who", ["priya", "ana", "hilda"])
def test_only_a_manager_of_the_scheme_changes_it(cast, change, who):
    with pytest.raises(NotAllowed):
        change(by=cast.by(getattr(cast, who)))


TYPED = {"caseload": "hcc", "joins": "2,2", "months": "10"}


@pytest.fixture
def client_and_place(sign_in, cast):
    return sign_in(cast.maria), reverse("caseloads-change", args=[cast.coach.pk])


def test_the_page_shows_when_people_start_and_saves_nothing(client_and_place, cast):
    client, place = client_and_place
    text = client.get(place, TYPED).content.decode()
    assert "2 people at first, 2 more when all have stepped down. After 10 months it starts again." in text
    assert "People start: 2 on Mon 30 Nov 2026, 2 on Mon 25 Jan 2027" in text
    assert CaseloadVersion.objects.of(cast.scheme).count() == 0


def test_a_manager_saves_what_was_shown(client_and_place, cast):
    client, place = client_and_place
    answer = client.post(place, TYPED | {"seen": "1", "why": "Trial of two and two"})
    cast.coach.refresh_from_db()
    assert (answer.status_code, cast.coach.caseload_figures) == (302, {"joins": [2, 2], "months": 10})
    assert "Trial of two and two" in client.get(place).content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        TYPED | {"joins": "two"},
        TYPED | {"joins": "9" * 25},
        TYPED | {"joins": "²"},
        TYPED | {"months": ""},
        {"caseload": "fixed"},
        {"caseload": "budget", "people": "3"},
        {"caseload": "none"},
        {},
    ],
)
def test_bad_input_is_answered_with_words(client_and_place, cast, typed):
    client, place = client_and_place
    assert client.get(place, typed).status_code == 200
    assert client.post(place, typed | {"seen": "1", "why": "x"}).status_code == 422
    assert CaseloadVersion.objects.of(cast.scheme).count() == 0


def test_a_known_role_has_its_caseload_on_a_page_of_its_own(sign_in, cast):
    answer = sign_in(cast.maria).get(reverse("roles-change", args=[cast.coach.pk]))
    assert reverse("caseloads-change", args=[cast.coach.pk]) in answer.content.decode()
    assert "people_at_once" not in answer.context["form"].fields
