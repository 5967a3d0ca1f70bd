"""What if we recruit more? The scheme's own figures, and both runs beside each other."""

from datetime import date, timedelta

import pytest

from peersupport.reporting.forms.forecast import ForecastForm
from peersupport.reporting.presenters.forecast import difference, figure
from peersupport.reporting.selectors import forecast
from programmes.models import Programme
from tests.cast import TODAY, make_volunteer
from tests.programmes.builders import held, mondays
from volunteers.models import Leave

PAGE = "/forecast/"
ASKED = {
    "coaches": "50", "more": "10", "training": "0", "months": "11", "waiting": "900", "arrivals": "0",
    "drop_out": "0", "leave": "0",
}  # fmt: skip


@pytest.fixture
def context_of(cast, sign_in):
    """The page's context, asked with these figures."""
    return lambda **asked: sign_in(cast.priya).get(PAGE, asked).context


def today(cast, by=None):
    return forecast.scheme_today(cast.coaching, actor=cast.by(by or cast.priya), on=TODAY)


def words(table):
    return {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in table.rows}


def test_the_form_is_filled_in_with_the_figures_of_the_scheme(context_of):
    initial = context_of()["form"].initial
    assert {name: initial[name] for name in ("coaches", "months", "waiting", "arrivals", "more")} == {
        "coaches": 2, "months": 11, "waiting": 2, "arrivals": 0.2, "more": 10,
    }  # fmt: skip


def test_fifty_coaches_support_250_people_and_ten_more_support_50_more(context_of):
    context = context_of(**ASKED)
    assert [(stat.number, stat.note) for stat in context["stats"]] == [
        ("250", "With 10 more volunteers: 300"),
        ("650", "With 10 more volunteers: 600"),
        ("8 weeks", "With 10 more volunteers: 8 weeks"),
        ("3", "With 10 more volunteers: 3"),
    ]
    assert words(context["table"])["Contacts held"] == ["3,500", "4,200", "+700"]


def test_the_charts_compare_month_by_month_and_week_by_week(context_of):
    charts = dict(context_of(**ASKED)["charts"])
    assert list(charts) == ["people", "waiting", "contacts"]
    assert [key.name for key in charts["people"].keys] == ["Without recruiting", "With 10 more volunteers"]
    assert charts["people"].rows[-1] == (date(2027, 9, 23), (250, 300))
    assert [charts["waiting"].rows[0], charts["waiting"].rows[-1]] == [
        (TODAY, (800, 780)),
        (date(2027, 10, 11), (650, 600)),
    ]
    assert charts["contacts"].rows[0] == (TODAY, (100, 120))


def test_without_recruits_there_is_one_run(context_of):
    context = context_of(**ASKED | {"more": "0"})
    assert [stat.note for stat in context["stats"]] == [""] * 4
    assert [column.text for column in context["table"].columns] == ["Figure", "Without recruiting"]
    assert [len(chart.keys) for _, chart in context["charts"]] == [1, 1, 1]


def test_nobody_has_to_be_there(context_of):
    context = context_of(**ASKED | {"coaches": "0", "more": "0", "waiting": "3"})
    assert [stat.number for stat in context["stats"]] == ["0", "3", "–", "0"]


def test_a_month_can_be_short(context_of):
    assert context_of(**ASKED | {"months": "1"})["stats"][0].number == "100"


def test_it_begins_with_the_people_who_are_supported_today(cast):
    mondays(cast)
    scheme = today(cast)
    assert (scheme.supported, [len(caseload) for caseload in scheme.caseloads]) == (1, [1, 0])
    found = forecast.forecast(scheme, forecast.Wanted(coaches=1, more=0), on=TODAY)
    assert (found.now.people_supported, found.now.contacts_held) == (0, 11)  # the fourth is due today


def test_coaches_on_leave_count_and_those_who_have_not_finished_joining_do_not(cast):
    Leave.make(scheme=cast.scheme, volunteer=cast.abdul, starts_on=TODAY, ends_on=TODAY + timedelta(days=20))
    make_volunteer(cast, "Nina Novak", cast.coach, renew_by=date(2028, 1, 1), stage="training")
    assert today(cast).wanted.coaches == 2


def test_leave_is_the_mean_of_the_last_year_in_whole_weeks(cast):
    Leave.make(
        scheme=cast.scheme, volunteer=cast.denise, starts_on=date(2026, 5, 1), ends_on=date(2026, 6, 25)
    )
    assert today(cast).wanted.leave == 4


def test_a_share_of_those_who_leave_early_is_known_from_five_endings_on(cast, monkeypatch):
    relationship = mondays(cast)
    held(relationship, 4)
    relationship.change(state="ended", ended_on=date(2026, 11, 20))
    assert (today(cast).drop_out_known, today(cast).wanted.drop_out) == (False, 0)
    monkeypatch.setattr(forecast, "ENDS_ENOUGH", 1)
    assert (today(cast).drop_out_known, today(cast).wanted.drop_out) == (True, 100)


def test_a_coordinator_of_a_team_looks_ahead_for_that_team(cast):
    assert (today(cast).wanted.waiting, today(cast, cast.tom).wanted.waiting) == (2, 1)


def test_another_schemes_figures_are_its_own(cast, sign_in):
    assert "form" not in sign_in(cast.hilda).get(PAGE).context


def test_several_programmes_have_a_link_each_and_the_one_with_most_waiting_comes_first(cast, context_of):
    other = Programme.make(scheme=cast.scheme, name="Befriending", role=cast.befriender, taper=cast.taper)
    assert [(link.text, link.current) for link in context_of()["filters"]] == [
        ("Befriending", False),
        ("Health coaching", True),
    ]
    assert context_of(programme=str(other.pk))["form"].initial["coaches"] == 1


@pytest.mark.parametrize("programme", ["x", "00000000-0000-0000-0000-000000000007"])
def test_a_programme_that_is_not_there_is_passed_over(context_of, programme):
    assert context_of(programme=programme)["form"].initial["coaches"] == 2


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("coaches", "", "“Volunteers now”: enter a whole number from 0 to 500"),
        ("coaches", "-1", "“Volunteers now”: enter a whole number from 0 to 500"),
        ("months", "0", "“Look ahead”: enter a whole number from 1 to 36"),
        ("waiting", "9000", "“People waiting now”: enter a whole number from 0 to 5,000"),
        ("arrivals", "many", "“New people a week”: enter a number from 0 to 200, for example 2.5"),
        ("arrivals", "NaN", "“New people a week”: enter a number from 0 to 200, for example 2.5"),
        ("arrivals", "1.25", "“New people a week”: enter a number from 0 to 200, for example 2.5"),
    ],
)
def test_a_figure_that_cannot_be_is_answered_with_what_to_do(field, typed, said):
    assert ForecastForm({**ASKED, field: typed}).errors == {field: [said]}


def test_more_than_a_page_can_work_out_says_how_far_it_can_look():
    assert ForecastForm({**ASKED, "coaches": "110", "months": "12"}).errors == {
        "months": [
            "That is more than a page can work out: 120 volunteers for 12 months. Look ahead 10 months or less, or "
            "ask for fewer volunteers. For larger schemes there is the command “simulate” on the server"
        ]
    }


def test_a_mistake_leaves_no_results_and_keeps_what_was_typed(cast, sign_in):
    answer = sign_in(cast.priya).get(PAGE, {**ASKED, "coaches": "many"})
    assert ("stats" in answer.context, answer.context["form"]["coaches"].value()) == (False, "many")
    assert 'value="many"' in answer.content.decode()


def test_who_may_see_reports_may_look_ahead(cast, client):
    found = {}
    for name in ("priya", "maria", "ana", "whitlock", "denise_member"):
        client.force_login(getattr(cast, name).user)
        found[name] = client.get(PAGE).status_code
    assert found == {"priya": 200, "maria": 200, "ana": 200, "whitlock": 403, "denise_member": 403}


def test_the_page_asks_the_database_a_fixed_number_of_times(cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(11):
        today(cast)


@pytest.mark.parametrize(
    ("number", "days", "said"),
    [
        (None, True, "–"),
        (1, True, "1 day"),
        (13, True, "13 days"),
        (14, True, "2 weeks"),
        (1204, False, "1,204"),
    ],
)
def test_figures_are_said_in_words(number, days, said):
    assert figure(number, days) == said


@pytest.mark.parametrize(
    ("before", "after", "days", "said"),
    [
        (1, 41, False, "+40"),
        (1.5, 1.25, False, "−0.25"),
        (60, 39, True, "−3 weeks"),
        (2, 2, False, "none"),
        (None, 3, True, "–"),
    ],
)
def test_a_difference_has_a_sign(before, after, days, said):
    assert difference(before, after, days) == said
