"""Planning the contacts of a match: a look that saves nothing, then the start."""

from datetime import date, time

import pytest
from django.urls import reverse

from matching.models import Decision
from peersupport.core.kept import typed_by
from programmes.models import Cohort, Enrolment, Exclusion, PlannedContact, Programme, Relationship
from programmes.services import relationships
from tests.cast import TODAY, make_patient
from tests.matching.planning import look, plan_page, start, text
from tests.programmes.builders import support
from volunteers.models import Duty, Leave


@pytest.fixture
def plan(cast, sign_in, monday):
    """The plan page of Mo, for Priya."""
    sign_in(cast.priya)
    return plan_page(cast, monday)


def test_the_first_look_suggests_a_day_and_a_time_that_suit_both(client, plan, cast):
    answer = client.get(plan, {"volunteer": cast.denise.pk})
    shown = answer.context["preview"].initial
    assert (shown["start"], shown["at_time"], shown["mode"]) == (date(2026, 11, 30), "14:00", "phone")


def test_the_first_look_suggests_no_day_of_leave(client, plan, cast):
    Leave.make(scheme=cast.scheme, volunteer=cast.denise, starts_on=TODAY, ends_on=date(2026, 12, 7))
    shown = client.get(plan, {"volunteer": cast.denise.pk}).context["preview"].initial
    assert shown["start"] == date(2026, 12, 14)


def test_a_day_of_leave_is_refused_once(client, plan, cast):
    """The gate and the caseload both know of it."""
    Leave.make(scheme=cast.scheme, volunteer=cast.denise, starts_on=TODAY, ends_on=date(2026, 12, 7))
    assert look(client, plan, cast).content.decode().count("On leave until 7 December") == 1


def test_without_shared_times_a_week_from_today_is_suggested(client, plan, cast):
    cast.denise.change(times=["sat-am"])
    shown = client.get(plan, {"volunteer": cast.denise.pk}).context["preview"].initial
    assert (shown["start"], shown["at_time"]) == (date(2026, 11, 30), "")


def test_the_preview_shows_every_date_with_reviews_and_what_moved(client, plan, cast):
    Leave.make(
        scheme=cast.scheme, volunteer=cast.denise, starts_on=date(2027, 2, 15), ends_on=date(2027, 2, 19)
    )
    phases = look(client, plan, cast).context["phases"]
    notes = [(one.week, one.day, one.note) for phase in phases for one in phase.dates if one.note]
    assert notes == [
        (5, "Tue 29 Dec 2026", "Bank holiday, was Mon 28 Dec"),
        (8, "Mon 18 Jan 2027", "Step-down review"),
        (12, "Mon 22 Feb 2027", "Coach on leave, was Mon 15 Feb"),
        (16, "Mon 15 Mar 2027", "Step-down review"),
        (24, "Mon 10 May 2027", "Last contact"),
    ]
    assert [phase.name for phase in phases] == ["Weekly", "Every two weeks", "Monthly"]


def test_the_preview_says_how_the_load_changes(client, plan, cast):
    answer = look(client, plan, cast)
    assert answer.context["heading"] == "14 contacts, one moved"
    assert (
        answer.context["busiest"]
        == "Busiest week: 0 contacts before, 1 after (14 weeks). Denise’s limit is 3."
    )


def test_a_week_over_the_limit_is_said(client, plan, cast):
    cast.denise.change(most_contacts_a_week=0)  # no place either, which the page says beside it
    assert "In 14 weeks Denise would have more contacts than agreed." in text(look(client, plan, cast))


def test_what_else_the_volunteer_gives_time_to_is_said(client, plan, cast):
    assert look(client, plan, cast).context["beside"] == ""
    for day in (date(2026, 12, 3), date(2026, 12, 10)):
        Duty.make(
            scheme=cast.scheme, volunteer=cast.denise, recorded_by="Priya Nair", kind="course", on=day, minutes=120,
            name="Thursday course",
        )  # fmt: skip
    said = look(client, plan, cast).context["beside"]
    assert said == "Denise also gives time to 2 courses and groups in these weeks."


def test_a_look_saves_nothing(client, plan, cast):
    look(client, plan, cast)
    found = (Relationship.objects.of(cast.scheme).count(), PlannedContact.objects.of(cast.scheme).count())
    assert (found, Decision.objects.of(cast.scheme).count()) == ((0, 0), 0)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"day": "24", "month": "5"}, "First contact must be on or after 25 May 2026"),
        ({"day": "31", "month": "2"}, "First contact must be a real date, for example 23 11 2026"),
        ({"year": "2028"}, "First contact must be on or before 23 November 2027"),
        ({"day": "", "month": "", "year": ""}, "Enter the first contact"),
        ({"day": "soon", "month": "٣", "year": "9999999999"}, "First contact must be a real date"),
    ],
)
def test_a_wrong_start_gets_a_sentence_and_no_dates(client, plan, cast, typed, said):
    answer = look(client, plan, cast, **typed)
    assert (answer.status_code, said in text(answer), "Start this plan" in text(answer)) == (200, True, False)


@pytest.mark.parametrize("changes", [{"taper": "x"}, {"mode": "pigeon"}, {"at_time": "25:99"}])
def test_a_choice_that_is_none_gets_a_sentence(client, plan, cast, changes):
    assert "Choose one of the answers for" in text(look(client, plan, cast, **changes))


@pytest.mark.parametrize("key", ["x", "00000000-0000-0000-0000-000000000007"])
def test_a_volunteer_that_is_none_is_a_404(client, plan, cast, key):
    assert client.get(plan, {"volunteer": key}).status_code == 404


def test_without_a_volunteer_the_page_leads_back(client, plan, cast):
    assert client.get(plan).headers["Location"] == reverse("enrolments-matching", args=[cast.mos_place.pk])


def test_a_plan_that_cannot_start_says_why_and_has_no_button(client, plan, cast):
    answer = look(client, plan, cast, volunteer=cast.abdul.pk)
    assert "Mo and Abdul Rahman have not talked yet" in text(answer)
    assert "Start this plan</button>" not in text(answer)


def test_starting_makes_the_relationship_and_leads_to_the_record(client, plan, cast):
    answer = start(client, plan, cast)
    made = Relationship.objects.of(cast.scheme).get()
    assert answer.headers["Location"] == reverse("people-detail", args=[cast.mo.pk])
    assert (made.volunteer, made.started_on, made.at_time, made.mode) == (
        cast.denise, date(2026, 11, 30), time(14), "phone",
    )  # fmt: skip
    assert Decision.objects.of(cast.scheme).get().why == "Both said yes"


def test_a_form_sent_twice_starts_one_plan_and_leads_to_the_same_place(client, plan, cast):
    places = [start(client, plan, cast).headers["Location"] for _ in range(2)]
    assert (len(set(places)), Relationship.objects.of(cast.scheme).count()) == (1, 1)


def test_a_refused_start_says_why_and_keeps_the_reason(client, plan, cast):
    cast.denise.change(most_people=0)
    answer = start(client, plan, cast, why="They laughed a lot", typed_by=typed_by(cast.priya.user))
    assert (answer.status_code, "Denise has no place free on 30 November 2026." in text(answer)) == (
        422,
        True,
    )
    cast.denise.change(most_people=5)
    assert "They laughed a lot" in text(look(client, plan, cast))


def apart(cast) -> None:
    Exclusion.make(
        scheme=cast.scheme,
        patient=cast.mo,
        volunteer=cast.denise,
        kind="known",
        since_on=TODAY,
        recorded_by="Priya",
    )


SPOILT = {
    "kept apart": (apart, "Denise Harper and Mo are kept apart. They know each other outside the scheme."),
    "died": (lambda cast: cast.mo.change(died_on=TODAY), "Mo has died, so no support can start."),
    "consent": (
        lambda cast: cast.mo.consents.update(withdrawn_on=TODAY),
        "Mo has not agreed to peer support. Record the consent first.",
    ),
    "language": (
        lambda cast: cast.denise.change(languages=["urdu"]),
        "Denise Harper cannot be matched with Mo. Does not speak English.",
    ),
    "place": (
        lambda cast: cast.denise.change(most_people=0),
        "Denise has no place free on 30 November 2026.",
    ),
}


@pytest.mark.parametrize("what", SPOILT)
def test_the_preview_says_what_the_start_would_refuse(client, plan, cast, what):
    spoil, words = SPOILT[what]
    spoil(cast)
    assert words in text(look(client, plan, cast))
    answer = start(client, plan, cast)
    assert (answer.status_code, Relationship.objects.of(cast.scheme).count()) == (422, 0)
    assert words in text(answer)


def test_the_preview_knows_who_supports_the_person_in_that_role_already(client, plan, cast):
    other = Cohort.make(
        scheme=cast.scheme, name="Spring", starts_on=TODAY,
        programme=Programme.make(scheme=cast.scheme, name="More", role=cast.coach, taper=cast.taper),
    )  # fmt: skip
    place = Enrolment.make(
        scheme=cast.scheme,
        patient=cast.mo,
        cohort=other,
        joined_on=TODAY,
        waits_since_on=TODAY,
        owner=cast.priya,
    )
    support(cast, cast.abdul, place, start=TODAY)
    assert "Mo is already supported by Abdul Rahman." in text(look(client, plan, cast))


def test_a_start_without_a_reason_is_refused_with_the_dates_still_there(client, plan, cast):
    answer = start(client, plan, cast, why=" ")
    assert (answer.status_code, "Say why, in words that Mo could read" in text(answer)) == (422, True)
    assert len(answer.context["phases"]) == 3


def test_a_forged_start_in_the_past_is_refused(client, plan, cast):
    answer = start(client, plan, cast, start="2020-01-01")
    assert (answer.status_code, Relationship.objects.of(cast.scheme).count()) == (422, 0)
    assert "The first contact can be half a year ago at most." in text(answer)


def test_what_was_typed_survives_an_expired_session(client, plan, cast):
    client.logout()
    start(client, plan, cast, why="They laughed a lot", typed_by=typed_by(cast.priya.user))
    client.force_login(cast.priya.user)
    answer = client.get(plan)
    assert (answer.status_code, "They laughed a lot" in text(answer)) == (200, True)


def test_what_starting_does_is_said_before(client, plan, cast):
    cast.mo.change(email="mo@example.org")
    with_mail = look(client, plan, cast).context["steps"]
    cast.mo.change(email="")
    without = look(client, plan, cast).context["steps"]
    assert with_mail == ["Mo and Denise get a message with the first date", "Mo leaves the waiting list"]
    assert without[1] == "Phone Mo: there is no e-mail address, so no message goes there"


def test_the_page_is_for_people_who_wait(client, plan, cast):
    place = make_patient(cast, "Una Gone", waits_since=TODAY)
    place.change(state="left")
    gone = reverse("enrolments-plan", args=[place.pk])
    assert client.get(gone, {"volunteer": cast.denise.pk}).status_code == 302


def test_dates_of_other_people_that_would_move_are_shown_before_anything_is_decided(
    client, plan, cast, monday
):
    cast.coach.change(caseload="fixed", people_at_once=5)
    for name in ("Ada Berg", "Ben Cole"):
        relationships.start(
            enrolment=make_patient(cast, name, waits_since=TODAY), volunteer=cast.denise, at=monday,
            by=cast.by(cast.priya), start_on=TODAY, mode="phone",
        )  # fmt: skip
    before = dict(PlannedContact.objects.of(cast.scheme).values_list("pk", "due_on"))
    answer = look(client, plan, cast, day="7", month="12")
    rows = [[cell.text for cell in row.cells] for row in answer.context["moves"].rows]
    assert {name for name, *_ in rows} <= {"Ada Berg", "Ben Cole"} and rows
    assert "These dates move by one week at most" in text(answer)
    assert dict(PlannedContact.objects.of(cast.scheme).values_list("pk", "due_on")) == before
