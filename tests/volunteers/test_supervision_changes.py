"""A planned session changes: its day, its people, who leads it. Those concerned are told, nobody else is."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from peersupport.messaging.models import Message
from tests.cast import TODAY
from tests.volunteers.joining import NOW, about
from tests.volunteers.supervising import planned
from tests.volunteers.test_supervision import group, register
from volunteers.models import Supervision, SupervisionPlace
from volunteers.services.supervision import SupervisionRefused
from volunteers.services.supervision_changes import Wanted, change
from volunteers.services.supervision_reminders import remind

FRIDAY = TODAY + timedelta(days=4)


def changed(cast, session, **more) -> Supervision:
    facts = {"on": session.on, "start": session.at, "minutes": session.minutes, "place": session.place}
    facts |= {"supervisor": session.supervisor, "volunteers": [cast.denise, cast.abdul]}
    return change(**about(cast), session=session, wanted=Wanted(**facts | more))


def told(cast) -> dict[str, list[str]]:
    """Template -> first names, in order of name; messages of the planning itself aside."""
    names = {one.pk: one.first_name for one in (cast.denise, cast.abdul, cast.joan)}
    rows = Message.objects.of(cast.scheme).filter(recipient_kind="volunteer", state="waiting")
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.template.removeprefix("supervision_"), []).append(names[row.recipient_key])
    return {template: sorted(names) for template, names in found.items()}


def test_another_day_is_told_to_everybody_and_the_old_reminder_is_taken_back(cast):
    session = planned(cast, cast.denise, cast.abdul, on=TODAY + timedelta(days=1))[0]
    remind(at=NOW)
    changed(cast, session, on=FRIDAY)
    everybody = ["Abdul", "Denise"]
    assert told(cast) == {"planned": everybody, "changed": everybody}
    assert {row.day for row in Message.objects.of(cast.scheme).filter(template="supervision_changed")} == {
        FRIDAY
    }


def test_another_time_keeps_the_reminder_of_the_day(cast):
    session = planned(cast, cast.denise, cast.abdul, on=TODAY + timedelta(days=1))[0]
    remind(at=NOW)
    changed(cast, session, start=time(16))
    assert told(cast)["tomorrow"] == ["Abdul", "Denise"]


def test_whoever_is_added_is_invited_and_whoever_is_taken_out_hears_it(cast):
    session = group(cast)
    changed(cast, session, volunteers=[cast.denise, cast.joan])
    places = SupervisionPlace.objects.of(cast.scheme).filter(session=session)
    assert sorted(row.volunteer.first_name for row in places) == ["Denise", "Joan"]
    assert told(cast) == {"planned": ["Abdul", "Denise", "Joan"], "cancelled": ["Abdul"]}


def test_somebody_else_may_lead_it_and_nobody_is_troubled(cast):
    session = changed(cast, group(cast), supervisor=cast.maria, minutes=90)
    assert (session.supervisor, session.minutes, told(cast)) == (
        cast.maria,
        90,
        {"planned": ["Abdul", "Denise"]},
    )


def test_people_of_another_area_are_not_taken_out_by_somebody_who_does_not_see_them(cast):
    session = group(cast)
    cast.abdul.change(team=cast.central)
    cast.denise.change(team=cast.harton)
    session.change(supervisor=cast.tom)
    wanted = Wanted(FRIDAY, time(10), 60, "", cast.tom, [cast.denise])
    change(**{**about(cast), "by": cast.by(cast.tom)}, session=session, wanted=wanted)
    assert session.places.count() == 2


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"on": TODAY - timedelta(days=1)}, "from today on"),
        ({"volunteers": []}, "who is invited"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(cast, more, words):
    with pytest.raises(SupervisionRefused, match=words):
        changed(cast, group(cast), **more)


def test_a_session_that_was_held_stays_as_it_was(cast):
    session = group(cast)
    register(cast, session, denise="present", abdul="present")
    with pytest.raises(SupervisionRefused, match="over or cancelled"):
        changed(cast, session, on=FRIDAY)


def test_priya_changes_place_and_people_on_the_page(cast, sign_in):
    session = planned(cast, cast.denise, on=FRIDAY)[0]
    client, page = sign_in(cast.priya), reverse("supervisions-change", args=[session.pk])
    form = client.get(page).context["form"]
    assert (form["people"].value(), form["place"].value()) == ([str(cast.denise.pk)], "The hall")
    said = {
        "on_day": "27", "on_month": "11", "on_year": "2026", "start": "15:30", "minutes": "60",
        "place": "By video", "supervisor": cast.priya.pk, "people": [cast.denise.pk, cast.joan.pk],
    }  # fmt: skip
    answer = client.post(page, said)
    session.refresh_from_db()
    assert (answer.status_code, session.at, session.place, session.places.count()) == (
        302,
        time(15, 30),
        "By video",
        2,
    )


def test_the_form_offers_my_volunteers_first_and_everybody_on_request(cast, sign_in):
    cast.abdul.change(coordinator=cast.tom)
    client, page = sign_in(cast.priya), reverse("supervision-plan")

    def names(**asked) -> list[str]:
        shown = client.get(page, asked).context["form"].fields["people"].widget.choices
        return sorted(words.split()[0] for _, words in shown)

    choices = client.get(page).context["form"].fields["whose"].choices
    assert choices == [("", "Mine (2)"), ("everybody", "Everybody’s (3)")]
    assert (names(), names(whose="everybody")) == (["Denise", "Joan"], ["Abdul", "Denise", "Joan"])
    assert names(person=cast.abdul.pk) == ["Abdul", "Denise", "Joan"]


def test_a_session_whose_supervisor_has_left_stands_on_today_until_somebody_leads_it(cast, sign_in):
    session = planned(cast, cast.denise, on=FRIDAY)[0]
    cast.priya.change(ends_on=TODAY)
    client = sign_in(cast.maria)

    def line():
        rows = client.get(reverse("today")).context["work"]
        return next((row for row in rows if row.action and row.action.text == "Change this session"), None)

    assert line().who.text == "Group supervision, Fri 27 Nov 2026, 2:00pm"
    session.change(supervisor=cast.maria)
    assert line() is None
