"""Claims approved, sent back and paid, and the threshold of a tax year."""

from datetime import date, timedelta

import pytest

from peersupport.accounts.gates import NotAllowed
from peersupport.accounts.models import Membership
from peersupport.core.errors import MoveNotAllowed
from peersupport.messaging.models import Message
from tests.cast import TODAY
from tests.volunteers.claiming import NOW, begin, drive, send, sent_claim, set_a_rate, spend
from volunteers.models import MileageRate, PayRun
from volunteers.selectors.expenses import totals, waiting
from volunteers.selectors.expenses_priced import priced
from volunteers.services import expenses_decided as services
from volunteers.services.expenses_rates import RateRefused, set_rate


def approve(cast, claim, pence):
    return services.approve(by=cast.by(cast.priya), claim=claim, pence=pence, at=NOW)


def pay(cast, claims, **more):
    facts = {"reference": "PS-2026-11", "paid_on": TODAY, "at": NOW, "today": TODAY, **more}
    return services.pay(by=cast.by(cast.maria), claims=claims, **facts)


def test_miles_claimed_elsewhere_push_a_journey_over_the_threshold(cast):
    set_a_rate(cast)
    claim = sent_claim(cast, elsewhere=9_995)
    assert priced(claim).pence == 5 * 45 + 7 * 25


def test_miles_approved_before_count_for_the_next_claim(cast):
    set_a_rate(cast, threshold=15)
    first, second = sent_claim(cast), sent_claim(cast)
    approve(cast, first, 540)
    assert priced(second).pence == 3 * 45 + 9 * 25


def test_another_volunteers_miles_and_another_tax_years_do_not_count(cast):
    set_a_rate(cast, from_on=date(2025, 4, 6), threshold=15)
    approve(cast, sent_claim(cast, "abdul"), 540)
    old = begin(cast)
    drive(cast, old, on=date(2026, 4, 5))
    approve(cast, send(cast, old, year=2025), 540)
    assert priced(sent_claim(cast)).pence == 540


def test_a_late_rate_does_not_change_a_claim_that_was_approved(cast):
    set_a_rate(cast)
    approved, open_one = sent_claim(cast), sent_claim(cast)
    approve(cast, approved, 540)
    facts = {"from_on": date(2026, 4, 6), "first_pence": 50, "threshold_miles": 10_000, "then_pence": 30}
    set_rate(by=cast.by(cast.maria), **facts, at=NOW)
    approved.refresh_from_db()
    line = approved.lines.get()
    assert (priced(approved).pence, line.first_pence, line.first_tenths) == (540, 45, 120)
    assert priced(open_one).pence == 600


def test_a_sum_that_changed_since_the_page_was_opened_is_not_approved(cast):
    rate = set_a_rate(cast)
    claim = sent_claim(cast)
    rate.change(first_pence=40)
    with pytest.raises(services.DecisionRefused, match="has changed"):
        approve(cast, claim, 540)


def test_nobody_answers_or_pays_their_own_claim(cast):
    set_a_rate(cast)
    about = {"scheme": cast.scheme, "user": cast.denise.user, "starts_on": TODAY}
    as_manager = cast.by(Membership.make(**about, role="manager"))
    claim = sent_claim(cast)
    assert list(waiting(actor=as_manager)) == []
    with pytest.raises(services.DecisionRefused, match="your own claim"):
        services.approve(by=as_manager, claim=claim, pence=540, at=NOW)
    with pytest.raises(services.DecisionRefused, match="your own claim"):
        services.send_back(by=as_manager, claim=claim, because="?", at=NOW)
    facts = {"reference": "A", "paid_on": TODAY, "at": NOW, "today": TODAY}
    with pytest.raises(services.DecisionRefused, match="your own"):
        services.pay(by=as_manager, claims=[approve(cast, claim, 540)], **facts)


def test_a_claim_that_is_sent_back_can_be_changed_and_sent_again(cast):
    set_a_rate(cast)
    claim = sent_claim(cast)
    because = "The library is 10 miles away"
    claim = services.send_back(by=cast.by(cast.priya), claim=claim, because=because, at=NOW)
    assert (claim.state, claim.returned_because) == ("returned", because)
    spend(cast, claim)
    claim = send(cast, claim)
    assert (claim.state, approve(cast, claim, 540 + 480).returned_because) == ("sent", "")


def test_the_volunteer_gets_a_message_for_each_answer_without_a_sum_or_a_reason(cast):
    set_a_rate(cast)
    claim = approve(cast, sent_claim(cast), 540)
    pay(cast, [claim])
    rows = Message.objects.of(cast.scheme).filter(template="claim_answered")
    place = f"/my-expenses/{claim.pk}/"
    assert [(row.recipient_key, row.link, row.day) for row in rows] == [(cast.denise.pk, place, TODAY)] * 2


def test_approved_claims_are_paid_together_and_once(cast):
    set_a_rate(cast)
    claims = [approve(cast, sent_claim(cast, who), 540) for who in ("denise", "abdul")]
    run = pay(cast, claims)
    assert (run.pence, run.reference, {row.state for row in run.claims.all()}) == (
        1080,
        "PS-2026-11",
        {"paid"},
    )
    with pytest.raises(services.DecisionRefused, match="this reference already"):
        pay(cast, claims)
    with pytest.raises(services.DecisionRefused, match="not waiting for payment"):
        pay(cast, claims, reference="PS-2026-12")
    assert PayRun.objects.of(cast.scheme).count() == 1


def test_a_claim_is_not_paid_before_it_is_approved_nor_in_the_future(cast):
    set_a_rate(cast)
    claim = sent_claim(cast)
    with pytest.raises(services.DecisionRefused, match="not waiting for payment"):
        pay(cast, [claim])
    with pytest.raises(services.DecisionRefused, match="future"):
        pay(cast, [approve(cast, claim, 540)], paid_on=TODAY + timedelta(days=1))


def test_only_a_manager_pays_and_only_those_who_work_claims_approve(cast):
    set_a_rate(cast)
    claim = sent_claim(cast)
    with pytest.raises(NotAllowed):
        services.approve(by=cast.by(cast.ana), claim=claim, pence=540, at=NOW)
    facts = {"reference": "A", "paid_on": TODAY, "at": NOW, "today": TODAY}
    with pytest.raises(NotAllowed):
        services.pay(by=cast.by(cast.priya), claims=[approve(cast, claim, 540)], **facts)


def test_a_claim_is_approved_once(cast):
    set_a_rate(cast)
    claim = sent_claim(cast)
    approve(cast, claim, 540)
    with pytest.raises(MoveNotAllowed):
        approve(cast, claim, 540)


def test_totals_are_by_tax_year_and_of_approved_claims_only(cast):
    set_a_rate(cast, from_on=date(2025, 4, 6))
    claim = begin(cast)
    drive(cast, claim)
    spend(cast, claim)
    approve(cast, send(cast, claim), 1020)
    old = begin(cast)
    drive(cast, old, on=date(2026, 4, 5), tenths=100)
    approve(cast, send(cast, old, year=2025), 450)
    sent_claim(cast)
    found = [(row.year, row.tenths, row.journeys, row.costs) for row in totals(cast.denise)]
    assert found == [(2026, 120, 540, 480), (2025, 100, 450, 0)]


def test_a_rate_is_put_right_by_setting_its_day_again(cast):
    by, facts = cast.by(cast.maria), {"from_on": date(2026, 4, 6), "threshold_miles": 10_000, "at": NOW}
    set_rate(by=by, first_pence=54, then_pence=25, **facts)
    set_rate(by=by, first_pence=45, then_pence=25, **facts)
    assert MileageRate.objects.of(cast.scheme).get().first_pence == 45
    with pytest.raises(RateRefused, match="higher than the first"):
        set_rate(by=by, first_pence=25, then_pence=45, **facts)
