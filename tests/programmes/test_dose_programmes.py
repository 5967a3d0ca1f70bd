"""Planned against held contacts of whole programmes, phase by phase."""

from datetime import date

import pytest
from django.urls import reverse

from peersupport.audit.models import Event
from programmes.selectors.dose_programmes import PhaseDose, of_programmes
from tests.cast import TODAY
from tests.programmes.builders import tuesdays
from tests.programmes.people_builders import mo_with_denise, talk


@pytest.fixture
def two(cast):
    """Mo in week 12, the tenth contact not logged; Grace in week 2, the second not logged."""
    pair = mo_with_denise(cast)
    talk(pair, planned=pair.planned.get(number=9), minutes=35)
    talk(pair, minutes=50)
    tuesdays(cast)
    return pair


def look(cast, member=None, **more):
    return of_programmes(actor=cast.by(member or cast.priya), on=TODAY, **more)


def test_a_programme_says_for_each_phase_what_was_planned_due_and_held(cast, two):
    (found,) = look(cast)
    assert (found.programme, found.people, found.beside) == (cast.coaching, 2, 1)
    assert found.phases == (
        PhaseDose("Weekly", 2, 16, 10, 8, 1, 1, 0),
        PhaseDose("Every two weeks", 2, 8, 2, 1, 0, 1, 35),
        PhaseDose("Monthly", 2, 4, 0, 0, 0, 0, 0),
    )


def test_declined_and_missed_are_what_is_left_of_the_due_ones(cast, two):
    two.planned.filter(number=10).update(state="refused")
    two.planned.filter(number=8).update(state="missed")
    assert [phase.otherwise for phase in look(cast)[0].phases] == [1, 1, 0]


def test_contacts_cancelled_by_an_early_end_stay_planned_but_are_not_due(cast, two):
    two.planned.filter(number__gte=10).update(state="cancelled")
    assert [(phase.planned, phase.due) for phase in look(cast)[0].phases] == [(16, 10), (8, 1), (4, 0)]


def test_a_contact_held_early_is_due(cast, two):
    two.planned.filter(number=11).update(state="held", done_on=TODAY)
    assert look(cast)[0].phases[1].due == 3


def test_only_contacts_of_the_span_count(cast, two):
    (found,) = look(cast, since=date(2026, 11, 1))
    assert [(phase.planned, phase.held) for phase in found.phases] == [(8, 1), (8, 1), (4, 0)]


def test_who_coordinates_one_team_sees_that_team_only(cast, two):
    assert [row.people for row in look(cast, cast.tom)] == [1]


def test_another_scheme_sees_nothing(cast, two):
    assert look(cast, cast.hilda) == []


def test_more_people_cost_no_more_queries(cast, two, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        look(cast)


def test_the_page_ends_each_programme_with_the_sum(sign_in, cast, two):
    answer = sign_in(cast.maria).get(reverse("dose"))
    (shown,) = answer.context["programmes"]
    assert [cell.text for cell in shown.table.rows[-1].cells] == [
        "All", "2", "28", "12", "9", "1", "0", "2", "75%", "35",
    ]  # fmt: skip
    assert shown.note == "2 people. 1 conversation beside the plans"


@pytest.mark.parametrize(
    ("months", "note"),
    [
        ("3", "Contacts due since Sun 23 Aug 2026"),
        ("99", "All contacts of all plans"),
        ("x", "All contacts of all plans"),
    ],
)
def test_the_span_is_in_the_address_and_an_odd_one_is_all(sign_in, cast, months, note):
    assert sign_in(cast.priya).get(reverse("dose"), {"months": months}).context["note"] == note


def test_without_contacts_the_page_says_what_will_appear(sign_in, cast):
    assert "No contact yet" in sign_in(cast.priya).get(reverse("dose")).content.decode()


def test_the_file_says_what_the_page_says_and_that_it_was_taken_is_in_the_audit(sign_in, cast, two):
    cast.coaching.change(name="=Coaching")
    answer = sign_in(cast.priya).get(reverse("dose-file"), {"months": "12"})
    lines = answer.content.decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("Programme,Phase,People,Planned,Due by now,Held,No answer,Declined or missed,")
    assert lines[1:] == [
        "'=Coaching,Weekly,2,16,10,8,1,0,1,80,0", "'=Coaching,Every two weeks,2,8,2,1,0,0,1,50,35",
        "'=Coaching,Monthly,2,4,0,0,0,0,0,,0", "'=Coaching,All,2,28,12,9,1,0,2,75,35", "",
    ]  # fmt: skip
    event = Event.objects.get(action="dose.downloaded")
    assert (event.by_name, event.detail) == ("Priya Nair", {"rows": 4, "since": "2025-11-23"})


def test_the_page_leads_to_the_file_of_the_same_span(sign_in, cast, two):
    text = sign_in(cast.priya).get(reverse("dose"), {"months": "3"}).content.decode()
    assert "/dose/file/?months=3" in text
