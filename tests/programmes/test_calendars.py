"""A volunteer's calendar by secret link: read by programmes, without a session, and with nothing that could hurt."""

import logging
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from peersupport.accounts.gates import NotAllowed
from peersupport.core import clock
from peersupport.core.logs import HideSecrets
from programmes.models import CalendarLink, Cover
from programmes.selectors import calendars as selectors
from programmes.services import calendars
from tests.programmes.builders import mondays, support


@pytest.fixture
def mo(cast):
    """Denise and Mo: 11 contacts on Mondays at half past two are still to come, the first of them today."""
    return mondays(cast)


def link_of(cast, monday) -> CalendarLink:
    return calendars.make(volunteer=cast.denise, by=cast.by(cast.denise_member), at=monday)


@pytest.fixture
def place(cast, mo, monday):
    """The address of Denise's calendar."""
    return reverse("calendar-feed", args=[selectors.token_of(link_of(cast, monday))])


def read(client, place) -> list:
    return [dict(event) for event in Calendar.from_ical(client.get(place).content).walk("VEVENT")]


class TestWhatStandsInIt:
    def test_a_contact_has_its_local_day_and_time_in_summer_and_winter(self, cast, client, place):
        starts = [event.start for event in Calendar.from_ical(client.get(place).content).events]
        assert starts[0].astimezone(UTC) == datetime(2026, 11, 23, 14, 30, tzinfo=UTC)
        summer = [start.astimezone(UTC).hour for start in starts if start.date() > date(2027, 3, 28)]
        assert (len(starts), summer) == (11, [13])

    def test_the_rules_of_the_time_zone_come_with_it(self, client, place):
        zones = Calendar.from_ical(client.get(place).content).walk("VTIMEZONE")
        assert [str(zone["tzid"]) for zone in zones] == ["Europe/London"]

    def test_it_says_a_letter_and_how_and_nothing_else_of_the_person(self, cast, client, place):
        cast.mo.change(safety="CANARY dog", ask_for_help_when="CANARY")
        text = client.get(place).content.decode()
        event = read(client, place)[0]
        assert (event["SUMMARY"], event["DESCRIPTION"].partition(". ")[0]) == (
            "Peer support contact, M",
            "Phone",
        )
        hidden = ("Ellis", "Maureen", "Mo\r", "COPD", "copd", "Riverbank", "Coach", "01632", "CANARY")
        assert [word for word in hidden if word in text] == []

    def test_lines_are_folded_and_special_characters_escaped(self, cast, client, place):
        cast.mo.change(called=",Mo")
        body = client.get(place).content
        assert max(len(line) for line in body.split(b"\r\n")) <= 75
        assert b"SUMMARY:Peer support contact\\, \\," in body

    def test_a_contact_without_a_usual_time_lasts_the_day_and_blocks_nothing(self, mo, client, place):
        mo.change(at_time=None)
        event = read(client, place)[0]
        assert (event["DTSTART"].dt, event["TRANSP"]) == (date(2026, 11, 23), "TRANSPARENT")

    def test_what_is_held_or_ended_or_falls_into_a_pause_is_not_in_it(self, cast, mo, client, place):
        mo.planned.get(number=4).change(state="held", done_on=date(2026, 11, 23))
        mo.change(state="paused", paused_from_on=date(2026, 11, 24), paused_until_on=date(2026, 12, 10))
        days = [event["DTSTART"].dt.date() for event in read(client, place)]
        assert (len(days), min(days)) == (8, date(2026, 12, 14))

    def test_while_somebody_stands_in_it_is_in_their_calendar(self, cast, mo, client, place, monday):
        days = {"starts_on": date(2026, 11, 23), "ends_on": date(2026, 11, 29)}
        Cover.make(scheme=cast.scheme, relationship=mo, volunteer=cast.abdul, why="x", made_by="P", **days)
        link = calendars.make(volunteer=cast.abdul, by=cast.by(cast.abdul_member), at=monday)
        theirs = reverse("calendar-feed", args=[selectors.token_of(link)])
        assert (len(read(client, place)), len(read(client, theirs))) == (10, 1)

    def test_ten_people_cost_as_many_queries_as_one(self, cast, mo, client, place, django_assert_num_queries):
        support(cast, cast.denise, cast.graces_place, start=date(2026, 11, 2), mode="video")
        with django_assert_num_queries(5):
            client.get(place)

    def test_an_empty_calendar_is_a_calendar(self, cast, mo, client, place):
        mo.change(state="ended", ended_on=date(2026, 11, 20))
        assert read(client, place) == []


class TestAsking:
    def test_the_same_contacts_are_not_sent_twice(self, client, place):
        first = client.get(place)
        again = client.get(place, headers={"If-None-Match": first.headers["ETag"]})
        assert (first.status_code, again.status_code, again.content) == (200, 304, b"")

    def test_a_moved_contact_is_sent_again(self, mo, client, place):
        etag = client.get(place).headers["ETag"]
        mo.planned.get(number=5).change(due_on=date(2026, 12, 2))
        assert client.get(place, headers={"If-None-Match": etag}).status_code == 200

    def test_it_needs_no_session_makes_none_and_is_kept_by_nobody(self, client, place):
        answer = client.get(place)
        assert (answer.cookies, answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (
            {},
            "text/calendar; charset=utf-8",
            "private, no-cache, max-age=0",
        )

    def test_a_head_is_answered_and_a_post_is_not(self, client, place):
        assert (client.head(place).status_code, client.post(place).status_code) == (200, 405)

    def test_a_programme_that_asks_all_the_time_is_told_to_wait(self, cast, client, place, monday):
        CalendarLink.objects.of(cast.scheme).update(reads=60)
        assert client.get(place).status_code == 429
        with clock.fixed(monday + timedelta(hours=1, minutes=1)):
            assert client.get(place).status_code == 200


class TestTheLink:
    def test_the_database_knows_no_link(self, cast, client, place, monday):
        row = CalendarLink.objects.of(cast.scheme).get()
        token = place.removeprefix("/by-link/calendar/").removesuffix(".ics")
        assert token not in str(vars(row))

    def test_a_new_link_ends_the_one_before(self, cast, client, place, monday):
        new = selectors.token_of(link_of(cast, monday))
        assert (client.get(place).status_code, client.get(f"/by-link/calendar/{new}.ics").status_code) == (
            404,
            200,
        )

    def test_a_stopped_link_answers_like_no_link(self, cast, client, place, monday):
        calendars.stop(volunteer=cast.denise, by=cast.by(cast.denise_member), at=monday)
        stopped, none = client.get(place), client.get(f"/by-link/calendar/{'0' * 64}.ics")
        assert (stopped.status_code, stopped.content) == (404, none.content)

    @pytest.mark.parametrize("what", ["stepped down", "role ended", "account closed"])
    def test_it_ends_with_the_volunteering(self, cast, client, place, monday, what):
        if what == "stepped down":
            cast.denise.change(stage="stepped_down")
        elif what == "role ended":
            cast.denise_member.change(ends_on=date(2026, 11, 22))
        else:
            cast.denise_member.user.change(deactivated_at=monday)
        assert client.get(place).status_code == 404

    def test_nobody_makes_a_link_for_somebody_else(self, cast, mo, monday):
        with pytest.raises(NotAllowed):
            calendars.make(volunteer=cast.denise, by=cast.by(cast.abdul_member), at=monday)

    def test_no_log_names_it(self, client, place, caplog):
        with caplog.at_level(logging.DEBUG):
            client.get(place)
            client.get(f"/by-link/calendar/{'a' * 64}.ics")
        assert [row for row in caplog.records if "/by-link/calendar/" in row.getMessage()] == []

    def test_a_log_line_with_a_secret_is_written_without_it(self):
        line = logging.makeLogRecord({"msg": "GET %s 500", "args": (f"/by-link/calendar/{'ab' * 32}.ics",)})
        HideSecrets().filter(line)
        assert line.getMessage() == "GET /by-link/calendar/(secret) 500"


class TestThePage:
    def test_a_volunteer_makes_reads_renews_and_stops_the_link(self, cast, mo, sign_in):
        client = sign_in(cast.denise_member)
        before = client.get(reverse("my-calendar")).context["address"]
        client.post(reverse("my-calendar-make"))
        first = client.get(reverse("my-calendar")).context["address"]
        client.post(reverse("my-calendar-make"))
        second = client.get(reverse("my-calendar")).context["address"]
        client.post(reverse("my-calendar-stop"))
        after = client.get(reverse("my-calendar")).context["address"]
        assert (before, after, first == second, first.endswith(".ics")) == ("", "", False, True)

    def test_when_the_keys_have_changed_a_new_link_is_offered(self, cast, mo, monday, sign_in, settings):
        link_of(cast, monday)
        settings.FIELD_KEYS = ["another key altogether"]
        context = sign_in(cast.denise_member).get(reverse("my-calendar")).context
        assert (context["address"], [one.text for one in context["actions"]]) == (
            "",
            ["Make my calendar link"],
        )


def test_every_usual_time_of_the_day_stays_at_its_local_time(cast, mo, client, place):
    mo.change(at_time=time(0, 15))
    found = {event["DTSTART"].dt.time() for event in read(client, place)}
    assert found == {time(0, 15)}
