"""Claims of people who cannot claim themselves: without an account, or gone. And an approval taken back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from peersupport.reporting.selectors.today import tasks
from tests.volunteers.claiming import A_PDF, NOW, begin, drive, sent_claim, set_a_rate
from tests.volunteers.joining import about
from tests.volunteers.test_expenses_decided import approve, pay
from tests.volunteers.test_expenses_pages import A_COST, A_DAY
from volunteers.models import Claim
from volunteers.selectors.expenses import waiting
from volunteers.selectors.expenses_priced import priced
from volunteers.services import expenses
from volunteers.services.expenses_decided import DecisionRefused, send_back
from volunteers.services.recruitment_moves import step_down


def lets_go(cast, who="denise"):
    step_down(**about(cast), volunteer=getattr(cast, who), reason="time")
    getattr(cast, who).refresh_from_db()


def open_ones(cast) -> list[Claim]:
    return [one.row for one in tasks(actor=cast.by(cast.priya), at=NOW) if one.kind == "claim-open"]


def test_priya_enters_a_claim_with_its_receipt_for_somebody_without_an_account(sign_in, cast):
    set_a_rate(cast)
    cast.denise.change(user=None)
    client = sign_in(cast.priya)
    place = client.post(reverse("volunteers-claim", args=[cast.denise.pk])).headers["Location"]
    client.post(f"{place}cost/", {**A_COST, "file": SimpleUploadedFile("a.pdf", A_PDF)})
    client.post(f"{place}journey/", {**A_DAY, "start": "A", "end": "B", "miles": "10", "purpose": "contact"})
    page = client.get(place).content.decode()
    client.post(place, {"elsewhere_2026": "0"})
    claim = Claim.objects.of(cast.scheme).get()
    assert ("For Denise Harper" in page, "£9.30" in page) == (True, True)
    assert (claim.state, claim.entered_by, priced(claim).pence) == ("sent", cast.priya, 930)


def test_a_line_entered_by_mistake_is_taken_out_and_the_receipt_can_be_opened(sign_in, cast):
    cast.denise.change(user=None)
    client = sign_in(cast.priya)
    place = client.post(reverse("volunteers-claim", args=[cast.denise.pk])).headers["Location"]
    client.post(f"{place}cost/", {**A_COST, "file": SimpleUploadedFile("a.pdf", A_PDF)})
    line = Claim.objects.of(cast.scheme).get().lines.get()
    receipt = client.get(reverse("lines-receipt", args=[line.pk])).content
    page = client.get(place).content.decode()
    client.post(reverse("lines-take-out", args=[line.pk]))
    assert (receipt, reverse("lines-take-out", args=[line.pk]) in page) == (A_PDF, True)
    assert Claim.objects.of(cast.scheme).get().lines.count() == 0


def test_whoever_entered_a_claim_does_not_approve_it(cast):
    set_a_rate(cast)
    claim = begin(cast)
    drive(cast, claim)
    lets_go(cast)
    expenses.send(by=cast.by(cast.priya), claim=claim, elsewhere={2026: 0}, at=NOW, today=NOW.date())
    with pytest.raises(DecisionRefused, match="You entered this claim"):
        approve(cast, claim, 540)
    assert list(waiting(actor=cast.by(cast.priya))) == []
    assert list(waiting(actor=cast.by(cast.maria))) == [claim]


def test_a_claim_of_somebody_with_an_account_is_theirs_to_fill(cast, sign_in):
    answer = sign_in(cast.priya).post(reverse("volunteers-claim", args=[cast.denise.pk]), follow=True)
    assert "has an account, and claims there" in answer.content.decode()
    assert Claim.objects.of(cast.scheme).count() == 0


def test_a_claim_that_was_sent_back_is_put_right_for_somebody_who_has_left(sign_in, cast):
    set_a_rate(cast)
    claim = sent_claim(cast)
    send_back(by=cast.by(cast.priya), claim=claim, because="Which library?", at=NOW)
    before = open_ones(cast)
    lets_go(cast)
    client = sign_in(cast.priya)
    page = client.get(reverse("expenses-detail", args=[claim.pk])).content.decode()
    client.post(reverse("expenses-fill", args=[claim.pk]), {"elsewhere_2026": "0"})
    claim.refresh_from_db()
    assert (before, "Put it right for them" in page, claim.state) == ([], True, "sent")


def test_today_names_open_claims_of_those_who_have_left_and_no_empty_ones(cast):
    set_a_rate(cast)
    begin(cast, "abdul")
    claim = begin(cast)
    drive(cast, claim)
    lets_go(cast)
    lets_go(cast, "abdul")
    assert open_ones(cast) == [claim]


def test_let_them_go_names_what_they_have_not_been_paid(sign_in, cast):
    set_a_rate(cast)
    first, second = sent_claim(cast), sent_claim(cast)
    pay(cast, [approve(cast, first, 540)])
    page = sign_in(cast.priya).get(reverse("volunteers-step-down", args=[cast.denise.pk]))
    assert page.context["notes"] == [
        f"Claims that are not paid yet: {second.reference} (waits for an answer). "
        "They are paid as before. One that is not sent yet you can send for them, under Expenses."
    ]


def test_an_approval_is_taken_back_until_it_is_paid_and_the_miles_are_priced_anew(cast):
    rate = set_a_rate(cast)
    claim = approve(cast, sent_claim(cast), 540)
    send_back(by=cast.by(cast.priya), claim=claim, because="Approved by mistake", at=NOW)
    rate.change(first_pence=50)
    claim.refresh_from_db()
    assert (claim.state, claim.pence, priced(claim).pence) == ("returned", None, 600)


def test_the_page_of_an_approved_claim_offers_to_take_the_approval_back(sign_in, cast):
    set_a_rate(cast)
    claim = approve(cast, sent_claim(cast), 540)
    client, place = sign_in(cast.priya), reverse("expenses-detail", args=[claim.pk])
    before = client.get(place).content.decode()
    client.post(reverse("expenses-send-back", args=[claim.pk]), {"because": "A mistake"})
    claim.refresh_from_db()
    assert ("Take the approval back" in before, claim.state) == (True, "returned")
    assert "Take the approval back" not in client.get(place).content.decode()


def test_a_coordinator_of_another_area_enters_no_claim(cast, sign_in):
    cast.denise.change(user=None, team=cast.central)
    answer = sign_in(cast.tom).post(reverse("volunteers-claim", args=[cast.denise.pk]))
    assert (answer.status_code, Claim.objects.of(cast.scheme).count()) == (404, 0)
