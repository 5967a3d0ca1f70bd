"""What nobody has logged: one definition for list, counts and reminders."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from peersupport.core import clock
from peersupport.messaging.models import Message
from programmes.selectors import contacts as selectors
from tests.cast import TODAY
from tests.programmes.builders import held, mondays, tuesdays


@pytest.fixture
def mo(cast):
    return mondays(cast)


@pytest.fixture
def grace(cast):
    return tuesdays(cast)


class TestOverdue:
    def test_the_list_has_who_the_volunteer_since_when_and_the_owner(self, cast, grace, sign_in):
        (row,) = selectors.overdue(by=cast.by(cast.priya), on=TODAY)
        assert (row.person, row.volunteer, row.due_on, row.days_late, row.owner) == (
            "Grace Adeyemi",
            "Denise Harper",
            date(2026, 11, 17),
            6,
            "Priya Nair",
        )
        page = sign_in(cast.priya).get(reverse("contacts-overdue")).content.decode()
        assert "6 days late" in page

    def test_counts_are_of_the_same_rows(self, cast, mo, grace):
        by = cast.by(cast.priya)
        assert selectors.count_overdue(by=by, on=TODAY) == len(selectors.overdue(by=by, on=TODAY)) == 1
        assert [row.person for row in selectors.planned_on(by=by, day=TODAY)] == ["Mo Ellis"]
        week = selectors.count_planned(by=by, first=TODAY, last=TODAY + timedelta(days=6))
        assert week == {date(2026, 11, 23): 1, date(2026, 11, 24): 1}

    def test_a_coordinator_of_another_team_does_not_see_it(self, cast, grace):
        assert selectors.overdue(by=cast.by(cast.tom), on=TODAY) == []

    def test_a_reminder_goes_out_once_a_day(self, cast, grace, sign_in, monday):
        client = sign_in(cast.priya)
        address = reverse("contacts-remind", args=[grace.planned.get(number=2).pk])
        client.post(address)
        client.post(address)
        with clock.fixed(monday + timedelta(days=1)):
            client.post(address)
        assert Message.objects.of(cast.scheme).filter(template="contact_overdue").count() == 2

    def test_a_contact_logged_in_the_meantime_is_not_reminded_of(self, cast, grace, sign_in):
        held(grace, 2)
        address = reverse("contacts-remind", args=[grace.planned.get(number=2).pk])
        answer = sign_in(cast.priya).post(address, follow=True)
        assert "not overdue any more" in answer.content.decode()

    def test_an_auditor_sees_the_list_without_buttons(self, cast, grace, sign_in):
        page = sign_in(cast.ana).get(reverse("contacts-overdue")).content.decode()
        assert ("Grace Adeyemi" in page, "Remind" in page) == (True, False)

    def test_an_empty_list_says_what_would_appear(self, cast, sign_in):
        assert "Nothing is overdue" in sign_in(cast.priya).get(reverse("contacts-overdue")).content.decode()

    def test_the_list_costs_the_same_for_one_and_for_many(
        self, cast, grace, sign_in, django_assert_max_num_queries
    ):
        grace.planned.update(state="planned", due_on=date(2026, 10, 1), opens_on=date(2026, 9, 1))
        client = sign_in(cast.priya)
        with django_assert_max_num_queries(8):
            client.get(reverse("contacts-overdue"))
