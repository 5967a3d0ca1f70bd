"""Rolling recruitment: people are asked when their own support is over, and a yes makes a second record."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from programmes.models import Invitation, Patient
from programmes.selectors.invitations import invitations
from programmes.services.invitations import InvitationRefused, record_answer
from tests.cast import TODAY, make_patient
from tests.programmes.builders import mondays
from volunteers.models import Enquiry, Volunteer
from volunteers.services.recruitment_moves import MoveRefused, step_down

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)


def end(place, on: date) -> Patient:
    """Support of this person has ended on that day."""
    place.change(state="supported")
    place.change(state="ended", ended_on=on)
    return place.patient


@pytest.fixture
def mo(cast) -> Patient:
    return end(cast.mos_place, date(2026, 10, 1))


def listed(cast, who: str = "priya") -> list[tuple]:
    lines = invitations(actor=cast.by(getattr(cast, who)), on=TODAY)
    return [(line.patient.short_name, line.state(TODAY)) for line in lines]


def says(cast, patient, answer: str, **more):
    about = {"by": cast.by(cast.priya), "asked_on": date(2026, 11, 20), "at": NOW, "today": TODAY}
    return record_answer(**{**about, "patient": patient, "answer": answer, **more})


@pytest.mark.parametrize(
    ("ended_on", "state"),
    [
        (TODAY - timedelta(days=28), [("Mo", "now")]),
        (TODAY - timedelta(days=27), [("Mo", "not-yet")]),
        (TODAY - timedelta(days=364), [("Mo", "now")]),
        (TODAY - timedelta(days=365), []),
    ],
)
def test_people_are_asked_from_four_weeks_to_a_year_after_their_support(cast, ended_on, state):
    end(cast.mos_place, ended_on)
    assert listed(cast) == state


def test_nobody_is_asked_who_waits_again_has_died_or_took_the_consent_back(cast, mo):
    grace = end(cast.graces_place, date(2026, 10, 1))
    ian = end(make_patient(cast, "Ian Coe", waits_since=date(2026, 1, 5)), date(2026, 10, 1))
    make_again = {"cohort": cast.autumn, "joined_on": TODAY, "waits_since_on": TODAY}
    type(cast.mos_place).make(scheme=cast.scheme, patient=mo, **make_again)
    grace.change(died_on=date(2026, 11, 1))
    ian.consents.get().change(withdrawn_on=date(2026, 11, 1))
    assert listed(cast) == []


def test_a_yes_makes_a_record_of_its_own_with_name_and_contact_only(cast, mo):
    says(cast, mo, "yes")
    mo.refresh_from_db()
    who = mo.became_volunteer
    assert (who.first_name, who.called, who.phone, who.stage) == ("Maureen", "Mo", mo.phone, "enquiry")
    assert (tuple(who.conditions), who.born_on, who.notes) == ((), None, "")
    assert Enquiry.objects.of(cast.scheme).get(volunteer=who).source == "staff"
    assert listed(cast) == [("Mo", "answered")]


def test_a_volunteer_has_no_column_that_leads_to_a_patient():
    targets = {
        field.related_model for field in Volunteer._meta.get_fields() if field.is_relation and field.concrete
    }
    assert Patient not in targets


def test_a_no_is_taken_for_a_no(cast, mo):
    says(cast, mo, "no")
    assert (listed(cast), Volunteer.objects.of(cast.scheme).count()) == ([("Mo", "answered")], 3)


def test_who_says_later_is_asked_again_on_the_day_they_chose(cast, mo):
    says(cast, mo, "later", ask_again_on=date(2027, 2, 1))
    lines = invitations(actor=cast.by(cast.priya), on=date(2027, 2, 1))
    assert (listed(cast), lines[0].state(date(2027, 2, 1))) == ([("Mo", "not-yet")], "now")


def test_the_answer_is_audited_on_the_patients_side(cast, mo):
    says(cast, mo, "yes")
    rows = Event.objects.of(cast.scheme).filter(person_key=mo.pk).order_by("number")
    assert [row.action for row in rows] == ["invitation.answered", "patient.became_volunteer"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"asked_on": date(2026, 11, 24)}, "in the future"),
        ({"answer": "later"}, "on which day to ask again"),
        ({"answer": "later", "ask_again_on": TODAY}, "on which day to ask again"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(cast, mo, more, words):
    with pytest.raises(InvitationRefused, match=words):
        says(cast, mo, **{"answer": "no", **more})


def test_nobody_is_asked_while_they_are_supported_or_when_they_volunteer_already(cast, mo):
    with pytest.raises(InvitationRefused, match="when support has ended"):
        says(cast, cast.grace, "yes")
    says(cast, mo, "yes")
    with pytest.raises(InvitationRefused, match="volunteer's record already"):
        says(cast, mo, "yes")


@pytest.mark.parametrize("name", ["ana", "hilda", "denise_member", "whitlock"])
def test_only_who_works_volunteers_here_writes(cast, mo, name):
    with pytest.raises(NotAllowed):
        says(cast, mo, "no", by=cast.by(getattr(cast, name)))


def test_a_volunteer_who_supports_somebody_cannot_be_let_go(cast):
    mondays(cast)
    with pytest.raises(MoveRefused, match="still supports 1 person"):
        step_down(by=cast.by(cast.priya), volunteer=cast.denise, reason="time", at=NOW, today=TODAY)


# --- Pages ------------------------------------------------------------------------------------


def test_the_page_filters_by_state_and_counts_what_it_lists(cast, mo, sign_in):
    end(cast.graces_place, TODAY - timedelta(days=3))
    client = sign_in(cast.priya)
    for state in ("now", "not-yet", "answered"):
        page = client.get(reverse("invitations"), {"state": state})
        current = next(one for one in page.context["filters"] if one.current)
        assert (current.count, current.href.endswith(state)) == (len(page.context["table"].rows), True)


def test_the_answer_is_written_down_on_a_page(cast, mo, sign_in):
    day = {"asked_on_day": "20", "asked_on_month": "11", "asked_on_year": "2026"}
    answer = sign_in(cast.priya).post(reverse("invitations-ask", args=[mo.pk]), {**day, "answer": "yes"})
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("invitations"))
    assert Invitation.objects.of(cast.scheme).get().answer == "yes"


def test_a_later_without_a_day_is_said_beside_the_field(cast, mo, sign_in):
    day = {"asked_on_day": "20", "asked_on_month": "11", "asked_on_year": "2026"}
    answer = sign_in(cast.priya).post(reverse("invitations-ask", args=[mo.pk]), {**day, "answer": "later"})
    said = {"ask_again_on": ["Enter the day on which to ask again"]}
    assert (answer.status_code, answer.context["form"].errors) == (422, said)


@pytest.mark.parametrize(("who", "status"), [("hilda", 404), ("ana", 403), ("denise_member", 403)])
def test_nobody_else_reaches_the_page_of_a_person(cast, mo, sign_in, who, status):
    client = sign_in(getattr(cast, who))
    assert client.get(reverse("invitations-ask", args=[mo.pk])).status_code == status


def test_a_team_coordinator_sees_the_teams_people(cast, mo, sign_in):
    end(cast.graces_place, date(2026, 10, 1))
    assert (listed(cast, "tom"), len(listed(cast))) == ([("Mo", "now")], 2)


def test_the_list_takes_the_same_queries_however_long_it_is(cast, mo, sign_in):
    client, place = sign_in(cast.priya), reverse("invitations")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(place)
        return len(captured)

    few = queries()
    for number in range(8):
        end(make_patient(cast, f"Ann Oak{number}", waits_since=date(2026, 1, 5)), date(2026, 10, 1))
    assert queries() == few


def test_today_says_how_many_people_it_is_time_to_ask(cast, mo, sign_in):
    end(cast.graces_place, TODAY - timedelta(days=3))
    client = sign_in(cast.priya)
    rows = [row for row in client.get(reverse("today")).context["work"] if row.tag.text == "Ask"]
    assert [(row.who.text, row.who.href) for row in rows] == [("1 person to ask", reverse("invitations"))]
    assert client.get(rows[0].who.href).context["page"].paginator.count == 1
