"""The pages of supervision, for those who supervise and for volunteers."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.cast import TODAY, make_volunteer
from tests.programmes.builders import mondays
from tests.volunteers.joining import about, queries
from tests.volunteers.supervising import agreed, planned, rules, was_held
from tests.volunteers.test_recognition import talked
from tests.volunteers.test_supervision import group
from volunteers.models import Observation, Supervision, SupervisionAction, SupervisionPlace
from volunteers.services import supervision as services
from volunteers.services.supervision import Mark
from volunteers.services.supervision_actions import close


def test_priya_plans_from_the_list_with_the_person_chosen(cast, sign_in):
    client = sign_in(cast.priya)
    form = client.get(reverse("supervision-plan"), {"person": cast.denise.pk}).context["form"]
    assert tuple(form[name].value() for name in ("kind", "people", "supervisor")) == (
        "one",
        [str(cast.denise.pk)],
        str(cast.priya.pk),
    )
    said = {
        "kind": "group",
        "people": [cast.denise.pk, cast.abdul.pk],
        "supervisor": cast.priya.pk,
        "starts_on_day": "30",
        "starts_on_month": "11",
        "starts_on_year": "2026",
        "start": "14:00",
        "minutes": "90",
        "number": "2",
        "every": "4",
    }
    answer = client.post(reverse("supervision-plan"), said)
    assert answer.status_code == 302
    days = Supervision.objects.of(cast.scheme).order_by("on", "pk").values_list("on", "minutes")
    assert list(days) == [(date(2026, 11, 30), 90), (date(2026, 12, 28) + timedelta(weeks=4), 90)]


def whole_register(cast, session, action, **more) -> dict:
    said = {"notes": "Calm talk"}
    for one in (cast.denise, cast.abdul):
        key = one.pk
        said |= {f"state-{key}": "present", f"who-{key}": "volunteer", f"by-{key}": "2"}
    return {**said, f"carry-{action.pk}": "open", **more}


def test_the_register_carries_an_action_on_closes_it_and_takes_a_new_one(cast, sign_in):
    session, action = group(cast), agreed(cast, cast.denise)
    place = reverse("supervisions-register", args=[session.pk])
    client = sign_in(cast.priya)
    client.post(place, whole_register(cast, session, action))
    action.refresh_from_db()
    assert action.state == "open"
    new = {f"carry-{action.pk}": "done", f"what-{cast.abdul.pk}": "Visit the choir"}
    client.post(place, whole_register(cast, session, action, **new))
    action.refresh_from_db()
    made = SupervisionAction.objects.of(cast.scheme).get(volunteer=cast.abdul)
    assert (action.state, made.what, made.by_on, made.session) == (
        "done",
        "Visit the choir",
        TODAY + timedelta(weeks=2),
        session,
    )


@pytest.mark.parametrize("missing", ["state", "why"])
def test_what_is_missing_in_the_register_is_said_beside_its_field(cast, sign_in, missing):
    session, action = group(cast), agreed(cast, cast.denise)
    wrong = {
        "state": {f"state-{cast.denise.pk}": ""},
        "why": {f"carry-{action.pk}": "dropped"},
    }
    names = {"state": f"state-{cast.denise.pk}", "why": f"why-{action.pk}"}
    place = reverse("supervisions-register", args=[session.pk])
    answer = sign_in(cast.priya).post(place, whole_register(cast, session, action, **wrong[missing]))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [names[missing]])
    assert Supervision.objects.of(cast.scheme).get(pk=session.pk).taken_on is None


def test_an_auditor_sees_dates_but_no_notes(cast, sign_in):
    session = group(cast)
    marks = {cast.denise: Mark("present", "Sleeps badly"), cast.abdul: Mark("present")}
    services.take_register(**about(cast), session=session, marks=marks, notes="Calm talk")
    action = agreed(cast, cast.denise, what="Ring the surgery")
    close(**about(cast), action=action, state="dropped", why="She was rung")
    client = sign_in(cast.ana)
    places = (
        reverse("supervisions-detail", args=[session.pk]),
        reverse("volunteers-supervision", args=[cast.denise.pk]),
    )
    for where in places:
        text = client.get(where).content.decode()
        assert "Denise Harper" in text
        assert [words for words in ("Sleeps badly", "Calm talk", "She was rung") if words in text] == []


def test_the_list_filters_by_state_name_and_supervisor(cast, sign_in):
    rules(cast)
    was_held(cast, cast.denise, days_ago=1)
    cast.abdul.change(coordinator=cast.tom)
    client = sign_in(cast.priya)

    def names(**wanted) -> set[str]:
        return {
            line.volunteer.first_name for line in client.get(reverse("supervision"), wanted).context["page"]
        }

    found = [
        names(),
        names(show="overdue"),
        names(q="harp"),
        names(supervisor="mine"),
        names(supervisor=str(cast.tom.pk)),
        names(show="nobody"),
        names(show="nonsense"),
    ]
    everybody = {"Denise", "Abdul", "Joan"}
    assert found == [
        everybody,
        {"Abdul", "Joan"},
        {"Denise"},
        {"Denise", "Joan"},
        {"Abdul"},
        set(),
        everybody,
    ]


def test_each_number_on_top_is_the_length_of_its_list(cast, sign_in):
    rules(cast)
    was_held(cast, cast.denise, days_ago=20)
    planned(cast, cast.denise)
    cast.joan.change(coordinator=None)
    client = sign_in(cast.priya)
    stats = client.get(reverse("supervision")).context["stats"]
    lists = [client.get(stat.href).context["page"].paginator.count for stat in stats]
    assert [stat.number for stat in stats] == lists == [2, 1, 1, 1]


def test_a_manager_sets_the_rules_of_a_role_on_its_page(cast, sign_in):
    client, page = sign_in(cast.maria), reverse("roles-supervision", args=[cast.coach.pk])
    begun = client.get(page).context["form"].initial
    said = {name: value for name, value in begun.items() if value is not None and name != "starts_on"}
    day = {"starts_on_day": "1", "starts_on_month": "12", "starts_on_year": "2026"}
    answer = client.post(page, {**said, **day, "competent-name": "Senior", "competent-group_weeks": "6"})
    assert answer.status_code == 302
    rows = {
        row.level: (row.name, row.one_weeks, row.group_weeks) for row in cast.coach.supervision_rules.all()
    }
    assert rows == {
        "new": ("New", 4, None),
        "developing": ("Developing", 8, 4),
        "competent": ("Senior", None, 6),
    }


def test_a_level_without_any_supervision_is_refused(cast, sign_in):
    client, page = sign_in(cast.maria), reverse("roles-supervision", args=[cast.coach.pk])
    begun = client.get(page).context["form"].initial
    said = {name: value for name, value in begun.items() if value is not None and name != "starts_on"}
    day = {"starts_on_day": "1", "starts_on_month": "12", "starts_on_year": "2026"}
    answer = client.post(page, {**said, **day, "competent-group_weeks": ""})
    assert list(answer.context["form"].errors) == ["competent-one_weeks"]


def test_my_supervision_shows_next_date_my_actions_and_what_was(cast, sign_in):
    rules(cast)
    was_held(cast, cast.denise, days_ago=20)
    planned(cast, cast.denise, on=TODAY + timedelta(days=7))
    mine = agreed(cast, cast.denise)
    agreed(cast, cast.denise, what="Find a course", who="supervisor")
    client = sign_in(cast.denise_member)
    context = client.get(reverse("my-supervision")).context
    assert context["next_date"] == "Monday 30 November 2026 at 2:00pm"
    assert ([todo.text for todo in context["mine"]], [todo.text for todo in context["theirs"]]) == (
        ["Ring the surgery"],
        ["Find a course"],
    )
    assert len(context["held"].rows) == 1
    client.post(reverse("todos-done", args=[mine.pk]))
    assert client.get(reverse("my-supervision")).context["mine"] == []


def test_my_supervision_shows_the_later_dates_of_a_series(cast, sign_in):
    planned(cast, cast.denise, cast.abdul, on=TODAY + timedelta(days=7), number=3, every=4)
    context = sign_in(cast.denise_member).get(reverse("my-supervision")).context
    assert (context["next_date"], context["later"]) == (
        "Monday 30 November 2026 at 2:00pm",
        ["Mon 25 Jan 2027, 2:00pm, group, The hall", "Mon 22 Feb 2027, 2:00pm, group, The hall"],
    )


def test_the_pages_take_as_many_queries_for_many(cast, sign_in):
    session = group(cast)
    agreed(cast, cast.denise)
    places = [
        reverse("supervision"),
        reverse("supervision-sessions"),
        reverse("supervisions-detail", args=[session.pk]),
        reverse("volunteers-supervision", args=[cast.denise.pk]),
    ]
    client = sign_in(cast.priya)
    few = [queries(client, where) for where in places]
    for number in range(9):
        one = make_volunteer(cast, f"Many{chr(97 + number)} Person", cast.coach, renew_by=date(2028, 1, 1))
        SupervisionPlace.make(scheme=cast.scheme, session=session, volunteer=one)
        agreed(cast, one)
        agreed(cast, cast.denise)
        planned(cast, cast.denise, one, anyway=True)
    assert [queries(client, where) for where in places] == few


def test_who_decides_a_level_sees_what_shows_it_and_what_the_records_say(cast, sign_in):
    rules(cast)
    was_held(cast, cast.denise, days_ago=20)
    talked(mondays(cast), TODAY)
    facts = {"volunteer": cast.denise, "observed_on": TODAY, "observed_by": cast.priya}
    Observation.make(scheme=cast.scheme, **facts)
    context = sign_in(cast.priya).get(reverse("volunteers-decide-level", args=[cast.denise.pk])).context
    assert [(fact.key, fact.value) for fact in context["facts"]] == [
        ("Now", "New (Coach)"),
        ("Contacts", "1 contact held, the first on Mon 23 Nov 2026"),
        ("Supervision", "Was at 1 session"),
        ("Observed", "Mon 23 Nov 2026"),
    ]
    hints = context["form"].fields["level"].choice_hints
    assert hints["competent"] == "One person supported to the end, worries raised when they should be"
