"""The eligibility gate: one answer for one volunteer and for many."""

from datetime import date, timedelta
from types import SimpleNamespace

from django.urls import reverse

from tests.cast import TODAY, also_holds, make_volunteer
from volunteers.choices import INTERVIEW, READY
from volunteers.models import Agreement, Check, HeldRole, Leave, Training
from volunteers.presenters.volunteers import outlooks
from volunteers.selectors import eligibility
from volunteers.selectors.gate import evidence_of
from volunteers.selectors.volunteers import Outlook

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def codes(volunteer, role, on=TODAY) -> list[str]:
    return [reason.code for reason in eligibility(volunteer, role, on).reasons]


def words(volunteer, role, on=TODAY) -> str:
    return eligibility(volunteer, role, on).words


def test_a_volunteer_with_everything_in_date_may_be_matched(cast):
    assert eligibility(cast.denise, cast.coach, TODAY).ok


def test_somebody_ready_but_not_yet_active_may_be_matched(cast):
    cast.denise.change(stage=READY)
    assert eligibility(cast.denise, cast.coach, TODAY).ok


def test_a_role_that_is_not_held_is_a_reason(cast):
    cast.befriender.change(needs_training=False, needs_agreement=False)
    assert codes(cast.denise, cast.befriender) == ["role"]


def test_a_role_counts_to_its_last_day_and_no_longer(cast):
    HeldRole.objects.of(cast.scheme).filter(volunteer=cast.denise).update(until_on=TODAY)
    assert (codes(cast.denise, cast.coach), codes(cast.denise, cast.coach, TOMORROW)) == ([], ["role"])


def test_a_role_held_from_a_later_day_says_when(cast):
    HeldRole.objects.of(cast.scheme).filter(volunteer=cast.denise).update(since_on=TOMORROW)
    assert eligibility(cast.denise, cast.coach, TODAY).reasons[0].changes_on == TOMORROW


def test_a_stage_before_readiness_is_a_reason(cast):
    cast.denise.change(stage=INTERVIEW)
    assert words(cast.denise, cast.coach) == "Not ready: interview"


def test_a_lapsed_check_says_when_it_ran_out(cast):
    assert words(cast.joan, cast.befriender) == "Enhanced check ran out on 1 October 2026"


def test_a_check_counts_on_the_day_to_renew_it_by(cast):
    Check.objects.of(cast.scheme).filter(volunteer=cast.denise).update(renew_by_on=TODAY)
    on_the_day, after = codes(cast.denise, cast.coach), codes(cast.denise, cast.coach, TOMORROW)
    assert (on_the_day, after) == ([], ["check-lapsed"])


def test_a_missing_check_is_a_reason(cast):
    Check.objects.of(cast.scheme).filter(volunteer=cast.denise).delete()
    assert words(cast.denise, cast.coach) == "Enhanced check is missing"


def test_a_check_of_a_lower_level_is_not_enough(cast):
    Check.objects.of(cast.scheme).filter(volunteer=cast.denise).update(level="standard")
    assert words(cast.denise, cast.coach) == "The check is not enhanced, as the role needs"


def test_a_check_of_a_higher_level_is_enough(cast):
    cast.coach.change(check_level="basic")
    assert codes(cast.denise, cast.coach) == []


def test_a_role_without_a_check_needs_none(cast):
    cast.coach.change(check_level="none")
    Check.objects.of(cast.scheme).filter(volunteer=cast.denise).delete()
    assert codes(cast.denise, cast.coach) == []


def test_unfinished_training_and_agreement_are_reasons_where_the_role_needs_them(cast):
    Training.objects.of(cast.scheme).filter(volunteer=cast.denise).delete()
    Agreement.objects.of(cast.scheme).filter(volunteer=cast.denise).delete()
    needed = codes(cast.denise, cast.coach)
    cast.coach.change(needs_training=False, needs_agreement=False)
    assert (needed, codes(cast.denise, cast.coach)) == (["training-none", "agreement-none"], [])


def test_training_that_was_to_be_refreshed_is_a_reason(cast):
    Training.objects.of(cast.scheme).filter(volunteer=cast.denise).update(refresh_by_on=YESTERDAY)
    assert words(cast.denise, cast.coach) == "Training was to be refreshed by 22 November 2026"


def test_leave_is_a_reason_that_passes_the_day_after_it(cast):
    Leave.make(scheme=cast.scheme, volunteer=cast.denise, starts_on=YESTERDAY, ends_on=TOMORROW)
    reason = eligibility(cast.denise, cast.coach, TODAY).reasons[0]
    assert (reason.words, reason.changes_on) == ("On leave until 24 November 2026", date(2026, 11, 25))


def test_all_reasons_are_given_at_once(cast):
    cast.joan.change(stage=INTERVIEW)
    assert codes(cast.joan, cast.coach) == [
        "role",
        "stage",
        "check-lapsed",
        "training-none",
        "agreement-none",
    ]


def test_many_get_the_same_answers_as_one(cast):
    Leave.make(scheme=cast.scheme, volunteer=cast.abdul, starts_on=YESTERDAY, ends_on=TOMORROW)
    people = [cast.denise, cast.abdul, cast.joan]
    for role in (cast.coach, cast.befriender):
        for on in (date(2020, 1, 1), YESTERDAY, TODAY, date(2028, 3, 1), date(2030, 1, 1)):
            alone = {one.pk: eligibility(one, role, on) for one in people}
            read = evidence_of(people)
            together = {key: eligibility(evidence, role, on) for key, evidence in read.items()}
            assert together == alone
            assert [together[one.pk].changes_on for one in people] == [a.changes_on for a in alone.values()]


def test_many_take_as_many_queries_as_one(cast, django_assert_num_queries):
    for number in range(8):
        make_volunteer(cast, f"Extra{number} Person", cast.coach, renew_by=date(2028, 1, 1))
    people = list(type(cast.denise).objects.of(cast.scheme))
    with django_assert_num_queries(13):
        eligibility(cast.denise, cast.coach, TODAY)
    with django_assert_num_queries(13):
        [eligibility(evidence, cast.coach, TODAY) for evidence in evidence_of(people).values()]


def test_nobody_needs_no_database():
    assert evidence_of([]) == {}


# --- Until when ---------------------------------------------------------------------------------


def test_yes_says_on_which_day_it_becomes_no(cast):
    cast.denise.checks.update(renew_by_on=date(2026, 12, 16))
    assert eligibility(cast.denise, cast.coach, TODAY).changes_on == date(2026, 12, 17)


def test_no_says_on_which_day_it_becomes_yes_when_nothing_else_is_in_the_way(cast):
    Leave.make(scheme=cast.scheme, volunteer=cast.denise, starts_on=TODAY, ends_on=date(2026, 12, 4))
    assert eligibility(cast.denise, cast.coach, TODAY).changes_on == date(2026, 12, 5)
    cast.denise.checks.all().delete()
    assert eligibility(cast.denise, cast.coach, TODAY).changes_on is None


def test_the_day_is_the_first_on_which_the_answer_is_another_one(cast):
    Leave.make(
        scheme=cast.scheme, volunteer=cast.denise, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 4)
    )
    also_holds(cast, cast.joan, cast.coach, since_on=TODAY, until_on=date(2027, 2, 1))
    for one, role in ((cast.denise, cast.coach), (cast.abdul, cast.coach), (cast.joan, cast.coach)):
        evidence = evidence_of([one])[one.pk]
        for on in (TODAY, date(2026, 12, 2), date(2026, 12, 5)):
            days = (on + timedelta(days=number) for number in range(1, 1200))
            first = next(
                (
                    day
                    for day in days
                    if eligibility(evidence, role, day).ok != eligibility(evidence, role, on).ok
                ),
                None,
            )
            assert eligibility(one, role, on).changes_on == first


def test_two_texts_to_sign_are_said_once():
    line = Outlook("Coach", ok=True, changes_on=date(2026, 12, 15), then=("agreement", "agreement", "leave"))
    assert said_of(line) == (
        "May be given somebody new, up to Mon 14 Dec 2026: then a new text is to be signed, they are away"
    )


def said_of(line: Outlook) -> str:
    who = SimpleNamespace(volunteer=SimpleNamespace(stage=READY), outlooks=(line,))
    return outlooks(who)[0].value


def test_the_record_and_the_volunteer_read_until_when(cast, sign_in):
    cast.denise.checks.update(renew_by_on=date(2026, 12, 16))
    said = "May be given somebody new, up to Wed 16 Dec 2026: then the check runs out"
    record = sign_in(cast.priya).get(reverse("volunteers-detail", args=[cast.denise.pk]))
    mine = sign_in(cast.denise_member).get(reverse("my-details"))
    assert [fact.value for fact in record.context["outlooks"]] == [said]
    assert [fact.value for fact in mine.context["outlooks"]] == [said]
