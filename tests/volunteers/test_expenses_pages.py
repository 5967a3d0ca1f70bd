"""The pages of claims."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.cast import TODAY, make_volunteer
from tests.programmes.builders import mondays
from tests.volunteers.claiming import A_PDF, begin, drive, send, sent_claim, set_a_rate, spend
from tests.volunteers.test_expenses_decided import approve, pay
from tests.volunteers.test_recognition import talked
from volunteers.models import Claim, ClaimLine

A_DAY = {"on_day": "20", "on_month": "11", "on_year": "2026"}
A_COST = {**A_DAY, "category": "travel", "what": "Day ticket", "amount": "4.80", "purpose": "contact"}


def test_denise_claims_a_journey_on_her_phone(sign_in, cast):
    set_a_rate(cast)
    client = sign_in(cast.denise_member)
    place = client.post(reverse("expenses-start")).headers["Location"]
    journey = {**A_DAY, "start": "Home", "end": "Harton", "miles": "7.5", "purpose": "contact"}
    client.post(f"{place}add-journey/", journey)
    page = client.get(place).content.decode()
    assert ("7.5 miles at 45p" in page, "£3.38" in page) == (True, True)
    client.post(place, {"elsewhere_2026": "0"})
    assert "Waits for an answer" in client.get(reverse("expenses-own")).content.decode()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("receipt.exe", b"MZ", "must be a PDF, PNG or JPG"),
        ("receipt.pdf", b"<script>", "not what its name says"),
        ("receipt.png", A_PDF, "not what its name says"),
        ("receipt.pdf", A_PDF + b" " * 5 * 1024 * 1024, "larger than 5 MB"),
    ],
)
def test_a_file_that_is_no_receipt_is_refused(sign_in, cast, name, content, words):
    place = reverse("expenses-add-cost", args=[begin(cast).pk])
    sent = {**A_COST, "file": SimpleUploadedFile(name, content)}
    answer = sign_in(cast.denise_member).post(place, sent)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert ClaimLine.objects.of(cast.scheme).count() == 0


def test_a_cost_without_a_receipt_is_refused(sign_in, cast):
    answer = sign_in(cast.denise_member).post(reverse("expenses-add-cost", args=[begin(cast).pk]), A_COST)
    assert (answer.status_code, "Choose a file: the receipt" in answer.content.decode()) == (422, True)


def test_a_receipt_is_served_as_a_file_to_keep_to_its_owner_and_those_who_look_after_claims(client, cast):
    set_a_rate(cast)
    line = spend(cast, begin(cast))
    own, theirs = reverse("lines-receipt-own", args=[line.pk]), reverse("lines-receipt", args=[line.pk])

    def status(member, place):
        client.force_login(member.user)
        return client.get(place).status_code

    before = [status(cast.denise_member, own), status(cast.abdul_member, own), status(cast.priya, theirs)]
    line.claim.change(state="sent", sent_at="2026-11-23T09:00Z")
    after = [status(cast.priya, theirs), status(cast.hilda, theirs), status(cast.whitlock, theirs)]
    assert (before, after) == ([200, 404, 404], [200, 404, 403])
    client.force_login(cast.priya.user)
    answer = client.get(theirs)
    kept = f'attachment; filename="receipt-{line.file.pk}.pdf"'
    found = (answer.content, answer.headers["Content-Disposition"], answer.headers["X-Content-Type-Options"])
    assert found == (A_PDF, kept, "nosniff")


def test_a_draft_is_nobodys_business_yet(sign_in, cast):
    claim = begin(cast)
    assert sign_in(cast.priya).get(reverse("expenses-detail", args=[claim.pk])).status_code == 404


def test_priya_approves_the_sum_on_the_page_and_is_told_when_it_changed(sign_in, cast):
    rate = set_a_rate(cast)
    claim = sent_claim(cast)
    client, place = sign_in(cast.priya), reverse("expenses-detail", args=[claim.pk])
    assert "Approve £5.40" in client.get(place).content.decode()
    rate.change(first_pence=40)
    send = {"pence": "540", "back": place}
    refused = client.post(reverse("expenses-approve", args=[claim.pk]), send, follow=True)
    assert ("has changed" in refused.content.decode(), "Approve £4.80" in refused.content.decode()) == (
        True,
        True,
    )
    done = client.post(reverse("expenses-approve", args=[claim.pk]), {"pence": "480"}, follow=True)
    assert "claim of £4.80 is approved" in done.content.decode()


def test_a_claim_that_looks_like_another_says_so(sign_in, cast):
    set_a_rate(cast)
    first, second = sent_claim(cast), sent_claim(cast)
    client = sign_in(cast.priya)
    found = [
        client.get(reverse("expenses-detail", args=[row.pk])).content.decode() for row in (first, second)
    ]
    words = "Looks like one of another claim"
    assert [words in page for page in found] == [True, True]
    second.lines.all().delete()
    assert words not in client.get(reverse("expenses-detail", args=[first.pk])).content.decode()


def test_a_journey_to_a_contact_on_a_day_without_one_says_so_and_nothing_about_health(sign_in, cast):
    set_a_rate(cast)
    claim = begin(cast)
    drive(cast, claim)
    drive(cast, claim, on=TODAY - timedelta(days=7))
    talked(mondays(cast), TODAY)
    send(cast, claim)
    page = sign_in(cast.priya).get(reverse("expenses-detail", args=[claim.pk])).content.decode()
    assert (page.count("No contact is logged that day"), "Ellis" in page, "COPD" in page) == (1, False, False)


def test_the_list_is_narrowed_by_name_and_state(sign_in, cast):
    set_a_rate(cast)
    approve(cast, sent_claim(cast, "abdul"), 540)
    sent_claim(cast)

    def names(query):
        page = sign_in(cast.priya).get(reverse("expenses") + query).content.decode()
        return ("Denise Harper" in page, "Abdul Rahman" in page)

    found = [names(query) for query in ("", "?state=sent", "?state=approved", "?q=rahman", "?state=nonsense")]
    assert found == [(True, True), (True, False), (False, True), (False, True), (True, True)]


def test_more_claims_are_not_more_queries(sign_in, cast, django_assert_max_num_queries):
    set_a_rate(cast)
    sent_claim(cast)
    client = sign_in(cast.priya)
    client.get(reverse("expenses"))
    with django_assert_max_num_queries(14):
        client.get(reverse("expenses"))
    for name in ("Ida Moss", "Kit Vane", "Lea Park"):
        volunteer = make_volunteer(cast, name, cast.coach, renew_by=cast.denise.checks.get().renew_by_on)
        setattr(cast, name.split()[0].lower(), volunteer)
        sent_claim(cast, name.split()[0].lower())
    with django_assert_max_num_queries(14):
        client.get(reverse("expenses"))


def test_a_spreadsheet_for_finance_has_a_row_a_line_and_no_formula(sign_in, cast):
    set_a_rate(cast, threshold=5)
    claim = sent_claim(cast)
    claim.lines.update(start="=cmd()")
    sent_claim(cast, "abdul")
    pay(cast, [approve(cast, claim, 5 * 45 + 7 * 25)])
    text = sign_in(cast.maria).get(reverse("expenses-export")).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    names = ("claim", "volunteer", "from", "miles", "miles at first rate", "first rate, pence", "pounds")
    expected = (claim.reference, "Denise Harper", "'=cmd()", "12.0", "5.0", "45", "4.00")
    assert [tuple(row[name] for name in names) for row in rows] == [expected]


def test_the_spreadsheet_has_what_is_on_the_screen(sign_in, cast):
    set_a_rate(cast)
    for who in ("denise", "abdul"):
        approve(cast, sent_claim(cast, who), 540)
    pay(cast, [Claim.objects.of(cast.scheme).get(volunteer=cast.denise)])
    client = sign_in(cast.maria)

    def names(**asked) -> list[str]:
        link = client.get(reverse("expenses"), asked).context["export"]
        rows = csv.DictReader(io.StringIO(client.get(link.href).content.decode("utf-8-sig")))
        return [row["volunteer"] for row in rows]

    assert (names(), names(state="approved"), names(state="paid"), names(q="rahman", state="paid")) == (
        ["Denise Harper", "Abdul Rahman"], ["Abdul Rahman"], ["Denise Harper"], [],
    )  # fmt: skip
    assert client.get(reverse("expenses"), {"state": "sent"}).context["export"] is None


def test_the_volunteers_page_shows_totals_by_tax_year(sign_in, cast):
    set_a_rate(cast)
    approve(cast, sent_claim(cast), 540)
    page = sign_in(cast.priya).get(reverse("volunteers-expenses", args=[cast.denise.pk])).content.decode()
    assert "£5.40: 12 miles for £5.40, costs £0.00" in page


def test_today_names_each_claim_that_waits_but_not_to_an_auditor(client, cast):
    set_a_rate(cast)
    claim = sent_claim(cast)

    def page(member):
        client.force_login(member.user)
        return client.get(reverse("today")).content.decode()

    assert (claim.reference in page(cast.priya), claim.reference in page(cast.ana)) == (True, False)


def test_a_journey_without_a_rate_says_so_on_every_page(sign_in, cast):
    rate = set_a_rate(cast)
    claim = sent_claim(cast)
    rate.delete()
    client = sign_in(cast.priya)
    page = client.get(reverse("expenses-detail", args=[claim.pk])).content.decode()
    assert ("No rate for this day" in page, "Approve" in page) == (True, False)
    assert "No rate yet" in client.get(reverse("expenses")).content.decode()


def test_drive_is_refused_when_the_form_says_nonsense(sign_in, cast):
    claim = begin(cast)
    answer = sign_in(cast.denise_member).post(
        reverse("expenses-add-journey", args=[claim.pk]), {"miles": "-3"}
    )
    assert (answer.status_code, claim.lines.count()) == (422, 0)
    drive(cast, claim)
    assert claim.lines.count() == 1
