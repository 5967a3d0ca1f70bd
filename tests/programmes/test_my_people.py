"""A volunteer's own pages, the log page, and the list of overdue contacts."""

from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.urls import reverse

from peersupport.core import clock
from peersupport.messaging.models import Message
from programmes.models import Concern, Contact
from programmes.presenters.my_people import dialled
from programmes.selectors import contacts as selectors
from programmes.services import contacts
from tests.cast import TODAY, make_patient
from tests.programmes.builders import held, support

ONCE = "7f1f9c1e-6c0e-4d53-9a1f-1c2f6d3f0a10"


@pytest.fixture
def mo(cast):
    """Denise and Mo talk on Mondays; the fourth contact is due today."""
    relationship = support(cast, cast.denise, cast.mos_place, start=date(2026, 11, 2))
    held(relationship, 1, 2, 3)
    return relationship


@pytest.fixture
def grace(cast):
    """Denise and Grace talk on Tuesdays; the second contact, of Tuesday 17 November, was never logged."""
    relationship = support(cast, cast.denise, cast.graces_place, start=date(2026, 11, 10))
    held(relationship, 1)
    return relationship


@pytest.fixture
def phone(cast, sign_in):
    return sign_in(cast.denise_member)


def typed(**changes):
    """The log as a browser sends it."""
    form = {
        "outcome": "talked",
        "happened_on_day": "23",
        "happened_on_month": "11",
        "happened_on_year": "2026",
        "mode": "phone",
        "minutes": "30",
        "progress": "well",
        "worried": "no",
        "note": "A good talk",
        "next_step": "",
        "next_on_day": "30",
        "next_on_month": "11",
        "next_on_year": "2026",
        "once": ONCE,
    }
    return {**form, **changes}


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


QUERIES = 7  # session, user, membership, volunteer's coordinator, relationships, plans, last entry


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


class TestLogPage:
    def log(self, client, relationship, planned=None, **changes):
        address = reverse("relationships-log", args=[relationship.pk])
        sent = {"planned": str(planned.pk)} if planned else {}
        return client.post(address, {**typed(**changes), **sent})

    def test_how_and_the_next_day_come_from_the_plan_and_nothing_else_is_chosen(self, mo, phone):
        response = phone.get(reverse("relationships-log", args=[mo.pk]))
        form = response.context["form"]
        assert (form["mode"].value(), form["next_on"].value()) == ("phone", date(2026, 11, 30))
        assert (form["outcome"].value(), form["worried"].value()) == (None, None)
        assert "Contact 4 of 14, today, Monday 23 November." in response.content.decode()

    def test_a_log_is_saved_and_leads_back_with_what_comes_next(self, mo, phone):
        response = phone.post(reverse("relationships-log", args=[mo.pk]), typed(), follow=True)
        assert response.redirect_chain == [(reverse("my-people"), 302)]
        assert "Saved. Next: Monday 30 November" in response.content.decode()

    def test_the_same_log_sent_twice_is_one_entry_and_leads_to_the_same_place(self, mo, phone):
        places = [self.log(phone, mo).url for _ in range(2)]
        assert (places, Contact.objects.of(mo.scheme).count()) == ([reverse("my-people")] * 2, 1)

    def test_what_is_wrong_stands_in_sentences_and_nothing_typed_is_lost(self, mo, phone):
        response = self.log(phone, mo, outcome="", minutes="half", worried="")
        page = response.content.decode()
        assert response.status_code == 422
        for sentence in (
            "Say what happened",
            "Minutes must be a number, like 30",
            "Say whether you are worried about Mo’s safety",
            "What you typed is kept.",
            "A good talk",
            'value="half"',
        ):
            assert sentence in page

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"happened_on_day": "31", "happened_on_month": "2"}, "must be a real date"),
            ({"happened_on_day": "24"}, "must be on or before 23 November 2026"),
            ({"happened_on_month": "9"}, "must be on or after 26 October 2026"),
            ({"happened_on_year": "9999"}, "must be on or before"),
            ({"minutes": ""}, "Say how many minutes you talked"),
            ({"minutes": "9999"}, "Minutes must be 600 or less"),
            ({"progress": ""}, "Say how it went"),
            ({"outcome": "moved"}, "Enter the new day of this contact"),
            ({"outcome": "moved", "next_on_day": "8", "next_on_month": "12"}, "Choose a day from"),
            (
                {"next_on_day": "7", "next_on_month": "12"},
                "There is a contact on Monday 7 December 2026 already",
            ),
            ({"note": "x" * 4001}, "must be 4000 characters or fewer"),
        ],
    )
    def test_bad_input_is_answered_with_a_sentence(self, mo, phone, changes, sentence):
        response = self.log(phone, mo, **changes)
        assert (response.status_code, sentence in response.content.decode()) == (422, True)

    def test_what_no_database_takes_is_left_out(self, mo, phone):
        self.log(phone, mo, note="A\x00good\ud83d talk".encode("utf-8", "replace").decode())
        assert Contact.objects.of(mo.scheme).get().note == "Agood? talk"

    def test_another_day_opens_the_boxes_and_clears_the_contact_of_that_day(self, mo, grace, phone):
        second = grace.planned.get(number=2)
        self.log(phone, grace, second, happened_on_day="18", next_on_day="24", next_on_month="11")
        assert (grace.planned.get(number=2).done_on, grace.planned.get(number=3).state) == (
            date(2026, 11, 18),
            "planned",
        )

    def test_an_old_contact_may_be_answered_with_it_did_not_happen(self, grace, phone):
        second = grace.planned.get(number=2)
        address = f"{reverse('relationships-log', args=[grace.pk])}?planned={second.pk}"
        form = phone.get(address).context["form"]
        assert ("missed", "It did not happen") in form.fields["outcome"].choices
        self.log(phone, grace, second, outcome="missed", minutes="", progress="", next_on_day="24")
        assert grace.planned.get(number=2).state == "missed"

    def test_a_worry_leads_to_the_two_questions_and_is_open_already(self, cast, mo, phone):
        response = self.log(phone, mo, worried="yes", note="She has stopped eating")
        worry = Concern.objects.of(cast.scheme).get()
        assert (response.url, worry.words, worry.state) == (
            f"{reverse('concerns-new')}?concern={worry.pk}",
            "She has stopped eating",
            "raised",
        )
        page = phone.get(response.url).content.decode()
        assert "Your worry is sent already" in page

    def test_the_answers_to_the_two_questions_are_added_to_the_open_worry(self, cast, mo, phone):
        place = self.log(phone, mo, worried="yes").url
        worry = Concern.objects.of(cast.scheme).get()
        said = {"words": "She said she has no food", "in_danger_now": "no", "kind": "self-neglect"}
        phone.post(place, {**said, "concern": str(worry.pk)})
        worry.refresh_from_db()
        entry = worry.entries.order_by("at", "pk").last()
        assert (worry.kind, entry.words, Concern.objects.of(cast.scheme).count()) == (
            "self-neglect",
            "She said she has no food",
            1,
        )

    def test_an_expired_session_keeps_what_was_typed(self, cast, mo, client, sign_in):
        address = reverse("relationships-log", args=[mo.pk])
        answer = client.post(address, typed(note="Back from hospital"))
        assert answer.url.endswith(f"?next={quote(address, safe='')}")
        again = sign_in(cast.denise_member).get(address)
        assert "Back from hospital" in again.content.decode()
        assert "You were signed out. What you typed is still here" in again.content.decode()

    def test_no_answer_takes_one_button_and_says_when_to_try_again(self, mo, phone):
        page = phone.get(reverse("relationships-log", args=[mo.pk])).content.decode()
        assert (
            "We will save “no answer today” and put a new try on <strong>Wednesday 25 November</strong>."
            in page
        )
        address = reverse("relationships-no-answer", args=[mo.pk])
        planned = str(mo.planned.get(number=4).pk)
        done = phone.post(address, {"planned": planned, "once": ONCE}, follow=True)
        phone.post(address, {"planned": planned, "once": ONCE})
        assert "Saved. Try again on Wednesday 25 November" in done.content.decode()
        assert mo.planned.get(number=4).tries == 1

    def test_no_answer_after_an_expired_session_asks_once_more(self, cast, mo, client, sign_in):
        address = reverse("relationships-no-answer", args=[mo.pk])
        client.post(address, {"once": ONCE})
        assert "Save no answer" in sign_in(cast.denise_member).get(address).content.decode()

    def test_somebody_elses_person_is_not_found(self, cast, mo, sign_in):
        answer = self.log(sign_in(cast.abdul_member), mo)
        assert (answer.status_code, Contact.objects.of(cast.scheme).count()) == (404, 0)

    def test_a_coordinator_logs_for_a_volunteer_and_goes_back_to_the_person(self, cast, mo, sign_in):
        answer = self.log(sign_in(cast.priya), mo)
        assert answer.url == reverse("people-detail", args=[cast.mo.pk])
        assert Contact.objects.of(cast.scheme).get().logged_by == "Priya Nair"

    def test_a_key_that_is_none_chooses_nothing(self, mo, phone):
        page = phone.get(reverse("relationships-log", args=[mo.pk]), {"planned": "x' or 1=1"})
        assert page.status_code == 200


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
