"""A coordinator reads what a volunteer logged and says so; the volunteer sees it."""

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from programmes.models import Contact
from programmes.services import contacts, logs
from tests.cast import TODAY
from tests.programmes.builders import mondays


@pytest.fixture
def entry(cast, monday) -> Contact:
    by = cast.by(cast.denise_member)
    facts = {"outcome": "talked", "worried": False, "minutes": 30, "note": "She walked to the shop"}
    return contacts.log(relationship=mondays(cast), by=by, at=monday, happened_on=TODAY, **facts).contact


@pytest.fixture
def thank(cast, entry, monday):
    def act(**more):
        facts = {"contact": entry, "by": cast.by(cast.priya), "at": monday, "words": "Well done"}
        return logs.thank(**{**facts, **more})

    return act


def test_a_new_entry_waits_to_be_read_and_one_button_answers_it(sign_in, cast, entry):
    client = sign_in(cast.priya)
    text = client.get(reverse("logs")).content.decode()
    assert "She walked to the shop" in text and "Denise Harper" in text
    client.post(reverse("logs-read", args=[entry.pk]))
    entry.refresh_from_db()
    assert (entry.thanked_on, entry.thanked_by, entry.thanks) == (TODAY, "Priya Nair", "")
    assert "Everything is read" in client.get(reverse("logs")).content.decode()


def test_a_few_words_reach_the_volunteer_on_my_people_and_on_the_persons_page(sign_in, cast, entry, client):
    sign_in(cast.priya).post(reverse("logs-thank", args=[entry.pk]), {"words": "That was a good idea"})
    client.force_login(cast.denise_member.user)
    for place in (reverse("my-people"), reverse("my-people-detail", args=[entry.relationship_id])):
        assert "Priya: That was a good idea" in client.get(place).content.decode()


def test_reading_without_words_is_seen_too(cast, thank, sign_in):
    thank(words=" ")
    text = sign_in(cast.denise_member).get(reverse("my-people")).content.decode()
    assert "Priya has read it and says thank you" in text


def test_an_entry_is_answered_once(thank):
    thank()
    with pytest.raises(logs.ThankedAlready, match="Priya Nair has answered"):
        thank()


def test_nobody_thanks_themselves(cast, thank, entry):
    entry.change(logged_by="Priya Nair")
    with pytest.raises(logs.OwnEntry):
        thank()


def test_the_answer_is_in_the_audit_without_its_words(thank):
    thank()
    assert Event.objects.get(action="contact.acknowledged").detail == {"with_words": True}


@pytest.mark.parametrize("who", ["denise_member", "ana", "hilda"])
def test_only_who_plans_support_answers(cast, thank, who):
    with pytest.raises(NotAllowed):
        thank(by=cast.by(getattr(cast, who)))


def test_the_list_costs_the_same_for_one_and_for_many(
    cast, sign_in, entry, monday, django_assert_max_num_queries
):
    client = sign_in(cast.priya)
    for number in range(1, 6):
        Contact.make(
            scheme=cast.scheme, relationship=entry.relationship, happened_on=TODAY, outcome="talked",
            worried=False, logged_at=monday, logged_by=f"Somebody {number}",
        )  # fmt: skip
    with django_assert_max_num_queries(14):
        client.get(reverse("logs"))
