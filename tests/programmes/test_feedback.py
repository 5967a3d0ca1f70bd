"""What people say about their support: by a link that works once, or from paper."""

from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.core import clock, secret_links
from peersupport.messaging.models import Message
from peersupport.messaging.recipients import look_up
from programmes.models import Feedback
from programmes.selectors.feedback import PURPOSE, to_talk
from programmes.services import feedback as services
from tests.cast import TODAY
from tests.programmes.builders import mondays
from tests.programmes.reviewing import ask_questions, said
from tests.volunteers.claiming import NOW
from volunteers.choices import FEEDBACK
from volunteers.selectors.observations import questions


def asked(cast, relationship):
    return services.ask(by=cast.by(cast.priya), relationship=relationship, at=NOW, today=TODAY)


def link(row):
    return reverse("feedback-give", args=[secret_links.token(PURPOSE, row.nonce)])


def answers(cast, answer="yes", **more):
    return {f"q-{row.pk}": answer for row in questions(cast.scheme, FEEDBACK)} | more


def test_a_person_answers_by_a_link_that_works_once(client, cast):
    ask_questions(cast)
    row = asked(cast, mondays(cast))
    place = link(row)
    page = client.get(place).content.decode()
    assert ("Denise" in page, "Ellis" in page, "COPD" in page) == (False, False, False)
    first = client.post(place, answers(cast, words="She listens"))
    assert first.headers["Location"] == reverse("feedback-thanks")
    row.refresh_from_db()
    assert (row.words, row.answers.count(), client.get(place).status_code) == ("She listens", 4, 410)
    assert client.post(place, answers(cast)).status_code == 410


def test_the_link_is_made_when_it_is_sent_and_lies_in_no_outbox(cast):
    cast.mo.change(email="mo@example.org")
    ask_questions(cast)
    row = asked(cast, mondays(cast))
    message = Message.objects.of(cast.scheme).get(template="feedback_wanted")
    found = look_up("feedback", row.pk)
    assert (message.link, found.email, found.link) == ("", "mo@example.org", link(row))
    cast.mo.change(died_on=TODAY)
    assert look_up("feedback", row.pk).refusal == "has died"


def test_looking_uses_nothing_up_and_after_30_days_the_link_has_run_out(client, cast):
    ask_questions(cast)
    place = link(asked(cast, mondays(cast)))
    assert [client.head(place).status_code, client.get(place).status_code] == [200, 200]
    with clock.fixed(NOW + timedelta(days=31)):
        assert client.get(place).status_code == 410
    assert client.get(reverse("feedback-give", args=["0" * 64])).status_code == 404


def test_an_open_link_is_not_doubled_and_nothing_is_asked_without_questions(cast):
    relationship = mondays(cast)
    with pytest.raises(services.FeedbackRefused, match="no questions"):
        asked(cast, relationship)
    ask_questions(cast)
    asked(cast, relationship)
    with pytest.raises(services.FeedbackRefused, match="asked already"):
        asked(cast, relationship)


def test_a_wish_to_talk_is_on_today_until_somebody_writes_what_came_of_it(client, cast):
    ask_questions(cast)
    place = link(asked(cast, mondays(cast)))
    client.post(place, answers(cast, "partly", wants_talk="on"))
    client.force_login(cast.priya.user)
    assert "Says in the feedback that they want to talk" in client.get(reverse("today")).content.decode()
    (row,) = to_talk(actor=cast.by(cast.priya))
    client.post(reverse("feedback-detail", args=[row.pk]), {"words": "Rang him. Times are moved."})
    assert list(to_talk(actor=cast.by(cast.priya))) == []
    assert "Rang him." in client.get(reverse("feedback-detail", args=[row.pk])).content.decode()
    with pytest.raises(services.FeedbackRefused, match="any more"):
        services.settle_talk(by=cast.by(cast.priya), feedback=row, words="Again", at=NOW, today=TODAY)


def on_today(client, who, words="Wrote something in the feedback") -> bool:
    client.force_login(who.user)
    return words in client.get(reverse("today")).content.decode()


def test_what_somebody_wrote_is_on_today_until_somebody_has_read_it(client, cast):
    ask_questions(cast)
    row = asked(cast, mondays(cast))
    client.post(link(row), answers(cast, words="She cries when she goes home"))
    assert on_today(client, cast.priya)
    page = client.get(reverse("feedback-detail", args=[row.pk]))
    assert (page.context["unread"], on_today(client, cast.priya)) == (True, True)
    client.post(reverse("feedback-read", args=[row.pk]))
    row.refresh_from_db()
    assert (row.read_on, row.read_by, on_today(client, cast.priya)) == (TODAY, "Priya Nair", False)
    shown = client.get(reverse("feedback-detail", args=[row.pk]))
    assert (shown.context["unread"], "Read by Priya Nair" in shown.content.decode()) == (False, True)


def test_answers_without_a_word_wait_for_nobody(client, cast):
    ask_questions(cast)
    client.post(link(asked(cast, mondays(cast))), answers(cast))
    assert not on_today(client, cast.priya)


def test_who_wants_to_talk_stands_on_today_once_and_is_read_with_the_talk(client, cast):
    ask_questions(cast)
    row = asked(cast, mondays(cast))
    client.post(link(row), answers(cast, words="Please ring", wants_talk="on"))
    assert not on_today(client, cast.priya)
    services.settle_talk(by=cast.by(cast.priya), feedback=row, words="Rang her", at=NOW, today=TODAY)
    row.refresh_from_db()
    assert (row.read_by, on_today(client, cast.priya)) == ("Priya Nair", False)


def test_whoever_wrote_it_down_has_read_it(client, cast):
    ask_questions(cast)
    row = said(cast, mondays(cast), words="On the phone")
    assert (row.read_on, row.read_by, on_today(client, cast.priya)) == (TODAY, "Priya Nair", False)


def test_the_second_reader_changes_nothing_and_nothing_is_read_before_it_came(client, cast):
    ask_questions(cast)
    row = asked(cast, mondays(cast))
    with pytest.raises(services.FeedbackRefused, match="not answered"):
        services.mark_read(by=cast.by(cast.priya), feedback=row, at=NOW, today=TODAY)
    client.post(link(row), answers(cast, words="All is well"))
    for who in (cast.priya, cast.maria):
        services.mark_read(by=cast.by(who), feedback=row, at=NOW, today=TODAY)
    row.refresh_from_db()
    assert row.read_by == "Priya Nair"


def test_paper_is_written_down_by_a_coordinator(sign_in, cast):
    ask_questions(cast)
    relationship = mondays(cast)
    client, place = sign_in(cast.priya), reverse("relationships-feedback", args=[relationship.pk])
    assert client.post(place, {"words": "Only this"}).status_code == 422
    client.post(place, answers(cast, "no", words="On the phone"))
    row = Feedback.objects.of(cast.scheme).get()
    assert (row.way, row.recorded_by, row.answers.filter(answer="no").count()) == ("paper", "Priya Nair", 4)


def test_a_volunteer_and_another_area_never_read_it(client, cast):
    ask_questions(cast)
    row = said(cast, mondays(cast))
    cast.mo.change(practice=cast.bridge)

    def status(member):
        client.force_login(member.user)
        return client.get(reverse("feedback-detail", args=[row.pk])).status_code

    found = [status(member) for member in (cast.priya, cast.tom, cast.hilda, cast.denise_member)]
    assert found == [200, 404, 404, 403]


# --- Who can be asked -----------------------------------------------------------------------------


def test_whoever_has_no_address_is_not_told_to_have_got_a_link(cast, sign_in):
    ask_questions(cast)
    relationship = mondays(cast)
    cast.mo.change(email="")
    place = reverse("relationships-ask-feedback", args=[relationship.pk])
    page = sign_in(cast.priya).post(place, follow=True).content.decode()
    assert ("There is no address for messages. Ask on paper" in page, "They get a link" in page) == (
        True,
        False,
    )
    assert not Feedback.objects.of(cast.scheme).exists()
    cast.mo.change(phone="07700 900123")
    assert asked(cast, relationship).is_open(TODAY)


def test_a_link_that_could_not_be_sent_is_asked_for_again(cast):
    ask_questions(cast)
    relationship = mondays(cast)
    first = asked(cast, relationship)
    Message.objects.of(cast.scheme).filter(template="feedback_wanted").update(state="failed")
    second = asked(cast, relationship)
    first.refresh_from_db()
    assert (first.is_open(TODAY), second.is_open(TODAY)) == (False, True)


def test_two_clicks_are_one_asking(cast, sign_in):
    ask_questions(cast)
    relationship, client = mondays(cast), sign_in(cast.priya)
    form = client.get(reverse("relationships-feedback", args=[relationship.pk]))
    place, sent = (
        reverse("relationships-ask-feedback", args=[relationship.pk]),
        {"once": form.context["once"]},
    )
    pages = [client.post(place, sent, follow=True).content.decode() for _ in range(2)]
    assert ["They get a link" in page for page in pages] == [True, True]
    assert Feedback.objects.of(cast.scheme).count() == 1
