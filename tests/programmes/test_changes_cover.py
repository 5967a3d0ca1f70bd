"""Cover: another volunteer sees the person in that time only, and may log."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from peersupport.core import clock
from peersupport.messaging.models import Message
from programmes.models import Cover, Exclusion, Patient, Relationship
from programmes.selectors.changes_cover import stand_ins
from programmes.selectors.my_people import my_people, my_person
from programmes.services import changes_cover, contacts, contacts_ticks
from tests.cast import TODAY, make_patient
from tests.programmes.builders import mondays, support
from tests.programmes.ticks_told import told
from volunteers.models import Leave

FRIDAY = date(2026, 11, 27)


@pytest.fixture
def pair(cast) -> Relationship:
    return mondays(cast)


@pytest.fixture
def cover(cast, pair, monday):
    def act(**more):
        facts = {"relationship": pair, "volunteer": cast.abdul, "by": cast.by(cast.priya), "at": monday}
        days = {"starts_on": TODAY, "ends_on": FRIDAY, "why": "Denise is on holiday"}
        return changes_cover.cover(**{**facts, **days, **more})

    return act


def may_cover(cast, pair) -> list:
    """Who may stand in today."""
    found = stand_ins(pair, by=cast.by(cast.priya), today=TODAY, on=TODAY)
    return [one.volunteer for one in found if one.from_on == TODAY]


def seen(cast, day: date) -> tuple[int, int]:
    """How many relationships and people Abdul sees on a day."""
    with clock.fixed(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        by = cast.by(cast.abdul_member)
        return Relationship.objects.visible_to(by).count(), Patient.objects.visible_to(by).count()


def test_the_covering_volunteer_sees_the_person_in_that_time_only(cast, cover):
    cover(starts_on=TODAY + timedelta(days=1))
    days = [TODAY, TODAY + timedelta(days=1), FRIDAY, FRIDAY + timedelta(days=1)]
    assert [seen(cast, day) for day in days] == [(0, 0), (1, 1), (1, 1), (0, 0)]


def test_the_own_volunteer_goes_on_seeing_the_person(cast, cover):
    cover()
    assert Patient.objects.visible_to(cast.by(cast.denise_member)).count() == 1


def test_the_covering_volunteer_may_log(cast, pair, cover, monday):
    cover()
    logged = contacts.log(
        relationship=pair, by=cast.by(cast.abdul_member), at=monday, happened_on=TODAY, outcome="talked",
        worried=False, mode="phone", minutes=20, progress="well",
    )  # fmt: skip
    assert (logged.planned.number, logged.contact.logged_by) == (4, "Abdul Rahman")


def test_cover_stops_at_once(cast, cover, monday):
    row = cover()
    changes_cover.stop(cover=row, by=cast.by(cast.priya), at=monday)
    assert seen(cast, TODAY) == (0, 0)


def test_an_ended_relationship_is_covered_by_nobody(cast, pair, cover):
    cover()
    pair.change(state="ended", ended_on=TODAY)
    assert seen(cast, TODAY) == (0, 0)


def test_both_volunteers_get_a_message_and_the_audit_tells_of_it(cast, cover):
    row = cover()
    rows = Message.objects.of(cast.scheme).filter(template="plan_changed")
    assert set(rows.values_list("recipient_key", flat=True)) == {cast.denise.pk, cast.abdul.pk}
    event = Event.objects.get(action="relationship.covered")
    assert (event.key, event.person_key, "holiday" in str(event.detail)) == (row.pk, cast.mo.pk, False)


@pytest.mark.parametrize(
    "more, field",
    [
        ({"starts_on": date(2026, 11, 20)}, "starts_on"),
        ({"ends_on": date(2026, 11, 20)}, "ends_on"),
        ({"ends_on": date(2027, 6, 1)}, "ends_on"),
        ({"starts_on": date(2028, 1, 3), "ends_on": date(2028, 1, 4)}, "starts_on"),
    ],
    ids=["in the past", "ends before it starts", "too long", "too far ahead"],
)
def test_days_that_do_not_fit_are_refused(cover, more, field):
    with pytest.raises(changes_cover.BadCover) as caught:
        cover(**more)
    assert (caught.value.field, Cover.objects.everywhere().count()) == (field, 0)


@pytest.mark.parametrize("who", ["denise", "joan"])
def test_who_supports_the_person_already_or_may_not_be_a_coach_cannot_cover(cast, cover, who):
    with pytest.raises(changes_cover.BadCover):
        cover(volunteer=getattr(cast, who))


def test_two_do_not_cover_the_same_days(cast, cover):
    cover()
    with pytest.raises(changes_cover.BadCover):
        cover(starts_on=FRIDAY, ends_on=FRIDAY)


def refused(cover, **more) -> str:
    with pytest.raises(changes_cover.BadCover) as refusal:
        cover(**more)
    assert (refusal.value.field, Cover.objects.everywhere().count()) == ("volunteer", 0)
    return refusal.value.words


@pytest.fixture
def kept_apart(cast, pair) -> Exclusion:
    return Exclusion.make(
        scheme=cast.scheme,
        patient=cast.mo,
        volunteer=cast.abdul,
        kind="known",
        since_on=TODAY,
        recorded_by="Priya",
    )


def test_who_is_kept_apart_from_the_person_is_neither_offered_nor_let_in(cast, pair, cover, kept_apart):
    assert may_cover(cast, pair) == []
    assert refused(cover) == "Abdul Rahman and Mo are kept apart. They know each other outside the scheme."
    kept_apart.change(lifted_on=TODAY)
    assert cover().volunteer == cast.abdul


def test_the_gate_is_asked_for_every_day_of_the_cover(cast, cover):
    Leave.make(
        scheme=cast.scheme, volunteer=cast.abdul, starts_on=date(2026, 11, 25), ends_on=date(2026, 11, 25)
    )
    assert refused(cover) == "Abdul Rahman cannot cover then. On leave until 25 November 2026."
    assert cover(ends_on=date(2026, 11, 24)).ends_on == date(2026, 11, 24)


def test_who_has_as_many_people_as_they_want_stands_in_for_nobody(cast, cover):
    support(cast, cast.abdul, cast.graces_place, start=date(2026, 11, 10))
    cast.abdul.change(most_people=1)
    assert refused(cover) == "Abdul supports 1 person in those days, and takes no more."


def test_people_one_stands_in_with_count_as_people_supported(cast, cover):
    graces = support(cast, cast.denise, cast.graces_place, start=date(2026, 11, 10))
    cast.abdul.change(most_people=1)
    cover(relationship=graces)
    with pytest.raises(changes_cover.BadCover):
        cover()
    assert (
        cover(starts_on=FRIDAY + timedelta(days=1), ends_on=FRIDAY + timedelta(days=7)).volunteer
        == cast.abdul
    )


def test_a_budget_of_contacts_a_week_counts_the_contacts_of_those_days(cast, cover):
    support(cast, cast.abdul, cast.graces_place, start=date(2026, 11, 10))
    cast.coach.change(caseload="budget", caseload_figures={"contacts": 1})
    assert refused(cover) == "Abdul would have 2 contacts in a week. The limit is 1."


@pytest.mark.parametrize("what", ["died", "consent"])
def test_nobody_stands_in_with_a_person_who_has_died_or_withdrawn_consent(cast, cover, what):
    if what == "died":
        cast.mo.change(died_on=TODAY)
    else:
        cast.mo.consents.update(withdrawn_on=TODAY)
    refused(cover)


def test_only_volunteers_who_pass_the_gate_are_offered(cast, pair):
    assert may_cover(cast, pair) == [cast.abdul]


@pytest.mark.parametrize("who", ["denise_member", "ana", "hilda"])
def test_only_who_plans_support_in_this_scheme_may_agree_cover(cast, cover, who):
    with pytest.raises(NotAllowed):
        cover(by=cast.by(getattr(cast, who)))


def test_my_people_says_which_of_them_are_cover(sign_in, cast, cover):
    cover()
    text = sign_in(cast.abdul_member).get(reverse("my-people")).content.decode()
    assert "Mo Ellis" in text and "Cover until 27 November" in text


@pytest.fixture
def abduls(cast, cover):
    """What Abdul sees of Mo while he stands in until Friday week."""
    cover(ends_on=FRIDAY + timedelta(days=7))
    return lambda pair: my_person(pair, by=cast.by(cast.abdul_member), today=TODAY)


def note(cast, pair, at, day, words):
    contacts.log(
        relationship=pair, by=cast.by(cast.denise_member), at=at, happened_on=day, outcome="talked", worried=False,
        mode="phone", minutes=20, progress="well", note=words,
    )  # fmt: skip


def test_who_stands_in_has_only_the_contacts_of_those_days(cast, pair, abduls):
    mine = my_people(by=cast.by(cast.abdul_member), today=TODAY).people[0]
    seen = [row.due_on for row in (*mine.owed, *mine.coming)]
    assert seen == [TODAY, TODAY + timedelta(days=7)]
    assert [row.due_on for row in abduls(pair).supporting.coming] == seen


def test_who_stands_in_sees_what_was_said_last_time_and_nothing_from_before(cast, pair, abduls, monday):
    note(cast, pair, monday, TODAY - timedelta(days=14), "Long ago")
    note(cast, pair, monday, TODAY - timedelta(days=7), "Last week")
    found = abduls(pair)
    assert (found.last.note, found.happened) == ("Last week", ())
    own = my_person(pair, by=cast.by(cast.denise_member), today=TODAY)
    assert [one.note for one in own.happened] == ["Last week", "Long ago"]


def test_the_page_says_for_whom_one_stands_in_and_until_when(sign_in, cast, pair, abduls):
    text = sign_in(cast.abdul_member).get(reverse("my-people-detail", args=[pair.pk])).content.decode()
    assert "You stand in for Denise until 4 December." in text


def test_who_stands_in_cannot_write_of_days_before(cast, pair, cover, monday):
    cover()
    with pytest.raises(contacts.NotLogged) as refusal:
        contacts.log(
            relationship=pair, by=cast.by(cast.abdul_member), at=monday, happened_on=TODAY - timedelta(days=7),
            outcome="talked", worried=False,
        )  # fmt: skip
    assert refusal.value.words == "You had not started then. Enter a day from Monday 23 November 2026 on"


def test_cover_is_agreed_and_stopped_on_pages(sign_in, cast, pair):
    client, place = sign_in(cast.priya), reverse("relationships-cover", args=[pair.pk])
    days = {"starts_on_day": "23", "starts_on_month": "11", "starts_on_year": "2026"}
    days |= {"ends_on_day": "27", "ends_on_month": "11", "ends_on_year": "2026"}
    answer = client.post(place, {"volunteer": str(cast.abdul.pk), "why": "Holiday", **days})
    assert answer.status_code == 302
    row = Cover.objects.everywhere().get()
    client.post(reverse("covers-stop", args=[row.pk]))
    row.refresh_from_db()
    assert row.stopped_by == "Priya Nair"


def test_whoever_stands_in_is_reminded_and_the_own_volunteer_is_not(cast, cover, monday):
    cover()
    contacts_ticks.remind(at=monday)
    assert told(cast, "contact_tomorrow") == ["Abdul"]


def test_after_cover_has_stopped_the_own_volunteer_is_reminded(cast, cover, monday):
    changes_cover.stop(cover=cover(), by=cast.by(cast.priya), at=monday)
    contacts_ticks.remind(at=monday)
    assert told(cast, "contact_tomorrow") == ["Denise"]


def test_whoever_is_ready_is_active_once_they_stand_in_so_that_supervision_is_owed(cast, cover):
    cast.abdul.change(stage="ready")
    cover()
    cast.abdul.refresh_from_db()
    assert (cast.abdul.stage, cast.abdul.began_on) == ("active", TODAY)


def test_the_page_begins_with_the_days_away_and_leads_to_the_next_person(sign_in, cast, pair):
    other = support(cast, cast.denise, make_patient(cast, "Wilma Zane", waits_since=TODAY), start=TODAY)
    Leave.make(scheme=cast.scheme, volunteer=cast.denise, starts_on=TODAY - timedelta(days=1), ends_on=FRIDAY)
    client, place = sign_in(cast.priya), reverse("relationships-cover", args=[pair.pk])
    begun = client.get(place).context["form"].initial
    days = {"starts_on_day": "23", "starts_on_month": "11", "starts_on_year": "2026"}
    days |= {"ends_on_day": "27", "ends_on_month": "11", "ends_on_year": "2026"}
    sent = {"volunteer": str(cast.abdul.pk), "why": begun["why"], **days}
    first = client.post(place, sent).headers["Location"]
    last = client.post(first, sent).headers["Location"]
    assert (begun["starts_on"], begun["ends_on"], begun["why"]) == (TODAY, FRIDAY, "Denise is away")
    assert (
        first == f"{reverse('relationships-cover', args=[other.pk])}?starts_on=2026-11-23&ends_on=2026-11-27"
    )
    assert last == reverse("people-plan", args=[other.patient_id])


def test_without_days_away_the_page_begins_empty(sign_in, cast, pair):
    place = reverse("relationships-cover", args=[pair.pk])
    assert sign_in(cast.priya).get(place).context["form"].initial == {}
