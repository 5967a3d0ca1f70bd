"""A volunteer's own pages: who comes next, who is there, what is still to do, and one person."""

from datetime import date

import pytest
from django.urls import reverse

from programmes.presenters.my_people import dialled
from programmes.services import contacts
from tests.cast import TODAY, make_patient
from tests.programmes.builders import held, mondays, support, tuesdays


@pytest.fixture
def mo(cast):
    return mondays(cast)


@pytest.fixture
def grace(cast):
    return tuesdays(cast)


@pytest.fixture
def phone(cast, sign_in):
    return sign_in(cast.denise_member)


class TestMyPeople:
    def test_the_next_contact_is_on_top_with_call_and_log(self, mo, grace, phone):
        card = phone.get(reverse("my-people")).context["contact"]
        assert (card.name, card.when, card.how, card.call.href) == (
            "Mo Ellis",
            "Today at 2:30pm",
            "by phone",
            "tel:+441632960150",
        )
        assert card.log.href.startswith(reverse("relationships-log", args=[mo.pk]))

    def test_one_minute_prepares_with_the_last_note_what_was_agreed_and_what_the_person_needs(
        self, cast, mo, phone, monday
    ):
        cast.mo.change(needs=["large-print"], needs_other="speak slowly", safety="A dog that bites")
        contacts.log(
            relationship=mo,
            by=cast.by(cast.denise_member),
            at=monday,
            happened_on=date(2026, 11, 20),
            outcome="talked",
            worried=False,
            note="She walked to the shop",
            next_step="Ask about the hospital",
        )
        contacts.no_answer(relationship=mo, by=cast.by(cast.denise_member), at=monday)
        assert list(phone.get(reverse("my-people")).context["contact"].prepare) == [
            "Last time: She walked to the shop",
            "You agreed: Ask about the hospital",
            "To be safe: A dog that bites",
            "Mo needs: large print, speak slowly",
            "Leave no message on the phone",
        ]

    def test_my_people_are_listed_by_who_comes_next_with_two_dates_and_the_phase(self, mo, grace, phone):
        people = phone.get(reverse("my-people")).context["people"]
        assert [(p.name.text, p.note, p.tag.text) for p in people] == [
            ("Mo Ellis", "Today, then 30 November", "Weekly"),
            ("Grace Adeyemi", "Tomorrow, then 1 December", "Weekly"),
        ]

    def test_a_contact_nobody_logged_is_still_to_do(self, mo, grace, phone):
        todos = phone.get(reverse("my-people")).context["todos"]
        assert [(t.text, t.note) for t in todos] == [("Log your call with Grace", "Was due Tue 17 November")]

    def test_without_anybody_the_page_says_what_will_appear(self, cast, phone):
        page = phone.get(reverse("my-people")).content.decode()
        assert "Nobody yet" in page
        assert "Tell Priya now" in page

    def test_whoever_is_on_the_way_is_led_to_what_is_left_to_do(self, cast, phone):
        cast.denise.change(stage="training")
        todos = phone.get(reverse("my-people")).context["todos"]
        assert [(t.text, t.action.href) for t in todos] == [
            ("Get ready for your first person", reverse("my-needs"))
        ]
        cast.denise.change(stage="ready")
        assert phone.get(reverse("my-people")).context["todos"] == []

    def test_an_ended_support_is_gone(self, mo, phone):
        mo.change(state="ended", ended_on=TODAY)
        assert phone.get(reverse("my-people")).context["people"] == []

    def test_the_page_costs_the_same_for_one_and_for_many(self, cast, mo, phone, django_assert_num_queries):
        with django_assert_num_queries(QUERIES):
            phone.get(reverse("my-people"))
        for number in range(4):
            name = f"Pat{'abcd'[number]} Smith"
            place = make_patient(cast, name, waits_since=date(2026, 9, 1))
            support(cast, cast.denise, place, start=date(2026, 11, 24))
        with django_assert_num_queries(QUERIES):
            phone.get(reverse("my-people"))


# Session, user, membership, what is to be signed (texts, signatures, roles held), how they are, coordinator,
# relationships, plans, last entry, unfinished notes, thanks.
QUERIES = 14


class TestOnePerson:
    def test_it_shows_how_to_reach_the_person_what_to_know_and_what_happened(self, cast, mo, phone, monday):
        cast.mo.change(goal="Walk to her sister", safety="Steep stairs")
        contacts.no_answer(relationship=mo, by=cast.by(cast.denise_member), at=monday)
        context = phone.get(reverse("my-people-detail", args=[mo.pk])).context
        assert [(f.key, f.value) for f in context["reach"]] == [
            ("Phone", "01632 960150"),
            ("Leave a message?", "No, leave no message"),
            ("How", "By phone, usually at 2:30pm"),
            ("Good times", "Monday afternoon"),
            ("Speaks", "English"),
        ]
        assert [(f.key, f.value) for f in context["know"]] == [
            ("To be safe", "Steep stairs"),
            ("Lives with", "COPD"),
            ("Goal", "Walk to her sister"),
        ]
        assert context["dates"][0] == "Wed 25 November (no answer, a new try)"
        assert context["events"][0].text == "No answer"

    def test_it_prepares_with_the_whole_last_note_what_was_agreed_and_where_the_plan_stands(
        self, cast, mo, phone, monday
    ):
        long_note = "She walked to the shop and back. " * 20
        contacts.log(
            relationship=mo,
            by=cast.by(cast.denise_member),
            at=monday,
            happened_on=date(2026, 11, 20),
            outcome="talked",
            worried=False,
            note=long_note,
            next_step="Ask about the hospital",
        )
        contacts.no_answer(relationship=mo, by=cast.by(cast.denise_member), at=monday)
        context = phone.get(reverse("my-people-detail", args=[mo.pk])).context
        assert [(f.key, f.value) for f in context["last"]] == [
            ("When", "Friday 20 November: we talked"),
            ("Note", long_note.strip()),
            ("You agreed", "Ask about the hospital"),
        ]
        assert context["stands"] == "Next is contact 5 of 14, in week 5, weekly."

    def test_the_last_contact_is_never_one_more_than_there_are(self, cast, mo, phone):
        """The second was skipped, and all but the last are over: numbers stay as they are."""
        mo.planned.filter(number=2).update(state="cancelled", done_on=None)
        held(mo, 1, *range(3, 14))
        context = phone.get(reverse("my-people-detail", args=[mo.pk])).context
        assert context["stands"].startswith("Next is contact 14 of 14, ")

    def test_before_the_first_contact_there_is_no_last_time(self, mo, phone):
        context = phone.get(reverse("my-people-detail", args=[mo.pk])).context
        assert (context["last"], context["events"]) == ([], [])

    def test_the_next_contact_and_the_log_lead_to_it(self, cast, mo, phone, sign_in):
        address = reverse("my-people-detail", args=[mo.pk])
        log = reverse("relationships-log", args=[mo.pk])
        assert phone.get(reverse("my-people")).context["contact"].more.href == address
        assert phone.get(log).context["prepare"] == address
        assert sign_in(cast.priya).get(log).context["prepare"] == ""

    def test_somebody_elses_person_is_not_found(self, cast, mo, sign_in):
        assert sign_in(cast.abdul_member).get(reverse("my-people-detail", args=[mo.pk])).status_code == 404

    @pytest.mark.parametrize(
        ("written", "dialled_as"),
        [
            ("01632 960143", "+441632960143"),
            ("+44 1632 960143", "+441632960143"),
            ("(0)20 7946 0991", "+442079460991"),
        ],
    )
    def test_a_number_is_dialled_as_it_works_from_anywhere(self, written, dialled_as):
        assert dialled(written) == dialled_as
