"""Today: what needs doing, most urgent first; every number leads to a list of as many."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from peersupport.reporting.presenters.ages import since_day, since_moment, until_day
from peersupport.reporting.selectors import today as worklist
from peersupport.reporting.selectors.today_numbers import numbers
from programmes.choices import DECIDED
from programmes.models import PlannedContact
from programmes.selectors.patients import patients_like
from programmes.selectors.referrals_known import known_already
from programmes.services import concerns, contacts
from tests.cast import TODAY
from tests.conftest import MONDAY_MORNING
from tests.programmes.builders import support
from tests.reporting.builders import one_of_everything, refer
from volunteers.models import Leave

PAGE = "/today/"


def rows(client, **asked) -> list[tuple[str, str]]:
    """What and who, in the order of the page."""
    return [(row.tag.text, row.who.text) for row in client.get(PAGE, asked).context["work"]]


def work(client, **asked):
    return client.get(PAGE, asked).context["work"]


@pytest.fixture
def priya(cast, sign_in):
    return sign_in(cast.priya)


@pytest.fixture
def quiet(cast):
    """Nobody waits too long, and no check has run out."""
    cast.graces_place.change(waits_since_on=date(2026, 11, 1))
    cast.joan.checks.all().delete()


@pytest.fixture
def busy(cast):
    one_of_everything(cast)


def test_everything_is_in_one_list_most_urgent_first(priya, busy):
    found = rows(priya)
    assert [row for row in found if row[0] != "Overdue"] == [
        ("Worry", "Mo Ellis"),
        ("Worry", "Mo Ellis"),
        ("No contact", "Stanley Boyd"),
        ("New", "Ivan Novak"),
        ("Check ran out", "Joan Marsh"),
        ("Decide", "Viktor Danek"),
        ("New", "Amina Yusuf"),
        ("Expires soon", "Abdul Rahman"),
        ("Still waiting", "Grace Adeyemi"),
    ]
    assert sorted(found[3:7]) == [("Overdue", "Mo Ellis"), *[("Overdue", "Stanley Boyd")] * 3]


def test_each_row_says_why_since_when_and_what_to_do(priya, busy):
    said = {
        (row.tag.text, row.who.text): (row.about, row.why, row.since, row.action.text)
        for row in work(priya)[1:]
    }
    assert said[("Overdue", "Mo Ellis")] == (
        "67, coached by Denise Harper", "Contact of 17 November not logged", "6 days", "Remind Denise"
    )  # fmt: skip
    assert said[("New", "Amina Yusuf")] == (
        "38, from Harton Surgery", "Referral to accept", "Yesterday", "Open referral"
    )  # fmt: skip
    assert said[("Decide", "Viktor Danek")] == (
        "67, waiting for a coach", "Met Abdul Rahman on Friday. Both said yes", "3 days", "Decide"
    )  # fmt: skip
    assert said[("Expires soon", "Abdul Rahman")] == (
        "Coach, supports 1", "Enhanced check runs out on 13 December", "In 20 days", "Renew check"
    )  # fmt: skip
    assert said[("No contact", "Stanley Boyd")][1:3] == (
        "3 calls in a row not answered. Suggested: send a letter",
        "16 days",
    )
    assert said[("Still waiting", "Grace Adeyemi")][1:3] == (
        "10 weeks on the list. Ask whether this is still wanted", "10 weeks"
    )  # fmt: skip


def test_a_worry_nobody_acknowledged_stands_first_with_the_only_green_button(priya, busy):
    first, *others = work(priya)
    assert (first.why, first.since) == ("Has stopped taking tablets. Not yet acknowledged", "48 minutes")
    assert (first.action.text, first.action.post, first.action.secondary) == ("Acknowledge", True, False)
    assert {row.action.secondary for row in others} == {True}


def test_every_card_has_the_number_of_the_list_it_leads_to(priya, busy, cast):
    stats = {stat.words.split()[-1]: stat for stat in priya.get(PAGE).context["stats"]}
    waiting = priya.get(stats["waiting"].href).context["page"].paginator.count
    overdue = priya.get(stats["overdue"].href).context["page"].paginator.count
    worries = priya.get(stats["open"].href).context["page"].paginator.count
    free = priya.get(stats["free"].href)
    places = sum(line.place.now for line in free.context["page"].object_list)
    assert (stats["waiting"].number, stats["overdue"].number, stats["open"].number, stats["free"].number) == (
        waiting, overdue, worries, places
    )  # fmt: skip
    assert stats["overdue"].number == PlannedContact.objects.of(cast.scheme).overdue(TODAY).count()
    assert stats["open"].alert is True


@pytest.mark.parametrize("asked", ["", "mine", "nobody", "maria"])
def test_a_filter_shows_as_many_rows_as_it_says(priya, busy, cast, asked):
    refer(cast, "Mine Own", owner=cast.priya)
    refer(cast, "Marias Own", owner=cast.maria)
    owner = str(cast.maria.pk) if asked == "maria" else asked
    page = priya.get(PAGE, {"owner": owner}).context
    current = next(item for item in page["filters"] if item.current)
    assert current.count == len(page["work"]) > 0
    assert sum(item.count for item in page["filters"][1:]) == page["filters"][0].count


def test_a_filter_that_makes_no_sense_shows_nothing_and_breaks_nothing(priya, busy):
    assert "Nothing here needs doing" in priya.get(PAGE, {"owner": "x'"}).content.decode()


def test_a_new_referral_can_be_taken_from_the_list(priya, busy, cast):
    row = next(row for row in work(priya) if row.who.text == "Amina Yusuf")
    assert (row.owner, priya.post(row.take).status_code) == ("", 302)
    assert next(row for row in work(priya) if row.who.text == "Amina Yusuf").owner == "Priya Nair"


def test_a_referral_like_somebody_on_record_says_so(priya, cast):
    refer(cast, "Maureen Ellis", born_on=cast.mo.born_on)
    row = next(row for row in work(priya) if row.tag.text == "New")
    assert row.why == "Referral to accept. May be the same as an older record"


@pytest.mark.parametrize(
    "about",
    [
        {},
        {"born_on": date(1959, 3, 4), "last_name": "Éllis"},
        {"nhs_number": "9434765919", "nhs_number_reason": "", "last_name": "Other"},
        {"born_on": date(1959, 3, 4), "last_name": "Other"},
    ],
)
def test_many_referrals_are_compared_by_the_rule_that_one_is(cast, about):
    referral = refer(cast, "Any Body", **about)
    assert (referral.pk in known_already([referral])) == patients_like(referral).exists()


def test_an_answer_ends_the_row_of_calls_in_vain(priya, busy, cast):
    silent = cast.abdul.relationships.get()
    contacts.log(
        relationship=silent, by=cast.by(cast.abdul_member), at=MONDAY_MORNING, happened_on=TODAY, outcome="talked",
        worried=False, mode="phone", minutes=20, progress="well",
    )  # fmt: skip
    assert "No contact" not in [tag for tag, _ in rows(priya)]


def test_a_decided_worry_stays_until_it_is_closed(priya, busy, cast):
    concern = next(row.row for row in worklist.tasks(actor=cast.by(cast.priya), at=MONDAY_MORNING))
    by = cast.by(cast.priya)
    concerns.acknowledge(concern=concern, by=by, at=MONDAY_MORNING)
    concerns.decide(concern=concern, by=by, at=MONDAY_MORNING, words="GP was rung")
    kinds = [task.kind for task in worklist.tasks(actor=by, at=MONDAY_MORNING)]
    assert kinds.count(DECIDED) == 1
    concerns.close(concern=concern, by=by, at=MONDAY_MORNING)
    assert DECIDED not in [task.kind for task in worklist.tasks(actor=by, at=MONDAY_MORNING)]


def test_an_area_coordinator_sees_the_people_of_the_area(cast, sign_in, quiet):
    refer(cast, "Far There", practice=cast.bridge)
    refer(cast, "Over Here")
    cast.graces_place.change(waits_since_on=date(2026, 8, 1))
    assert rows(sign_in(cast.tom)) == [("New", "Over Here")]
    assert rows(sign_in(cast.priya)) == [
        ("New", "Far There"), ("New", "Over Here"), ("Still waiting", "Grace Adeyemi")
    ]  # fmt: skip


def test_another_scheme_sees_nothing_of_it(cast, sign_in, busy):
    page = sign_in(cast.hilda).get(PAGE)
    assert (page.context["work"], [stat.number for stat in page.context["stats"]]) == ([], [0, 0, 0, 0])
    assert "Nothing needs you now" in page.content.decode()


def test_an_auditor_reads_without_worries_and_without_buttons_that_change(cast, sign_in, busy):
    page = sign_in(cast.ana).get(PAGE).context
    assert "Worry" not in [row.tag.text for row in page["work"]]
    assert "worries open" not in [stat.words for stat in page["stats"]]
    assert {row.action.post for row in page["work"]} == {False}
    assert {row.take for row in page["work"]} == {""}


@pytest.mark.parametrize("who", ["denise_member", "whitlock"])
def test_volunteers_and_referrers_have_no_today_page(cast, sign_in, who):
    assert sign_in(getattr(cast, who)).get(PAGE).status_code == 403


def test_the_week_ahead_says_contacts_leave_and_endings(cast, priya, quiet):
    support(cast, cast.denise, cast.mos_place, start=TODAY)
    Leave.make(
        scheme=cast.scheme, volunteer=cast.joan, starts_on=date(2026, 11, 25), ends_on=date(2026, 11, 27)
    )
    assert priya.get(PAGE).context["coming"] == [
        "Today: 1 contact planned by 1 volunteer",
        "Wed 25: Joan Marsh goes on leave",
        "Sat 28: Joan Marsh is back from leave",
    ]


def test_the_page_says_when_it_was_made(priya):
    assert priya.get(PAGE).context["note"] == "Monday 23 November 2026. Updated at 9:05am"


def test_a_very_long_list_comes_in_pages_that_keep_the_filter(priya, cast, quiet):
    for number in range(35):
        refer(cast, f"Person{number} Many", reference=f"R-{number}")
    page = priya.get(PAGE, {"owner": "nobody", "page": "2"})
    assert len(page.context["work"]) == 5
    assert "?owner=nobody&amp;page=1" in page.content.decode()


@pytest.mark.parametrize(("minutes", "words"), [(0, "0 minutes"), (1, "1 minute"), (48, "48 minutes"), (60, "1 hour"),
                                                (1439, "23 hours"), (1440, "1 day"), (-5, "0 minutes")])  # fmt: skip
def test_the_age_of_a_moment_is_said_in_one_unit(minutes, words):
    assert since_moment(MONDAY_MORNING - timedelta(minutes=minutes), MONDAY_MORNING) == words


@pytest.mark.parametrize(
    ("days", "words"), [(0, "Today"), (1, "Yesterday"), (2, "2 days"), (55, "55 days"), (56, "8 weeks")]
)
def test_the_age_of_a_day_is_said_in_days_then_weeks(days, words):
    assert since_day(TODAY - timedelta(days=days), TODAY) == words


@pytest.mark.parametrize(("days", "words"), [(-1, "1 day ago"), (0, "Today"), (20, "In 20 days")])
def test_a_day_to_come_is_said_with_in(days, words):
    assert until_day(TODAY + timedelta(days=days), TODAY) == words


def test_the_numbers_of_a_scheme_without_work_are_zero(cast):
    found = numbers(actor=cast.by(cast.hilda), at=MONDAY_MORNING)
    assert (found.waiting.people, found.overdue, found.worries, found.free_now) == (0, 0, 0, 0)


def test_the_page_is_reached_by_its_name():
    assert reverse("today") == PAGE
