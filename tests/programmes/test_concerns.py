"""Worries: seen at once by every coordinator, worked step by step, never lost, never secret from staff."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from peersupport.core.errors import MoveNotAllowed
from peersupport.messaging.models import Message
from programmes.models import Concern
from programmes.selectors import concerns as selectors
from programmes.services import concerns
from tests.programmes.builders import support

SEEN = "She has bruises on both arms"


@pytest.fixture
def mo(cast):
    return support(cast, cast.denise, cast.mos_place, start=date(2026, 11, 2))


@pytest.fixture
def denise(cast):
    return cast.by(cast.denise_member)


@pytest.fixture
def worry(mo, denise, monday):
    return concerns.raise_concern(by=denise, at=monday, words=SEEN, relationship=mo)


@pytest.fixture
def priya(cast):
    return cast.by(cast.priya)


class TestRaising:
    def test_a_worry_has_the_words_the_person_an_owner_and_two_deadlines(self, cast, worry, monday):
        assert (worry.words, worry.patient, worry.owner, worry.state) == (SEEN, cast.mo, cast.priya, "raised")
        assert (worry.acknowledge_by - monday, worry.decide_by - monday) == (
            timedelta(hours=2),
            timedelta(hours=24),
        )

    def test_every_coordinator_and_manager_gets_a_message_that_says_nothing_of_it(
        self, cast, worry, mailoutbox, monday
    ):
        from peersupport.messaging.services.pump import pump

        pump(at=monday)
        assert sorted(mail.to[0].split("@")[0] for mail in mailoutbox) == [
            "maria.costa",
            "priya.nair",
            "tom.okafor",
        ]
        assert [mail for mail in mailoutbox if "bruises" in mail.body or "Mo" in mail.body] == []

    def test_the_audit_says_that_and_not_what(self, cast, worry):
        event = Event.objects.of(cast.scheme).get(action="concern.raised")
        assert (event.person_key, event.detail) == (cast.mo.pk, {"state": "raised"})

    def test_a_worry_may_be_about_nobody_in_particular(self, denise, mo, monday):
        worry = concerns.raise_concern(by=denise, at=monday, words="The hall has no fire exit")
        assert (worry.patient, worry.owner) == (None, None)

    def test_a_volunteer_cannot_raise_one_about_somebody_they_do_not_support(self, cast, denise, mo, monday):
        with pytest.raises(NotAllowed):
            concerns.raise_concern(by=denise, at=monday, words=SEEN, patient=cast.grace)

    def test_a_worry_without_words_is_refused(self, denise, mo, monday):
        with pytest.raises(concerns.NothingSaid):
            concerns.raise_concern(by=denise, at=monday, words="  ", relationship=mo)

    def test_a_clinician_has_no_worries_here(self, cast, monday):
        with pytest.raises(NotAllowed):
            concerns.raise_concern(by=cast.by(cast.whitlock), at=monday, words=SEEN)


class TestWorking:
    def test_a_worry_is_acknowledged_decided_and_closed_and_each_step_is_kept(self, worry, priya, monday):
        concerns.acknowledge(concern=worry, by=priya, at=monday)
        concerns.decide(concern=worry, by=priya, at=monday, words="I rang the GP")
        closed = concerns.close(concern=worry, by=priya, at=monday, words="She is safe")
        kept = [(e.state, e.by_name, e.words) for e in selectors.entries(closed)]
        assert kept == [
            ("raised", "Denise Harper", ""),
            ("acknowledged", "Priya Nair", ""),
            ("decided", "Priya Nair", "I rang the GP"),
            ("closed", "Priya Nair", "She is safe"),
        ]

    def test_two_who_acknowledge_at_once_are_told_apart(self, cast, worry, priya, monday):
        concerns.acknowledge(concern=worry, by=priya, at=monday)
        with pytest.raises(concerns.AnsweredAlready):
            concerns.acknowledge(concern=worry, by=cast.by(cast.tom), at=monday)

    def test_nothing_is_decided_before_somebody_has_acknowledged_it(self, worry, priya, monday):
        with pytest.raises(MoveNotAllowed):
            concerns.decide(concern=worry, by=priya, at=monday, words="Fine")

    def test_a_decision_needs_words(self, worry, priya, monday):
        concerns.acknowledge(concern=worry, by=priya, at=monday)
        with pytest.raises(concerns.NothingDecided):
            concerns.decide(concern=worry, by=priya, at=monday, words=" ")

    def test_new_words_of_whoever_raised_it_open_a_decision_again_with_a_new_deadline(
        self, worry, priya, denise, monday
    ):
        concerns.acknowledge(concern=worry, by=priya, at=monday)
        concerns.decide(concern=worry, by=priya, at=monday, words="Wait and see")
        later = monday + timedelta(days=2)
        again = concerns.add(concern=worry, by=denise, at=later, words="It got worse")
        assert (again.state, again.decided_at, again.decide_by) == (
            "acknowledged",
            None,
            later + timedelta(hours=24),
        )

    def test_danger_told_later_is_kept_and_told_again(self, cast, worry, denise, monday):
        told = Message.objects.of(cast.scheme).count()
        added = concerns.add(concern=worry, by=denise, at=monday, words="He shouts", in_danger_now=True)
        assert (added.in_danger_now, Message.objects.of(cast.scheme).count() - told) == (True, 3)
        assert selectors.entries(added)[-1].words == "Somebody is in danger now. He shouts"

    def test_nothing_is_added_to_a_closed_worry(self, worry, priya, denise, monday):
        concerns.acknowledge(concern=worry, by=priya, at=monday)
        concerns.decide(concern=worry, by=priya, at=monday, words="Done")
        concerns.close(concern=worry, by=priya, at=monday)
        with pytest.raises(concerns.IsClosed):
            concerns.add(concern=worry, by=denise, at=monday, words="More")

    def test_entries_and_words_cannot_be_changed(self, worry):
        (entry,) = selectors.entries(worry)
        with pytest.raises(TypeError):
            entry.change(words="Nothing happened")

    def test_a_volunteer_works_no_worries(self, worry, denise, monday):
        with pytest.raises(NotAllowed):
            concerns.acknowledge(concern=worry, by=denise, at=monday)


class TestLists:
    def test_what_nobody_acknowledged_comes_first_then_danger_then_the_oldest(
        self, worry, priya, denise, monday
    ):
        def raised(words, **more):
            return concerns.raise_concern(by=denise, at=monday, words=words, **more)

        seen = raised("b")
        concerns.acknowledge(concern=seen, by=priya, at=monday)
        danger = raised("c", in_danger_now=True)
        found = selectors.listed(by=priya, only_open=True)
        assert [row.pk for row in found] == [danger.pk, worry.pk, seen.pk]
        assert selectors.count_open(by=priya) == 3

    def test_a_step_is_late_after_its_deadline(self, worry, priya, monday):
        row = selectors.as_listed(worry)
        assert (row.late(monday), row.late(monday + timedelta(hours=3))) == (False, True)


WORDS = {"words": SEEN, "in_danger_now": "no", "kind": ""}


class TestPages:
    def test_999_stands_above_every_field_and_no_secrecy_is_promised(self, cast, mo, sign_in):
        page = sign_in(cast.denise_member).get(reverse("concerns-new")).content.decode()
        assert page.index("Call 999 first") < page.index("<form", page.index("<main"))
        assert "We cannot keep this secret: we share it only with who must know." in page

    def test_a_volunteer_chooses_among_their_own_people_or_nobody(self, cast, mo, sign_in):
        form = sign_in(cast.denise_member).get(reverse("concerns-new")).context["form"]
        assert form.fields["about"].choices == [
            (f"relationship:{mo.pk}", "Mo Ellis"),
            ("none", "Somebody else, or nobody in particular"),
        ]

    def test_a_person_of_somebody_else_cannot_be_chosen(self, cast, mo, sign_in):
        sent = {**WORDS, "about": f"patient:{cast.grace.pk}"}
        response = sign_in(cast.denise_member).post(reverse("concerns-new"), sent)
        assert (response.status_code, Concern.objects.of(cast.scheme).count()) == (422, 0)

    def test_a_worry_sent_leads_to_its_status(self, cast, mo, sign_in):
        sent = {**WORDS, "about": f"relationship:{mo.pk}", "in_danger_now": "yes"}
        response = sign_in(cast.denise_member).post(reverse("concerns-new"), sent, follow=True)
        worry = Concern.objects.of(cast.scheme).get()
        assert (worry.patient, worry.in_danger_now) == (cast.mo, True)
        assert "Nobody has acknowledged it yet" in response.content.decode()

    def test_both_questions_must_be_answered_and_nothing_typed_is_lost(self, cast, mo, sign_in):
        response = sign_in(cast.denise_member).post(reverse("concerns-new"), {"words": SEEN})
        page = response.content.decode()
        assert response.status_code == 422
        assert "Say whether anyone is in danger now" in page
        assert "Say who you are worried about" in page
        assert SEEN in page

    def test_a_staff_member_raises_one_from_a_persons_page(self, cast, sign_in):
        address = f"{reverse('concerns-new')}?patient={cast.grace.pk}"
        sent = {**WORDS, "about": f"patient:{cast.grace.pk}"}
        sign_in(cast.priya).post(address, sent)
        assert Concern.objects.of(cast.scheme).get().patient == cast.grace

    def test_the_same_form_sent_twice_raises_one_worry(self, cast, mo, sign_in):
        sent = {**WORDS, "about": "none", "once": "7f1f9c1e-6c0e-4d53-9a1f-1c2f6d3f0a11"}
        client = sign_in(cast.denise_member)
        places = [client.post(reverse("concerns-new"), sent).url for _ in range(2)]
        assert (places[0] == places[1], Concern.objects.of(cast.scheme).count()) == (True, 1)

    def test_the_raiser_sees_that_it_was_seen_and_none_of_the_staffs_notes(
        self, cast, worry, priya, monday, sign_in
    ):
        concerns.acknowledge(concern=worry, by=priya, at=monday)
        concerns.add(concern=worry, by=priya, at=monday, words="Ring social care")
        page = sign_in(cast.denise_member).get(reverse("concerns-detail", args=[worry.pk])).content.decode()
        assert "Seen. Somebody is looking at it" in page
        assert "Ring social care" not in page

    def test_another_volunteer_does_not_see_it(self, cast, worry, sign_in):
        address = reverse("concerns-detail", args=[worry.pk])
        assert sign_in(cast.abdul_member).get(address).status_code == 404

    def test_a_coordinator_acknowledges_in_one_tap_and_decides_with_words(self, cast, worry, sign_in):
        client = sign_in(cast.priya)
        client.post(reverse("concerns-acknowledge", args=[worry.pk]))
        empty = client.post(reverse("concerns-decide", args=[worry.pk]), {"words": ""})
        client.post(reverse("concerns-decide", args=[worry.pk]), {"words": "I rang the GP"})
        client.post(reverse("concerns-close", args=[worry.pk]), {"words": ""})
        worry.refresh_from_db()
        assert (empty.status_code, worry.state) == (422, "closed")

    def test_deciding_too_early_is_refused_in_words(self, cast, worry, sign_in):
        response = sign_in(cast.priya).post(reverse("concerns-decide", args=[worry.pk]), {"words": "Fine"})
        assert response.status_code == 422
        assert "cannot become decided" in response.content.decode()

    def test_the_list_shows_open_worries_and_all_on_demand(self, cast, worry, priya, monday, sign_in):
        concerns.acknowledge(concern=worry, by=priya, at=monday)
        concerns.decide(concern=worry, by=priya, at=monday, words="x")
        concerns.close(concern=worry, by=priya, at=monday)
        client = sign_in(cast.priya)
        pages = [client.get(reverse("concerns"), {"show": show}).content.decode() for show in ("", "all")]
        assert ["Mo Ellis" in page for page in pages] == [False, True]

    def test_the_list_costs_the_same_for_one_and_for_many(
        self, cast, worry, denise, mo, monday, sign_in, django_assert_max_num_queries
    ):
        for number in range(12):
            concerns.raise_concern(by=denise, at=monday, words=str(number), relationship=mo)
        client = sign_in(cast.priya)
        with django_assert_max_num_queries(10):
            client.get(reverse("concerns"))

    def test_opening_a_worry_of_a_person_is_a_look_at_their_record(self, cast, worry, sign_in):
        sign_in(cast.priya).get(reverse("concerns-detail", args=[worry.pk]))
        event = Event.objects.of(cast.scheme).get(action="patient.looked")
        assert (event.person_key, event.detail) == (cast.mo.pk, {"page": "concerns-detail"})
