"""The log page: filled in from the plan, one page, two taps for no answer, and nothing typed is lost."""

from datetime import date
from urllib.parse import quote

import pytest
from django.urls import reverse

from peersupport.core.kept import typed_by
from programmes.models import Concern, Contact
from tests.programmes.builders import mondays, tuesdays

ONCE = "7f1f9c1e-6c0e-4d53-9a1f-1c2f6d3f0a10"


@pytest.fixture
def mo(cast):
    return mondays(cast)


@pytest.fixture
def grace(cast):
    return tuesdays(cast)


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

    def test_a_contact_that_was_skipped_leaves_the_numbers_as_they_are(self, mo, phone):
        mo.planned.filter(number=2).update(state="cancelled", done_on=None)
        response = phone.get(reverse("relationships-log", args=[mo.pk]))
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
        answer = client.post(
            address, {**typed(note="Back from hospital"), "typed_by": typed_by(cast.denise_member.user)}
        )
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
