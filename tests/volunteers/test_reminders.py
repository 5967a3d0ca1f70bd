"""Reminders of a text to sign and of training to refresh: each step once, also after missed nights."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from peersupport.core import clock
from peersupport.messaging.models import Message
from peersupport.messaging.services.pump import pump
from tests.cast import TODAY
from tests.volunteers.joining import NOW, queries, rosa
from volunteers.models import Training
from volunteers.selectors.training_refreshers import refreshers
from volunteers.services.agreements import publish, sign
from volunteers.services.recruitment_moves import step_down
from volunteers.services.reminders import remind_to_refresh, remind_to_sign


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def published(cast, days: int = 28, text: str = "We listen first."):
    facts = {"role": cast.coach, "text": text, "sign_by_on": day(days)}
    return publish(by=cast.by(cast.maria), **facts, at=NOW, today=TODAY)


def refresh(cast, days: int) -> None:
    Training.objects.of(cast.scheme).filter(volunteer=cast.denise).update(refresh_by_on=day(days))


def asked(cast) -> list[tuple[str, str]]:
    rows = Message.objects.of(cast.scheme).order_by("created_at", "pk").values_list("template", "key")
    return [(template, key.rsplit(":", 1)[1]) for template, key in rows]


def ticks(*days: int, tick=remind_to_refresh) -> None:
    for number in days:
        tick(today=day(number), at=NOW + timedelta(days=number))


def test_training_that_ends_asks_at_sixty_thirty_and_seven_days_and_when_it_is_late_once_each(cast):
    refresh(cast, 60)
    ticks(-1, 0, 0, 1, 30, 31, 53, 54, 60, 61, 62, 70)
    assert asked(cast) == [
        ("training_refresh", "60"),
        ("training_refresh", "30"),
        ("training_refresh", "7"),
        ("training_late", "late"),
    ]


def test_after_missed_nights_the_newest_step_is_sent_and_no_older_one(cast):
    refresh(cast, 60)
    ticks(0, 40, 41)
    assert asked(cast) == [("training_refresh", "60"), ("training_refresh", "30")]


def test_training_that_goes_on_or_was_renewed_asks_nothing(cast):
    refresh(cast, 20)
    Training.make(
        scheme=cast.scheme, volunteer=cast.denise, kind="coach", course="Refresher", finished_on=TODAY
    )
    ticks(0, 10, 25)
    assert asked(cast) == []


def test_long_after_its_day_nothing_more_is_sent(cast):
    refresh(cast, -40)
    ticks(0)
    assert asked(cast) == []


def test_whoever_stepped_down_is_not_asked(cast):
    refresh(cast, 20)
    step_down(by=cast.by(cast.priya), volunteer=cast.denise, reason="time", at=NOW, today=TODAY)
    ticks(0)
    assert refreshers(actor=cast.by(cast.priya), on=TODAY) == []
    assert asked(cast) == []


def test_a_new_text_is_announced_reminded_of_a_week_before_and_when_late_once_each(cast):
    published(cast)
    ticks(0, 0, 1, 20, 21, 22, 28, 29, 30, tick=remind_to_sign)
    found = asked(cast)
    assert found == sorted(found, key=lambda one: ["new", "7", "late"].index(one[1]))
    assert {one: found.count(one) for one in found} == {
        ("agreement_to_sign", "new"): 2,  # Denise and Abdul are coaches
        ("agreement_to_sign", "7"): 2,
        ("agreement_late", "late"): 2,
    }


def test_whoever_has_signed_is_not_reminded(cast):
    text = published(cast)
    sign(by=cast.by(cast.denise_member), text=text, name="Denise Harper", at=NOW, today=TODAY)
    ticks(0, tick=remind_to_sign)
    assert set(Message.objects.of(cast.scheme).values_list("recipient_key", flat=True)) == {cast.abdul.pk}


def test_somebody_on_the_way_is_asked_only_when_they_have_come_to_that(cast):
    published(cast)
    who = rosa(cast)
    ticks(0, tick=remind_to_sign)
    assert not Message.objects.of(cast.scheme).filter(recipient_key=who.pk).exists()


def test_a_message_says_the_day_and_the_link_and_nothing_else(cast):
    text = published(cast)
    ticks(0, tick=remind_to_sign)
    pump(at=clock.now())
    body = mail.outbox[0].body
    assert ("21 December 2026" in body or "21 Dec 2026" in body, f"/agreements/{text.pk}/sign/" in body) == (
        True,
        True,
    )
    assert "Listen" not in body


@pytest.mark.parametrize(("days", "tag"), [(-3, "Refresher late"), (10, "Refresher soon")])
def test_today_shows_training_that_is_late_or_ends_soon(sign_in, cast, days, tag):
    refresh(cast, days)
    page = sign_in(cast.priya).get(reverse("today")).content.decode()
    assert (tag in page, "refreshed by" in page) == (True, True)


def test_today_shows_a_text_whose_day_comes_and_not_one_with_time_left(sign_in, cast):
    published(cast, 20)
    far = sign_in(cast.priya).get(reverse("today")).content.decode()
    published(cast, 5, "We listen first, and last.")
    near = sign_in(cast.priya).get(reverse("today")).content.decode()
    assert ("Not signed" in far, near.count("Not signed")) == (False, 2)


def test_many_of_them_cost_today_no_more_queries_than_few(sign_in, cast):
    client = sign_in(cast.priya)
    refresh(cast, 10)
    published(cast, 5)
    few = queries(client, reverse("today"))
    Training.objects.of(cast.scheme).update(refresh_by_on=day(10))
    assert queries(client, reverse("today")) == few
