"""A log that somebody cannot finish now: kept as a draft, found again on any device, gone when it is logged."""

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import Contact, LogDraft
from programmes.services import drafts, relationships
from tests.cast import PASSWORD
from tests.programmes.builders import mondays

TYPED = {
    "outcome": "talked", "happened_on_day": "23", "happened_on_month": "11", "happened_on_year": "2026",
    "mode": "phone", "minutes": "", "progress": "", "note": "She walked to the shop", "next_step": "",
    "next_on_day": "30", "next_on_month": "11", "next_on_year": "2026", "keep": "yes",
}  # fmt: skip
WHOLE = TYPED | {"minutes": "30", "progress": "well", "worried": "no"}


@pytest.fixture
def mo(cast):
    return mondays(cast)


@pytest.fixture
def log(mo):
    return reverse("relationships-log", args=[mo.pk])


@pytest.fixture
def phone(cast, sign_in):
    return sign_in(cast.denise_member)


def other_device(cast) -> Client:
    tablet = Client()
    tablet.login(username=cast.denise_member.user.email, password=PASSWORD)
    return tablet


def test_a_draft_needs_no_answer_to_anything_and_logs_nothing(phone, log):
    answer = phone.post(log, TYPED)
    assert (answer.status_code, answer.url, Contact.objects.count()) == (302, reverse("my-people"), 0)


def test_another_device_finds_what_was_typed_without_a_single_error(cast, phone, log):
    phone.post(log, TYPED)
    answer = other_device(cast).get(log)
    form = answer.context["form"]
    assert (form["note"].value(), form["outcome"].value(), form.is_bound) == (TYPED["note"], "talked", False)
    assert "Your draft of Monday 23 November" in answer.content.decode()


def test_my_people_lists_the_unfinished_note_with_the_way_back(phone, log):
    phone.post(log, TYPED)
    text = phone.get(reverse("my-people")).content.decode()
    assert "Unfinished note about Mo" in text and TYPED["note"] not in text


def test_a_draft_is_gone_once_the_contact_is_logged(phone, log):
    phone.post(log, TYPED)
    phone.post(log, {name: value for name, value in WHOLE.items() if name != "keep"})
    assert (Contact.objects.count(), LogDraft.objects.everywhere().count()) == (1, 0)


def test_a_newer_draft_takes_the_place_of_the_older(phone, log):
    phone.post(log, TYPED)
    phone.post(log, TYPED | {"note": "Later words"})
    assert phone.get(log).context["form"]["note"].value() == "Later words"
    assert LogDraft.objects.everywhere().count() == 1


def test_a_worry_never_waits_as_a_draft(phone, log):
    answer = phone.post(log, TYPED | {"worried": "yes"})
    assert answer.status_code == 422
    assert "You are worried, and a draft tells nobody" in answer.content.decode()
    assert LogDraft.objects.everywhere().count() == 0


def test_a_draft_can_be_thrown_away(phone, log, mo):
    phone.post(log, TYPED)
    phone.post(reverse("relationships-draft", args=[mo.pk]))
    assert LogDraft.objects.everywhere().count() == 0


def test_nobody_else_reads_a_draft(cast, phone, log, client):
    phone.post(log, TYPED)
    client.force_login(cast.priya.user)
    assert TYPED["note"] not in client.get(log).content.decode()


def test_a_draft_ends_with_the_support(cast, phone, log, mo, monday):
    phone.post(log, TYPED)
    relationships.end(relationship=mo, by=cast.by(cast.priya), at=monday, reason="person")
    assert LogDraft.objects.everywhere().count() == 0


def test_what_was_typed_is_encrypted(cast, mo, monday):
    drafts.keep(relationship=mo, by=cast.by(cast.denise_member), at=monday, typed="note=shop", worried=False)
    stored = LogDraft.objects.everywhere().extra(select={"raw": "typed"}).values_list("raw", flat=True)[0]
    assert "shop" not in str(stored)


@pytest.mark.parametrize(
    "typed",
    [
        {"keep": "yes"},
        TYPED | {"happened_on_day": "²", "next_on_year": "9" * 30},
        TYPED | {"outcome": "flew", "minutes": "many", "planned": "x"},
    ],
)
def test_a_draft_may_hold_anything(phone, log, typed):
    assert phone.post(log, typed).status_code == 302
    assert phone.get(log).status_code == 200


def test_a_draft_that_is_far_too_long_is_refused_with_words(phone, log):
    answer = phone.post(log, TYPED | {"note": "x" * 20_000})
    assert (answer.status_code, LogDraft.objects.everywhere().count()) == (422, 0)
