"""People who do not answer: a step is suggested, a coordinator takes or declines it, and nothing happens by itself."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.messaging.models import Message
from programmes.models import Contact, FollowUp, FollowUpRules
from programmes.selectors import followups as selectors
from programmes.services import followups as service
from tests.programmes.builders import mondays


@pytest.fixture
def mo(cast):
    return mondays(cast)


@pytest.fixture
def priya(cast):
    return cast.by(cast.priya)


def tried(relationship, monday, times: int, first=date(2026, 11, 16)) -> None:
    for number in range(times):
        entry(relationship, monday, "no_answer", first + timedelta(days=number))


def entry(relationship, monday, outcome, day) -> None:
    more = {} if outcome == "no_answer" else {"worried": False}
    Contact.make(
        scheme=relationship.scheme, relationship=relationship, happened_on=day, outcome=outcome,
        logged_at=monday, logged_by="Denise Harper", **more,
    )  # fmt: skip


def suggestions(priya) -> list[tuple[int, str]]:
    return [(one.tries, one.step) for one in selectors.silences(actor=priya)]


class TestSuggesting:
    @pytest.mark.parametrize(
        ("times", "found"),
        [(1, []), (2, [(2, "ring")]), (3, [(3, "letter")]), (4, [(4, "letter")]), (5, [(5, "end")])],
    )
    def test_the_step_follows_from_the_calls_in_a_row(self, mo, priya, monday, times, found):
        tried(mo, monday, times)
        assert suggestions(priya) == found

    def test_somebody_who_was_reached_is_not_silent(self, mo, priya, monday):
        tried(mo, monday, 3)
        entry(mo, monday, "talked", date(2026, 11, 20))
        assert suggestions(priya) == []

    def test_calls_before_the_last_talk_do_not_count(self, mo, priya, monday):
        tried(mo, monday, 4, first=date(2026, 11, 3))
        entry(mo, monday, "talked", date(2026, 11, 10))
        tried(mo, monday, 2)
        assert suggestions(priya) == [(2, "ring")]

    def test_each_programme_has_its_own_steps(self, cast, mo, priya, monday):
        FollowUpRules.make(
            scheme=cast.scheme, programme=cast.coaching, ring_after=None, message_after=1,
            letter_after=None, end_after=None,
        )  # fmt: skip
        tried(mo, monday, 1)
        assert suggestions(priya) == [(1, "message")]

    def test_nothing_happens_by_itself(self, cast, mo, priya, monday):
        tried(mo, monday, 6)
        mo.refresh_from_db()
        assert (suggestions(priya), mo.state, Message.objects.of(cast.scheme).count()) == (
            [(6, "end")],
            "open",
            0,
        )

    def test_another_scheme_sees_nothing_of_it(self, cast, mo, monday):
        tried(mo, monday, 3)
        assert selectors.silences(actor=cast.by(cast.hilda)) == []


class TestDeciding:
    def answer(self, mo, priya, monday, *, taken=True, why=""):
        return service.answer(relationship=mo, taken=taken, why=why, by=priya, at=monday)

    def test_a_step_that_was_answered_comes_back_after_one_more_call_in_vain(self, mo, priya, monday):
        tried(mo, monday, 2)
        self.answer(mo, priya, monday, taken=False, why="She is on holiday")
        before = suggestions(priya)
        entry(mo, monday, "no_answer", date(2026, 11, 22))
        assert (before, suggestions(priya)) == ([], [(3, "letter")])

    def test_declining_needs_a_reason(self, mo, priya, monday):
        tried(mo, monday, 2)
        with pytest.raises(service.NoReason):
            self.answer(mo, priya, monday, taken=False, why="  ")

    def test_two_who_answer_at_once_are_told_apart(self, mo, priya, monday):
        tried(mo, monday, 2)
        self.answer(mo, priya, monday)
        with pytest.raises(service.NothingSuggested):
            self.answer(mo, priya, monday)

    def test_a_message_goes_to_the_person_once_it_is_taken(self, cast, mo, priya, monday):
        FollowUpRules.make(scheme=cast.scheme, programme=cast.coaching, message_after=3, letter_after=None)
        tried(mo, monday, 3)
        self.answer(mo, priya, monday)
        message = Message.objects.of(cast.scheme).get()
        assert (message.template, message.recipient_key) == ("not_reached", cast.mo.pk)

    def test_ending_ends_support_and_keeps_why(self, mo, priya, monday):
        tried(mo, monday, 5)
        self.answer(mo, priya, monday, why="Moved, says the neighbour")
        mo.refresh_from_db()
        kept = FollowUp.objects.of(mo.scheme).get()
        assert (mo.state, mo.end_reason, kept.why) == ("ended", "no-answer", "Moved, says the neighbour")

    def test_a_volunteer_decides_nothing(self, cast, mo, monday):
        tried(mo, monday, 3)
        with pytest.raises(NotAllowed):
            self.answer(mo, cast.by(cast.denise_member), monday)


class TestPages:
    def test_the_suggestion_stands_on_today_and_on_the_page_of_the_person(self, mo, cast, monday, sign_in):
        tried(mo, monday, 2)
        client = sign_in(cast.priya)
        today = client.get(reverse("today")).content.decode()
        person = client.get(reverse("people-detail", args=[cast.mo.pk])).content.decode()
        said = "2 calls in a row not answered. Suggested: ring yourself"
        assert (said in today, said in person) == (True, True)

    def test_a_coordinator_declines_with_a_reason_that_others_read(self, cast, mo, monday, sign_in):
        tried(mo, monday, 2)
        client, place = sign_in(cast.priya), reverse("relationships-follow-up", args=[mo.pk])
        empty = client.post(place, {"answer": "not", "why": ""})
        client.post(place, {"answer": "not", "why": "In hospital until Friday"})
        assert (empty.status_code, "In hospital until Friday" in client.get(place).content.decode()) == (
            422,
            True,
        )

    def test_a_letter_opens_to_be_printed_and_says_nothing_of_health(self, cast, mo, monday, sign_in):
        tried(mo, monday, 3)
        client, place = sign_in(cast.priya), reverse("relationships-follow-up", args=[mo.pk])
        page = client.post(place, {"answer": "do", "why": ""}, follow=True).content.decode()
        assert ("Dear Mo" in page, "COPD" in page) == (True, False)

    def test_a_manager_changes_the_numbers_of_a_programme(self, cast, sign_in):
        place = reverse("programmes-follow-ups", args=[cast.coaching.pk])
        client = sign_in(cast.maria)
        numbers = client.get(place).context["form"].initial
        sent = {name: "" if value is None else value for name, value in numbers.items()}
        answer = client.post(place, {**sent, "review_days": 9, "end_after": ""})
        saved = FollowUpRules.objects.of(cast.scheme).get()
        assert (answer.status_code, saved.review_days, saved.end_after) == (302, 9, None)

    @pytest.mark.parametrize(
        ("wrong", "field"), [({"manager_days": 4}, "manager_days"), ({"letter_after": 2}, "letter_after")]
    )
    def test_numbers_that_do_not_fit_each_other_are_refused_beside_their_field(
        self, cast, sign_in, wrong, field
    ):
        place = reverse("programmes-follow-ups", args=[cast.coaching.pk])
        client = sign_in(cast.maria)
        numbers = client.get(place).context["form"].initial
        sent = {name: "" if value is None else value for name, value in numbers.items()}
        answer = client.post(place, {**sent, **wrong})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
