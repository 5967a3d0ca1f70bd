"""A volunteer's claim: begun, filled, sent."""

from datetime import date, timedelta

import pytest

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from tests.cast import TODAY
from tests.volunteers.claiming import A_PDF, NOW, begin, drive, send, sent_claim, set_a_rate, spend
from volunteers.models import ClaimFile, MilesElsewhere
from volunteers.selectors.expenses_priced import priced
from volunteers.services import expenses


def test_whoever_has_a_claim_that_was_not_sent_gets_that_one(cast):
    assert begin(cast) == begin(cast)


def test_a_sent_claim_leaves_room_for_the_next(cast):
    set_a_rate(cast)
    assert sent_claim(cast) != begin(cast)


def test_journeys_and_costs_add_up(cast):
    set_a_rate(cast)
    claim = begin(cast)
    drive(cast, claim)
    spend(cast, claim)
    assert priced(claim).pence == 540 + 480


def test_a_receipt_is_kept_under_a_name_of_ours_and_found_when_it_is_sent_twice(cast):
    claim = begin(cast)
    line = spend(cast, claim)
    file = ClaimFile.objects.of(cast.scheme).get(line=line)
    assert (file.kind, file.size, bytes(file.content)) == ("pdf", len(A_PDF), A_PDF)
    with pytest.raises(expenses.ClaimRefused, match="with this receipt already"):
        spend(cast, claim)


@pytest.mark.parametrize(
    ("on", "words"),
    [(TODAY + timedelta(days=1), "in the future"), (date(2025, 11, 22), "more than a year ago")],
)
def test_a_day_that_cannot_be_claimed_for_is_refused(cast, on, words):
    with pytest.raises(expenses.ClaimRefused, match=words):
        drive(cast, begin(cast), on=on)


def test_a_line_can_be_taken_out_until_the_claim_is_sent(cast):
    set_a_rate(cast)
    claim = begin(cast)
    line, ticket = drive(cast, claim), spend(cast, claim)
    expenses.remove_line(by=cast.by(cast.denise_member), line=ticket)
    assert list(claim.lines.all()) == [line]
    send(cast, claim)
    with pytest.raises(expenses.ClaimRefused, match="cannot be changed"):
        expenses.remove_line(by=cast.by(cast.denise_member), line=line)


def test_an_empty_claim_is_not_sent(cast):
    with pytest.raises(expenses.ClaimRefused, match="nothing in this claim"):
        send(cast, begin(cast))


def test_a_journey_without_a_rate_is_not_sent(cast):
    set_a_rate(cast, from_on=TODAY + timedelta(days=1))
    claim = begin(cast)
    drive(cast, claim)
    with pytest.raises(expenses.ClaimRefused, match="has not set what a mile is worth"):
        send(cast, claim)


def test_miles_claimed_elsewhere_must_be_said_for_each_tax_year(cast):
    set_a_rate(cast, from_on=date(2025, 4, 6))
    claim = begin(cast)
    drive(cast, claim)
    drive(cast, claim, on=date(2026, 4, 5))
    with pytest.raises(expenses.ClaimRefused, match="other organisations"):
        send(cast, claim)
    by = cast.by(cast.denise_member)
    expenses.send(by=by, claim=claim, elsewhere={2025: 40, 2026: 0}, at=NOW, today=TODAY)
    rows = MilesElsewhere.objects.of(cast.scheme).order_by("year", "pk").values_list("year", "miles")
    assert list(rows) == [(2025, 40), (2026, 0)]


def test_nobody_fills_the_claim_of_somebody_else(cast):
    claim = begin(cast)
    facts = {"start": "A", "end": "B", "tenths": 10, "purpose": "other"}
    with pytest.raises(NotAllowed):
        expenses.add_journey(by=cast.by(cast.abdul_member), claim=claim, on=TODAY, **facts, today=TODAY)
    with pytest.raises(NotAllowed):
        expenses.begin(by=cast.by(cast.abdul_member), volunteer=cast.denise, at=NOW)


def test_the_audit_knows_that_a_claim_was_sent_and_no_place(cast):
    set_a_rate(cast)
    claim = sent_claim(cast)
    event = Event.objects.get(action="claim.sent")
    assert (event.key, event.person_key, event.detail) == (
        claim.pk,
        cast.denise.pk,
        {"lines": 1, "years": [2026]},
    )
