"""Quality in a real browser: an observation, a person's answers by link, and a review that closes."""

import pytest
from django.urls import reverse

from peersupport.core import secret_links
from programmes.models import QualityReview
from programmes.selectors.feedback import PURPOSE
from programmes.services import feedback
from tests.cast import TODAY
from tests.programmes.builders import mondays
from tests.programmes.reviewing import ask_questions
from tests.programmes.test_quality import watched
from tests.volunteers.claiming import NOW

PHONE, DESK = 390, 1280


def answer_all(page, words: str) -> None:
    for button in page.get_by_label(words, exact=True).all():
        button.check()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_person_answers_by_link_and_priya_works_the_review(visit, cast, no_violations, width):
    ask_questions(cast)
    watched(cast, cast.denise, cast.abdul)
    about = {"relationship": mondays(cast), "at": NOW, "today": TODAY}
    row = feedback.ask(by=cast.by(cast.priya), **about)
    place = reverse("feedback-give", args=[secret_links.token(PURPOSE, row.nonce)])
    page = visit(None, place, width=width)
    page.get_by_role("button", name="Send my answers").click()
    page.get_by_role("link", name="Do they listen to you?").wait_for()
    no_violations(page)
    answer_all(page, "Yes")
    page.get_by_label("I want to talk to somebody").check()
    page.get_by_role("button", name="Send my answers").click()
    page.get_by_role("heading", name="Thank you").wait_for()
    no_violations(page)

    desk = visit(cast.priya, "/today/", width=width)
    desk.get_by_role("button", name="Read and call").click()
    no_violations(desk)
    desk.get_by_label("What was found out, or done?").fill("Rang her. All is well.")
    desk.get_by_role("button", name="Save").click()
    desk.goto("/feedback/")
    no_violations(desk)
    desk.goto("/quality/")
    no_violations(desk)
    desk.get_by_role("button", name="Begin this review").click()
    no_violations(desk)
    desk.get_by_role("link", name="Answer the flag of Joan Marsh").click()
    no_violations(desk)
    desk.get_by_label("What was found out, or done?").fill("Planned for Friday.")
    desk.get_by_role("button", name="Save").click()
    desk.get_by_role("button", name="Close this review").click()
    desk.get_by_text("The review is closed.").wait_for()
    assert QualityReview.objects.of(cast.scheme).get().closed_at is not None


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_priya_observes_and_denise_reads_it(visit, cast, no_violations, width):
    ask_questions(cast)
    mondays(cast)
    page = visit(cast.priya, reverse("volunteers-observe", args=[cast.denise.pk]), width=width)
    for name, value in (("Day", "20"), ("Month", "11"), ("Year", "2026")):
        page.get_by_label(name, exact=True).fill(value)
    answer_all(page, "Yes")
    page.get_by_label("What did you see?").fill("Waited well.")
    no_violations(page)
    page.get_by_role("button", name="Save this observation").click()
    page.get_by_text("Waited well.").wait_for()
    no_violations(page)
    manager = visit(cast.maria, "/quality/questions/", width=width)
    no_violations(manager)
    manager.goto("/quality/rules/")
    no_violations(manager)
    own = visit(cast.denise_member, "/my-practice/", width=width)
    own.get_by_text("Waited well.").wait_for()
    no_violations(own)
