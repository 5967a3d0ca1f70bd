"""Pages that change a plan: look first, then save once with a reason."""

from datetime import date

import pytest
from django.urls import reverse

from programmes.models import PlanChange, Relationship, Review
from tests.programmes.builders import held, mondays, support

DAYS = {
    "from_on_day": "23", "from_on_month": "11", "from_on_year": "2026",
    "until_on_day": "13", "until_on_month": "1", "until_on_year": "2027",
}  # fmt: skip


@pytest.fixture
def pair(cast) -> Relationship:
    return mondays(cast)


def page(name: str, pair) -> str:
    return reverse(f"relationships-{name}", args=[pair.pk])


def test_the_pause_page_shows_before_and_after_and_saves_nothing(sign_in, cast, pair):
    found = sign_in(cast.priya).get(page("pause", pair), DAYS)
    text = found.content.decode()
    assert "11 contacts move. Support ends on" in text and "Mon 18 Jan 2027" in text
    assert PlanChange.objects.everywhere().count() == 0


def test_a_pause_sent_twice_is_one_pause(sign_in, cast, pair):
    client = sign_in(cast.priya)
    typed = {"from_on": "2026-11-23", "until_on": "2027-01-13", "why": "In hospital"}
    typed["once"] = "5f0b7a52-0000-4000-8000-000000000001"
    answers = [client.post(page("pause", pair), typed) for _ in range(2)]
    assert {answer.headers["Location"] for answer in answers} == {reverse("people-plan", args=[cast.mo.pk])}
    assert PlanChange.objects.everywhere().count() == 1


def test_without_a_reason_the_preview_stays_and_the_error_says_what_to_do(sign_in, cast, pair):
    typed = {"from_on": "2026-11-23", "until_on": "2027-01-13", "why": ""}
    found = sign_in(cast.priya).post(page("pause", pair), typed)
    text = found.content.decode()
    assert (found.status_code, "Say why" in text, "Before and after" in text) == (422, True, True)


@pytest.mark.parametrize("name", ["pause", "resume", "end", "cover", "review"])
@pytest.mark.parametrize(
    "typed",
    [{}, {"from_on": "x\x00", "until_on": "9999-12-31", "first_on": "0", "why": "y", "volunteer": "z"}],
)
def test_bad_input_is_answered_with_words(sign_in, cast, pair, name, typed):
    assert sign_in(cast.priya).post(page(name, pair), typed).status_code == 422


def test_bad_days_in_the_address_are_answered_with_words(sign_in, cast, pair):
    found = sign_in(cast.priya).get(page("pause", pair), DAYS | {"until_on_year": "2025"})
    assert found.status_code == 200 and b"Before and after" not in found.content


def test_going_on_is_only_for_what_is_paused(sign_in, cast, pair):
    client = sign_in(cast.priya)
    assert client.get(page("resume", pair)).status_code == 302
    client.post(page("pause", pair), {"from_on": "2026-11-23", "until_on": "2027-01-13", "why": "Ill"})
    assert client.get(page("resume", pair)).status_code == 200
    client.post(page("resume", pair), {"first_on": "2026-12-07", "why": "Home"})
    pair.refresh_from_db()
    assert (pair.state, pair.planned.get(number=4).due_on) == ("open", date(2026, 12, 7))


def test_the_plan_page_shows_what_may_be_done_what_changed_and_the_dose(sign_in, cast, pair):
    client = sign_in(cast.priya)
    client.post(
        page("pause", pair), {"from_on": "2026-11-23", "until_on": "2027-01-13", "why": "In hospital"}
    )
    text = client.get(reverse("people-plan", args=[cast.mo.pk])).content.decode()
    assert all(words in text for words in ("Go on", "End support", "In hospital", "Planned and held"))
    assert "Paused from Mon 23 Nov 2026, contacts again from Wed 13 Jan 2027" in text


def test_an_auditor_sees_the_plan_and_no_button(sign_in, cast, pair):
    text = sign_in(cast.ana).get(reverse("people-plan", args=[cast.mo.pk])).content.decode()
    assert "End support" not in text and "Step-down review</a>" not in text


@pytest.fixture
def over(cast) -> Relationship:
    """All fourteen contacts are held; the last was on 17 November."""
    relationship = support(cast, cast.denise, cast.mos_place, start=date(2026, 6, 9))
    held(relationship, *range(1, 15))
    return relationship


REVIEW = {"how": "Going well", "step": "hold", "both_agree": "yes", "note": ""}


def test_a_volunteer_writes_the_review_and_a_coordinator_decides(sign_in, cast, over):
    client = sign_in(cast.denise_member)
    assert "so your coordinator decides" in client.get(page("review", over)).content.decode()
    client.post(page("review", over), REVIEW)
    review = Review.objects.everywhere().get()
    assert "waits for your coordinator" in client.get(page("review", over)).content.decode()
    staff, decide = sign_in(cast.priya), reverse("reviews-decide", args=[review.pk])
    assert b"Before and after" in staff.get(decide).content
    staff.post(decide, {"answer": "yes", "why": "Four weeks more"})
    review.refresh_from_db()
    assert (review.state, over.planned.count()) == ("applied", 15)


def test_no_review_is_due_says_when_the_next_one_is(sign_in, cast, pair):
    text = sign_in(cast.denise_member).get(page("review", pair)).content.decode()
    assert "The next one comes with the contact of Monday 21 December 2026" in text


def test_a_change_is_told_by_the_first_contact_that_moved_and_where_it_went(sign_in, cast, pair):
    """The days overlap: another contact was on 21 December before."""
    client = sign_in(cast.priya)
    typed = {"from_on": "2026-12-04", "until_on": "2026-12-21", "why": "Visits family"}
    client.post(page("pause", pair), typed)
    change = PlanChange.objects.everywhere().get()
    text = client.get(reverse("people-plan", args=[cast.mo.pk])).content.decode()
    said = ("Mon 7 Dec 2026 before, Mon 21 Dec 2026 after" in text, "2026-12-21" in change.before)
    assert said == (True, True)
