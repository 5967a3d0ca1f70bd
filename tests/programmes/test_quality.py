"""A monthly review: flags from the data with minimum numbers, each answered in words before it closes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from programmes.models import QualityReview
from programmes.selectors.quality import flags, months
from programmes.services import quality as services
from tests.cast import TODAY
from tests.programmes.builders import held, support
from tests.programmes.reviewing import ask_questions, logged, said
from tests.volunteers.claiming import NOW
from volunteers.models import Observation
from volunteers.services.recruitment_moves import step_down

OCTOBER = date(2026, 10, 1)
RULES = {"late_days": 3, "late_percent": 25, "least_percent": 70, "observe_months": 12, "least": 5}
IN_OCTOBER = datetime(2026, 10, 20, 12, tzinfo=UTC)


def review(cast, *, by=None, month=OCTOBER, team=None):
    about = {"month": month, "team": team, "at": NOW, "today": TODAY}
    return services.begin(by=by or cast.by(cast.priya), **about)


def seen(row):
    return [(flag.kind, flag.volunteer.first_name, flag.number, flag.out_of) for flag in flags(row)]


def watched(cast, *everybody):
    for who in everybody or (cast.denise, cast.abdul, cast.joan):
        Observation.make(
            scheme=cast.scheme, volunteer=who, observed_on=date(2026, 9, 1), observed_by=cast.priya
        )


def days(number):
    return [OCTOBER + timedelta(days=day) for day in range(number)]


def tuesdays_of_october(cast):
    return support(cast, cast.denise, cast.mos_place, start=date(2026, 9, 29))


def test_a_month_without_anything_flags_nothing_and_closes(cast):
    watched(cast)
    row = review(cast)
    assert seen(row) == []
    services.close(by=cast.by(cast.priya), review=row, at=NOW)
    row.refresh_from_db()
    assert (row.closed_by, row.closed_at) == ("Priya Nair", NOW)


def test_late_logs_are_flagged_only_when_there_are_enough_of_them(cast):
    watched(cast)
    relationship = tuesdays_of_october(cast)
    held(relationship, 1, 2, 3, 4, 5)
    logged(relationship, *days(2))
    logged(relationship, *days(2), late=4)
    assert seen(review(cast)) == []
    QualityReview.objects.of(cast.scheme).delete()
    logged(relationship, OCTOBER, late=3)  # three days are not late yet
    assert seen(review(cast)) == [("late", "Denise", 2, 5)]


def test_whoever_answers_a_flag_sees_the_contacts_that_it_counts(cast, sign_in):
    watched(cast)
    relationship = tuesdays_of_october(cast)
    held(relationship, 2, 3)
    logged(relationship, *days(4))
    logged(relationship, *days(2), late=4)
    services.set_rules(by=cast.by(cast.maria), at=NOW, **{**RULES, "late_percent": 10, "least": 3})
    client, row = sign_in(cast.priya), review(cast)
    tables = {
        flag.kind: client.get(reverse("flags-answer", args=[flag.pk])).context["table"].rows
        for flag in row.flags.all()
    }
    counted = {flag.kind: (flag.number, flag.out_of) for flag in row.flags.all()}
    assert {kind: len(rows) for kind, rows in tables.items()} == {
        "late": counted["late"][0],
        "dose": counted["dose"][1] - counted["dose"][0],
    }
    assert [cell.text for cell in tables["late"][0].cells] == [
        "Thu 1 Oct 2026",
        "Mo Ellis",
        "Logged 4 days later",
    ]


def test_a_low_dose_is_flagged(cast):
    watched(cast)
    held(tuesdays_of_october(cast), 2, 3)
    services.set_rules(by=cast.by(cast.maria), at=NOW, **{**RULES, "least": 4})
    assert seen(review(cast)) == [("dose", "Denise", 2, 4)]


def test_a_no_and_a_wish_to_talk_are_flagged(cast):
    watched(cast)
    ask_questions(cast)
    relationship = tuesdays_of_october(cast)
    said(cast, relationship, answer="yes", at=IN_OCTOBER)
    said(cast, relationship, answer="no", wants_talk=True, at=IN_OCTOBER)
    said(cast, relationship, answer="no")  # in November
    assert seen(review(cast)) == [("talk", "Denise", 0, 0), ("feedback", "Denise", 4, 4)]


def test_a_wish_to_talk_of_a_later_month_is_left_to_its_own_review(cast):
    watched(cast)
    ask_questions(cast)
    said(cast, tuesdays_of_october(cast), answer="yes", wants_talk=True)  # in November
    assert seen(review(cast)) == []


def test_whoever_was_not_observed_for_long_is_flagged_by_name_order(cast):
    watched(cast, cast.denise)
    assert seen(review(cast)) == [("observation", "Abdul", 0, 0), ("observation", "Joan", 0, 0)]


def test_it_closes_only_when_a_person_has_answered_each_flag_in_words(cast):
    by, row = cast.by(cast.priya), review(cast)
    first, *others = flags(row)
    services.answer(by=by, flag=first, words="Planned for Friday.", at=NOW, today=TODAY)
    with pytest.raises(services.ReviewRefused, match="Answer each"):
        services.close(by=by, review=row, at=NOW)
    with pytest.raises(services.ReviewRefused, match="Write what"):
        services.answer(by=by, flag=others[0], words="  ", at=NOW, today=TODAY)
    for flag in others:
        services.answer(by=by, flag=flag, words="Planned.", at=NOW, today=TODAY)
    services.close(by=by, review=row, at=NOW)
    with pytest.raises(services.ReviewRefused, match="closed"):
        services.answer(by=by, flag=first, words="Other words", at=NOW, today=TODAY)


def test_a_month_is_reviewed_once_after_it_is_over(cast):
    review(cast)
    review(cast, team=cast.harton)
    for team in (None, cast.harton):
        with pytest.raises(services.ReviewRefused, match="already"):
            review(cast, team=team)
    with pytest.raises(services.ReviewRefused, match="not over"):
        review(cast, month=TODAY)
    assert months(date(2026, 2, 3), 3) == [date(2026, 1, 1), date(2025, 12, 1), date(2025, 11, 1)]


def test_whoever_works_for_a_team_reviews_that_team_only(cast, sign_in):
    cast.denise.change(team=cast.central)
    whole, tom = review(cast), cast.by(cast.tom)
    with pytest.raises(NotAllowed):
        review(cast, by=tom, month=date(2026, 9, 1))
    own = review(cast, by=tom, team=cast.harton)
    assert "Denise" not in [flag.volunteer.first_name for flag in flags(own)]
    client = sign_in(cast.tom)
    places = [reverse("quality-detail", args=[row.pk]) for row in (whole, own)]
    assert [client.get(place).status_code for place in places] == [404, 200]


def test_rates_of_few_are_not_shown(sign_in, cast):
    watched(cast)
    ask_questions(cast)
    relationship = tuesdays_of_october(cast)
    held(relationship, 1, 2, 3, 4)
    logged(relationship, *days(4))
    for _ in range(4):
        said(cast, relationship, at=IN_OCTOBER)
    client = sign_in(cast.priya)
    page = client.get(reverse("quality-detail", args=[review(cast).pk])).content.decode()
    assert page.count("Too few to show (under 5)") == 2 + 4
    QualityReview.objects.of(cast.scheme).delete()
    logged(relationship, date(2026, 10, 9), late=9)
    said(cast, relationship, answer="partly", at=IN_OCTOBER)
    page = client.get(reverse("quality-detail", args=[review(cast).pk])).content.decode()
    assert ("4 of 5 (80%)" in page, "yes 4, partly 1" in page) == (True, True)


def test_a_review_is_begun_answered_and_closed_on_its_pages_and_stays_on_today_until_then(sign_in, cast):
    watched(cast, cast.denise, cast.abdul)
    client = sign_in(cast.priya)
    place = client.post(reverse("quality"), {"month": "2026-10-01", "team": ""}).headers["Location"]
    assert "1 flag without an answer" in client.get(reverse("today")).content.decode()
    (flag,) = flags(QualityReview.objects.of(cast.scheme).get())
    client.post(reverse("flags-answer", args=[flag.pk]), {"words": "Planned for Friday."})
    assert "Planned for Friday." in client.get(place).content.decode()
    client.post(f"{place}close/")
    assert "Quality, October 2026" not in client.get(reverse("today")).content.decode()


def test_more_volunteers_are_not_more_queries_on_the_list_of_reviews(
    sign_in, cast, django_assert_max_num_queries
):
    client = sign_in(cast.priya)
    review(cast)
    client.get(reverse("quality"))
    for month in (date(2026, 9, 1), date(2026, 8, 1), date(2026, 7, 1)):
        with django_assert_max_num_queries(9):
            client.get(reverse("quality"))
        review(cast, month=month)


def test_today_asks_for_the_next_review_once_reviews_have_begun(sign_in, cast):
    client, words = sign_in(cast.priya), "its review has not begun"
    assert words not in client.get(reverse("today")).content.decode()
    review(cast, month=date(2026, 9, 1))
    assert words in client.get(reverse("today")).content.decode()
    review(cast)
    assert words not in client.get(reverse("today")).content.decode()


def test_whoever_supported_somebody_in_the_month_is_in_it_also_when_they_have_left(cast):
    relationship = tuesdays_of_october(cast)
    held(relationship, 1, 2, 3, 4, 5)
    logged(relationship, *days(5))
    relationship.change(ended_on=date(2026, 11, 10), end_reason="finished")
    before = review(cast).figures
    QualityReview.objects.of(cast.scheme).delete()
    step_down(by=cast.by(cast.priya), volunteer=cast.denise, reason="time", at=NOW, today=TODAY)
    row = review(cast)
    assert (before["logged"], row.figures["logged"], row.figures["due"]) == (5, 5, before["due"])
    assert "Denise" not in [name for kind, name, *_ in seen(row) if kind == "not-observed"]
