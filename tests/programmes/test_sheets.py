"""The sheet before supervision, and the span of coordinators: both from the rows that other pages show."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.models import Contact, PlannedContact
from programmes.selectors.sheets import sheets
from programmes.selectors.span import SpanLine, span
from programmes.services import concerns, relationships
from tests.cast import TODAY, make_volunteer
from tests.volunteers.joining import NOW, queries
from tests.volunteers.supervising import agreed, planned, rules, was_held
from volunteers.models import Check, Leave
from volunteers.services.wellbeing import ask_after_hard_contact

START = date(2026, 9, 21)
# What a number of the span counts on a line of its list; all others count the lines.
COUNTED = {"People supported": lambda line: line.supports, "Free places": lambda line: line.place.now}


@pytest.fixture
def support(cast):
    """Denise has coached Mo since nine weeks; the first contacts are to be told by the test."""
    at = timezone.make_aware(datetime(2026, 9, 21, 9))
    return relationships.start(
        enrolment=cast.mos_place,
        volunteer=cast.denise,
        by=cast.by(cast.priya),
        at=at,
        start_on=START,
        mode="phone",
    )


def logged(support, number: int, *, days_later: int = 0, **more) -> Contact:
    row = PlannedContact.objects.of(support.scheme_id).get(relationship=support, number=number)
    row.change(state="held", done_on=row.due_on)
    moment = timezone.make_aware(
        datetime.combine(row.due_on + timedelta(days=days_later), datetime.min.time())
    )
    facts = {"outcome": "talked", "worried": False, "progress": "well", "mode": "phone", **more}
    return Contact.make(
        scheme=support.scheme,
        relationship=support,
        planned=row,
        happened_on=row.due_on,
        logged_at=moment,
        logged_by="Denise Harper",
        **facts,
    )


def sheet(cast, who="priya"):
    return sheets([cast.denise], actor=cast.by(getattr(cast, who)), on=TODAY)[0]


def test_it_counts_from_the_last_session_what_was_planned_held_and_left_open(cast, support):
    was_held(cast, cast.denise, days_ago=40)
    for number in (1, 2, 3, 4, 5):
        logged(support, number, days_later=5 if number == 5 else 0)
    found = sheet(cast)
    assert (found.since_on, found.planned, found.held, found.late_logs) == (date(2026, 10, 14), 4, 1, 1)
    assert [(gap.person, gap.due_on) for gap in found.gaps] == [
        ("Mo E.", date(2026, 10, 26)),
        ("Mo E.", date(2026, 11, 2)),
        ("Mo E.", date(2026, 11, 9)),
    ]


def test_without_a_session_before_it_goes_back_eight_weeks(cast, support):
    assert sheet(cast).since_on == TODAY - timedelta(weeks=8)


def test_it_names_days_that_were_hard_worries_thanks_and_what_went_well(cast, support):
    ask_after_hard_contact(volunteer=cast.denise, contact=logged(support, 3, hard=True).pk, at=NOW)
    logged(support, 4, thanked_on=TODAY, thanked_by="Priya Nair")
    by = cast.by(cast.denise_member)
    concerns.raise_concern(by=by, at=NOW, words="She cried", relationship=support)
    found = sheet(cast)
    assert (found.hard, found.worries, found.went_well, found.thanked) == (
        (TODAY,),
        (TODAY,),
        2,
        1,
    )
    assert sheet(cast, "maria").hard == ()


def test_it_has_open_actions_checks_that_run_out_and_days_away(cast, support):
    action = agreed(cast, cast.denise)
    Check.objects.of(cast.scheme).filter(volunteer=cast.denise).update(renew_by_on=TODAY + timedelta(days=30))
    Leave.make(scheme=cast.scheme, volunteer=cast.denise, starts_on=TODAY, ends_on=TODAY)
    found = sheet(cast)
    assert (found.actions, len(found.checks), len(found.leave)) == ((action,), 1, 1)


def test_names_of_another_area_are_not_on_it(cast, support):
    cast.mo.change(practice=cast.bridge)
    found = sheet(cast, "tom")
    assert (found.people, found.hidden, {gap.person for gap in found.gaps}) == ((), 1, {"In another area"})


def test_the_printed_page_says_no_words_of_a_worry(cast, support, sign_in):
    by = cast.by(cast.denise_member)
    concerns.raise_concern(by=by, at=NOW, words="She cried", relationship=support)
    text = sign_in(cast.priya).get(reverse("volunteers-sheet", args=[cast.denise.pk])).content.decode()
    assert "A worry was raised on Mon 23 Nov 2026" in text
    assert "She cried" not in text


def test_a_group_of_twelve_takes_as_many_queries_as_two(cast, support, sign_in):
    session = planned(cast, cast.denise, cast.abdul)[0]
    client, place = sign_in(cast.priya), reverse("supervisions-sheets", args=[session.pk])
    few = queries(client, place)
    crowd = [
        make_volunteer(cast, f"Crowd{chr(97 + n)} Person", cast.coach, renew_by=date(2028, 1, 1))
        for n in range(10)
    ]
    twelve = planned(cast, cast.denise, cast.abdul, *crowd, anyway=True)[0]
    assert queries(client, reverse("supervisions-sheets", args=[twelve.pk])) == few


def test_the_span_counts_volunteers_people_and_what_is_free_by_supervisor(cast, support):
    rules(cast)
    was_held(cast, cast.denise, days_ago=3)
    cast.joan.change(coordinator=None)
    found = span(actor=cast.by(cast.priya), on=TODAY)
    nothing = {"volunteers": 0, "in_groups": 0, "overdue": 0, "people": 0, "free": 0}
    assert found == [
        SpanLine(cast.maria, **nothing),
        SpanLine(cast.priya, volunteers=2, in_groups=0, overdue=1, people=1, free=1),
        SpanLine(cast.tom, **nothing),
        SpanLine(None, volunteers=1, in_groups=0, overdue=1, people=0, free=0),
    ]
    assert (found[0].more, found[1].more) == (100, 98)


def test_each_number_of_the_span_leads_to_the_list_that_it_counts(cast, sign_in):
    rules(cast)
    cast.joan.change(coordinator=None)
    client = sign_in(cast.priya)
    rows = client.get(reverse("supervision-span")).context["table"].rows
    for row in rows:
        for cell in row.cells:
            if cell.href:
                found = sum(
                    COUNTED.get(cell.label, bool)(line) for line in client.get(cell.href).context["page"]
                )
                assert (cell.label, cell.text) == (cell.label, str(found))
    assert len(rows) == 4


def test_the_span_takes_as_many_queries_for_many(cast, sign_in):
    client = sign_in(cast.priya)
    few = queries(client, reverse("supervision-span"))
    for number in range(20):
        make_volunteer(cast, f"Many{chr(97 + number)} Person", cast.coach, renew_by=date(2028, 1, 1))
    assert queries(client, reverse("supervision-span")) == few
