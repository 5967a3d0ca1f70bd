"""When, how and how far somebody supports, and days away: by the volunteer and by a coordinator."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.core.versions import Stale
from programmes.models import Patient
from tests.cast import TODAY
from tests.volunteers.joining import NOW, about
from volunteers.models import Leave, Volunteer
from volunteers.selectors import eligibility
from volunteers.services.availability import (
    LeaveRefused,
    change_leave,
    end_leave,
    record_leave,
    set_availability,
)

WEEK = {"mon": ["mon-am"], "fri": ["fri-eve", "fri-pm"]}
SAID = {"modes": ["phone"], "languages": ["english"], "travel_miles": "5", "most_people": "2"}
SAID |= {"most_contacts_a_week": "2", "version": "1", **WEEK}


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def boxes(name: str, on: date) -> dict:
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def away(cast, first: int, last: int, **more) -> Leave:
    row = {"volunteer": cast.denise, "starts_on": day(first), "ends_on": day(last)}
    return record_leave(**about(cast, **{**row, **more}))


def test_denise_says_on_her_phone_when_and_how_she_supports(sign_in, cast):
    answer = sign_in(cast.denise_member).post(reverse("my-availability-change"), SAID)
    cast.denise.refresh_from_db()
    assert answer.headers["Location"] == reverse("my-availability")
    assert (
        set(cast.denise.times),
        set(cast.denise.modes),
        cast.denise.travel_miles,
        cast.denise.most_people,
    ) == (
        {"mon-am", "fri-pm", "fri-eve"},
        {"phone"},
        5,
        2,
    )


def test_a_coordinator_puts_somebody_into_the_pool_of_a_practice(sign_in, cast):
    place = reverse("volunteers-availability", args=[cast.denise.pk])
    sign_in(cast.priya).post(place, {**SAID, "practices": ["A99020"]})
    cast.denise.refresh_from_db()
    page = sign_in(cast.priya).get(reverse("volunteers-detail", args=[cast.denise.pk])).content.decode()
    assert (set(cast.denise.practices), "Bridge Practice" in page) == ({"A99020"}, True)


def test_a_volunteer_does_not_choose_their_own_practices(cast):
    fields = {"practices": ["A99020"], "travel_miles": 3}
    set_availability(by=cast.by(cast.denise_member), volunteer=cast.denise, fields=fields, version=1, at=NOW)
    cast.denise.refresh_from_db()
    assert (set(cast.denise.practices), cast.denise.travel_miles) == (set(), 3)


def test_matching_reads_what_was_said(sign_in, cast):
    """Mo is of Harton Surgery; Denise is put into the pool of the other practice."""
    place = reverse("enrolments-matching", args=[cast.mos_place.pk])
    client = sign_in(cast.priya)
    before = client.get(place).content.decode()
    cast.denise.change(practices=["A99020"])
    after = client.get(place).content.decode()
    reason = "Supports people of other practices"
    assert (reason in before, reason in after) == (False, True)


def test_nobody_sets_the_availability_of_another_volunteer(cast):
    by = cast.by(cast.abdul_member)
    with pytest.raises(NotAllowed):
        set_availability(by=by, volunteer=cast.denise, fields={}, version=1, at=NOW)
    with pytest.raises(NotAllowed):
        away(cast, 2, 4, by=by)


def test_whoever_saves_second_sees_both_texts_and_then_decides(sign_in, cast):
    set_availability(
        by=cast.by(cast.priya), volunteer=cast.denise, fields={"travel_miles": 9}, version=1, at=NOW
    )
    client, place = sign_in(cast.denise_member), reverse("my-availability-change")
    first = client.post(place, SAID)
    text = first.content.decode()
    assert (first.status_code, "Both texts" in text, ">9<" in text, ">5<" in text) == (409, True, True, True)
    client.post(place, {**SAID, "version": "2"})
    cast.denise.refresh_from_db()
    assert (cast.denise.travel_miles, cast.denise.version) == (5, 3)


def test_details_are_put_right_and_a_second_save_is_stopped(sign_in, cast):
    client, place = sign_in(cast.priya), reverse("volunteers-change", args=[cast.denise.pk])
    said = {"first_name": "Denise", "last_name": "Harper-Lee", "phone": "01632 960199", "version": "1"}
    codes = [client.post(place, said).status_code, client.post(place, {**said, "phone": "1"}).status_code]
    cast.denise.refresh_from_db()
    assert (codes, cast.denise.last_name, cast.denise.phone) == ([302, 409], "Harper-Lee", "01632 960199")


def test_a_volunteer_changes_how_to_reach_them_and_nothing_else(sign_in, cast):
    said = {"phone": "01632 960155", "called": "Dee", "last_name": "Other", "version": "1"}
    sign_in(cast.denise_member).post(reverse("my-details-change"), said)
    cast.denise.refresh_from_db()
    assert (cast.denise.phone, cast.denise.called, cast.denise.last_name) == ("01632 960155", "Dee", "Harper")


def test_a_stale_version_is_refused_by_the_service_itself(cast):
    cast.denise.change(version=4)
    with pytest.raises(Stale):
        set_availability(by=cast.by(cast.priya), volunteer=cast.denise, fields={}, version=3, at=NOW)


def test_denise_takes_days_away_and_need_not_say_why(sign_in, cast):
    client, place = sign_in(cast.denise_member), reverse("my-leave-record")
    client.post(place, boxes("starts_on", day(3)) | boxes("ends_on", day(9)))
    row = Leave.objects.of(cast.scheme).get()
    page = client.get(reverse("my-availability")).content.decode()
    assert (row.reason, row.told_on, "Not said" in page) == ("", TODAY, True)
    assert not eligibility(cast.denise, cast.coach, day(5)).ok


def test_the_reason_that_somebody_gives_is_kept(sign_in, cast):
    said = boxes("starts_on", day(3)) | boxes("ends_on", day(9)) | {"reason": "health"}
    sign_in(cast.denise_member).post(reverse("my-leave-record"), said)
    assert Leave.objects.of(cast.scheme).get().reason == "health"


def test_denise_changes_her_days_and_takes_them_back(sign_in, cast):
    row, client = away(cast, 3, 9), sign_in(cast.denise_member)
    said = boxes("starts_on", day(4)) | boxes("ends_on", day(20)) | {"reason": "health"}
    client.post(reverse("leave-change-mine", args=[row.pk]), said)
    row.refresh_from_db()
    changed = (row.starts_on, row.ends_on, row.reason)
    client.post(reverse("leave-end-mine", args=[row.pk]))
    assert (changed, Leave.objects.of(cast.scheme).count()) == ((day(4), day(20), "health"), 0)


def test_days_away_of_others_are_not_hers_to_change(sign_in, cast):
    row = away(cast, 3, 9)
    client = sign_in(cast.abdul_member)
    places = [reverse(name, args=[row.pk]) for name in ("leave-change-mine", "leave-end-mine")]
    assert [client.post(place).status_code for place in places] == [404, 404]


def test_leave_that_has_begun_keeps_its_first_day(cast):
    row = away(cast, 0, 9)
    with pytest.raises(LeaveRefused, match="first day stays"):
        change_leave(
            by=cast.by(cast.priya), leave=row, starts_on=day(2), ends_on=day(9), at=NOW, today=day(1)
        )


def test_changed_days_do_not_run_into_other_days_away(cast):
    away(cast, 20, 25)
    row = away(cast, 3, 9)
    with pytest.raises(LeaveRefused, match="Already away"):
        change_leave(**about(cast, leave=row, starts_on=day(3), ends_on=day(22)))


def test_back_early_ends_yesterday(cast):
    row = away(cast, 0, 9)
    end_leave(by=cast.by(cast.denise_member), leave=row, at=NOW, today=day(4))
    row.refresh_from_db()
    assert row.ends_on == day(3)


@pytest.mark.parametrize("last", [date.max, date(9999, 12, 30)])
def test_leave_until_the_end_of_time_breaks_no_page(sign_in, cast, last):
    Leave.make(scheme=cast.scheme, volunteer=cast.denise, starts_on=TODAY, ends_on=last)
    reason = eligibility(cast.denise, cast.coach, TODAY).reasons[0]
    client = sign_in(cast.priya)
    places = [reverse("today"), reverse("volunteers"), reverse("volunteers-detail", args=[cast.denise.pk])]
    places += [reverse("volunteers-people", args=[cast.denise.pk])]
    places += [reverse("enrolments-matching", args=[cast.mos_place.pk])]
    assert reason.code == "leave"
    assert [client.get(place).status_code for place in places] == [200] * 5


@pytest.mark.parametrize("year", ["9999", "2028"])
def test_a_year_too_far_is_answered_with_a_sentence(sign_in, cast, year):
    said = boxes("starts_on", TODAY) | {"ends_on_day": "31", "ends_on_month": "12", "ends_on_year": year}
    answer = sign_in(cast.denise_member).post(reverse("my-leave-record"), said)
    assert (answer.status_code, Leave.objects.of(cast.scheme).count()) == (422, 0)


def test_volunteer_and_patient_both_count_their_versions():
    assert {Volunteer._meta.get_field("version").default, Patient._meta.get_field("version").default} == {1}
