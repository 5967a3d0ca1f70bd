"""Step-down reviews: written by the volunteer, done at once where all is agreed, else decided by a coordinator."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from peersupport.core.errors import MoveNotAllowed
from programmes.models import Relationship, Review
from programmes.selectors.joining import joined, running_of
from programmes.selectors.reviews import due_reviews, review_page
from programmes.services import changes, changes_one, reviews
from programmes.services.changes_rows import NoReason
from tests.cast import TODAY
from tests.programmes.builders import held, support


@pytest.fixture
def pair(cast) -> Relationship:
    """Week 8 with Denise: the eighth weekly contact, which ends the phase, was held on 17 November."""
    relationship = support(cast, cast.denise, cast.mos_place, start=date(2026, 9, 29))
    held(relationship, *range(1, 9))
    return relationship


@pytest.fixture
def over(cast) -> Relationship:
    """All fourteen contacts are held; the last was on 17 November."""
    relationship = support(cast, cast.denise, cast.mos_place, start=date(2026, 6, 9))
    held(relationship, *range(1, 15))
    return relationship


@pytest.fixture
def write(cast, monday):
    def act(relationship, **more):
        facts = {"relationship": relationship, "by": cast.by(cast.denise_member), "at": monday}
        return reviews.write(**{**facts, "how": "Going well", "step": "down", "both_agree": True, **more})

    return act


@pytest.fixture
def decide(cast, monday):
    def act(review, **more):
        facts = {"review": review, "by": cast.by(cast.priya), "at": monday}
        return reviews.decide(**{**facts, "approve": True, "why": "Not ready yet", **more})

    return act


def weeks(pair) -> list[int]:
    return list(pair.planned.order_by("number").values_list("week", flat=True))


def test_stepping_down_leaves_the_plan_as_it_is(pair, write):
    before = weeks(pair)
    assert (write(pair).state, weeks(pair), pair.changes.count()) == ("applied", before, 0)


def test_holding_adds_one_week_and_still_ends_as_agreed(pair, write):
    write(pair, step="hold")
    assert weeks(pair) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 15, 17, 21, 24]
    assert list(pair.planned.order_by("number").values_list("number", flat=True)) == list(range(1, 16))


def test_the_next_review_comes_after_the_contact_that_was_added(pair, write):
    write(pair, step="hold")
    marked = pair.planned.filter(reviews=True).order_by("number")
    assert list(marked.values_list("number", flat=True)) == [9, 13, 15]


def test_past_contacts_stay_as_they_were(pair, write):
    names = ("pk", "number", "due_on", "opens_on", "closes_on", "state", "done_on")
    before = list(pair.planned.filter(number__lte=8).order_by("number").values_list(*names))
    write(pair, step="hold")
    assert list(pair.planned.filter(number__lte=8).order_by("number").values_list(*names)) == before


def test_who_and_why_are_kept(pair, write):
    write(pair, step="hold", how="He still finds mornings hard")
    change = pair.changes.get()
    assert (change.kind, change.changed_by, change.why) == (
        "hold", "Denise Harper", "Step-down review: He still finds mornings hard",
    )  # fmt: skip


def test_the_audit_tells_of_the_review_without_its_words(pair, write):
    write(pair, how="He still finds mornings hard")
    event = Event.objects.get(action="review.written")
    assert event.detail == {"step": "down", "number": 8, "both_agree": True}


def test_what_only_one_of_them_wants_waits_for_the_coordinator(pair, write):
    before = weeks(pair)
    assert (write(pair, step="hold", both_agree=False).state, weeks(pair)) == ("proposed", before)


def test_going_on_after_the_end_waits_for_the_coordinator(over, write):
    before = weeks(over)
    assert (write(over, step="hold").state, weeks(over)) == ("proposed", before)


def test_a_coordinator_extends_with_a_reason(over, write, decide):
    review = decide(write(over, step="hold"))
    over.refresh_from_db()
    assert (review.state, review.decided_by, weeks(over)[-1]) == ("applied", "Priya Nair", 28)
    assert over.ends_on == over.planned.get(number=15).due_on == date(2026, 12, 15)
    assert over.changes.get().why == "Not ready yet"


def test_stepping_back_up_from_monthly_gives_two_fortnightly_contacts(over, write, decide):
    decide(write(over, step="back"))
    assert weeks(over)[-3:] == [24, 26, 28]


def test_a_coordinator_leaves_the_plan_as_it_is(over, write, decide):
    before = weeks(over)
    review = decide(write(over, step="hold"), approve=False, why="It was agreed to end")
    assert (review.state, review.decided_why, weeks(over)) == ("turned_down", "It was agreed to end", before)


def test_a_decision_is_made_once_and_with_a_reason(over, write, decide):
    review = write(over, step="hold")
    with pytest.raises(NoReason):
        decide(review, why=" ")
    decide(review)
    with pytest.raises(MoveNotAllowed):
        decide(review)


def test_a_volunteer_does_not_decide(cast, over, write, decide):
    review = write(over, step="hold")
    with pytest.raises(NotAllowed):
        decide(review, by=cast.by(cast.denise_member))


@pytest.mark.parametrize("who", ["ana", "whitlock", "hilda"])
def test_who_may_not_log_may_not_write_a_review(cast, pair, write, who):
    with pytest.raises(NotAllowed):
        write(pair, by=cast.by(getattr(cast, who)))


def test_a_phase_is_reviewed_once(pair, write):
    write(pair)
    with pytest.raises(reviews.NothingToReview):
        write(pair)
    assert Review.objects.everywhere().count() == 1


def test_nobody_steps_back_up_from_the_first_phase(pair, write):
    with pytest.raises(reviews.NotReviewed):
        write(pair, step="back")


def test_the_page_says_what_each_step_would_mean(pair):
    page = review_page(pair, today=TODAY)
    assert (page.ended.number, list(page.steps), page.steps["hold"].beyond) == (8, ["hold"], False)
    assert page.steps["hold"].after[0] == date(2026, 11, 24)


def test_the_page_names_the_contacts_that_come_closer_so_that_the_agreed_end_stands(cast, pair, sign_in):
    assert review_page(pair, today=TODAY).steps["hold"].closer == (15,)
    page = sign_in(cast.denise_member).get(reverse("relationships-review", args=[pair.pk])).content.decode()
    assert (
        "To keep to that end, contact 15 comes a week sooner after the one before than the phase says."
        in page
    )


def test_a_bank_holiday_does_not_count_as_coming_closer(cast):
    """Christmas moves one to four days later, so that the next is ten days away: it is a fortnightly one still."""
    relationship = support(cast, cast.denise, cast.mos_place, start=date(2026, 9, 25))
    held(relationship, *range(1, 9))
    hold = review_page(relationship, today=date(2026, 11, 26)).steps["hold"]
    assert (date(2026, 12, 29) in hold.after, date(2027, 1, 8) in hold.after) == (True, True)
    assert hold.closer == (14, 15)


def due(cast, member, on=TODAY) -> list[tuple]:
    return [
        (one.ended.number, one.review is None, one.since) for one in due_reviews(actor=cast.by(member), on=on)
    ]


def test_a_review_is_due_from_the_end_of_the_phase(cast, pair):
    assert due(cast, cast.priya, on=date(2026, 11, 16)) == []
    assert due(cast, cast.priya) == [(8, True, date(2026, 11, 17))]


def test_once_the_next_phase_has_begun_nobody_is_asked_any_more(cast, pair):
    held(pair, 9)
    assert due(cast, cast.priya) == []


def test_no_review_of_a_phase_is_written_once_the_next_has_begun(pair, write):
    held(pair, 9)
    assert review_page(pair, today=TODAY).ended is None
    with pytest.raises(reviews.NothingToReview):
        write(pair, step="hold")


def test_a_step_that_is_decided_late_is_as_often_as_by_then(pair, write, decide):
    """Not one more weekly contact in the middle of the fortnightly ones."""
    review = write(pair, step="hold", both_agree=False)
    held(pair, 9)
    decide(review)
    assert list(pair.planned.order_by("number").values_list("phase", flat=True)) == [
        *[0] * 8, *[1] * 5, *[2] * 2,
    ]  # fmt: skip


def test_a_hold_in_a_pause_comes_after_it(cast, pair, write, monday):
    back_on = date(2027, 1, 12)
    changes.pause(
        relationship=pair, by=cast.by(cast.priya), at=monday, from_on=TODAY, until_on=back_on, why="Ill"
    )
    write(pair, step="hold", both_agree=False)
    reviews.decide(
        review=Review.objects.everywhere().get(), by=cast.by(cast.priya), at=monday, approve=True, why="Yes"
    )
    days = pair.planned.filter(number__gt=8).order_by("number").values_list("due_on", flat=True)
    assert list(days[:3]) == [back_on, date(2027, 1, 26), date(2027, 2, 9)]


def test_after_a_skip_a_hold_leaves_no_double_gap_and_everybody_can_be_planned_for(cast, pair, write, monday):
    """The first fortnightly contact is taken off; then both hold the weekly ones for one more."""
    changes_one.skip_one(planned=pair.planned.get(number=9), by=cast.by(cast.priya), at=monday, why="Away")
    write(pair, step="hold")
    rows = pair.planned.exclude(state="cancelled").filter(number__gt=8).order_by("number")
    assert [row.due_on for row in rows][:3] == [date(2026, 12, 8), date(2026, 12, 22), date(2027, 1, 5)]
    found = joined(
        taper=cast.taper, volunteer=cast.denise, role=cast.coach, start_on=TODAY, today=TODAY,
        running=running_of(cast.denise, by=cast.by(cast.priya)),
    )  # fmt: skip
    assert len(found.slots) == 14


def test_a_coordinator_reads_on_today_what_was_agreed_without_them(sign_in, cast, pair, write):
    write(pair, step="hold")
    text = sign_in(cast.priya).get("/today/").content.decode()
    assert "Denise Harper has written the step-down review: hold" in text
    later = [due(cast, cast.priya, on=TODAY + timedelta(days=days)) for days in (6, 7)]
    assert [(8, False, TODAY) in lines for lines in later] == [True, False]


def test_a_proposal_stays_on_the_list_until_it_is_decided(cast, over, write, decide):
    review = write(over, step="hold")
    waiting = due(cast, cast.priya)
    decide(review, approve=False)
    assert (waiting, due(cast, cast.priya)) == ([(14, False, TODAY)], [])


def test_other_schemes_and_areas_do_not_see_it(cast, pair):
    cast.mo.change(practice=cast.bridge)
    assert (due(cast, cast.tom), due(cast, cast.hilda)) == ([], [])


def test_the_list_takes_two_queries(cast, pair, django_assert_num_queries):
    actor = cast.by(cast.priya)
    with django_assert_num_queries(2):
        [one.relationship.patient.name for one in due_reviews(actor=actor, on=TODAY)]


def test_today_asks_for_the_review_and_then_for_the_decision(sign_in, cast, over, write):
    client = sign_in(cast.priya)
    assert "Monthly contacts are over. No review is written" in client.get("/today/").content.decode()
    review = write(over, step="hold")
    text = client.get("/today/").content.decode()
    assert "Step-down review waits for your decision" in text and f"/reviews/{review.pk}/decide/" in text


def test_a_coordinator_who_writes_it_is_led_to_the_decision(sign_in, cast, over):
    typed = {"how": "Wants to go on", "step": "hold", "both_agree": "yes"}
    answer = sign_in(cast.priya).post(reverse("relationships-review", args=[over.pk]), typed, follow=True)
    review = Review.objects.everywhere().get()
    assert answer.redirect_chain == [(reverse("reviews-decide", args=[review.pk]), 302)]
    assert "Nothing has changed yet: decide now." in answer.content.decode()


def test_before_the_decision_and_on_the_plan_it_is_said_which_contacts_come_oftener(
    cast, over, write, decide, sign_in
):
    review = write(over, step="back")
    client, words = sign_in(cast.priya), "2 weeks after the one before"
    asked = client.get(reverse("reviews-decide", args=[review.pk])).content.decode()
    place = reverse("people-plan", args=[over.patient_id])
    plain = client.get(place).content.decode()
    decide(review)
    assert [page.count(words) for page in (asked, plain, client.get(place).content.decode())] == [1, 0, 2]
