"""The clinician's pages: refer in three minutes, then see what became of everybody."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from peersupport.accounts.models import Practice
from peersupport.core.kept import typed_by
from programmes.models import Referral
from tests.programmes.test_referrals import accept, receive

NEW = "/referrals/new/"
TYPED = {
    "nhs_number": "654 100 3238",
    "nhs_number_reason": "",
    "first_name": "Amina",
    "last_name": "Yusuf",
    "practice": "Harton Surgery (A99017)",
    "born_on_day": "9",
    "born_on_month": "2",
    "born_on_year": "1988",
    "phone": "01632 960 777",
    "conditions": ["copd"],
    "reason": "Newly diagnosed, wants to hear how others manage",
    "urgency": "routine",
    "consent": ["share", "tell"],
    "times": ["am"],
}


def words_of(response) -> str:
    """What stands on the page, without markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def queries_of(client, place: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(place).status_code == 200
    return len(queries)


# --- Refer --------------------------------------------------------------------------------------


def test_a_clinician_refers_on_one_page_and_gets_a_reference(cast, sign_in):
    response = sign_in(cast.whitlock).post(NEW, TYPED, follow=True)
    referral = Referral.objects.of(cast.scheme).get()
    assert (response.redirect_chain, referral.reference in words_of(response)) == (
        [(f"/referrals/{referral.pk}/receipt/", 302)],
        True,
    )


def test_everything_that_was_typed_is_kept(cast, sign_in):
    more = {
        "called": "Mina",
        "modes": ["phone", "text"],
        "needs": ["large-print"],
        "wishes": ["my-age"],
        "matters": "Somebody patient",
        "safety": "A dog",
        "languages": "english",
        "role": cast.coach.pk,
        "diagnosed_year": "2024",
    }
    sign_in(cast.whitlock).post(NEW, TYPED | more)
    row = Referral.objects.of(cast.scheme).get()
    assert (row.called, row.modes, row.needs, row.wishes, row.matters, row.safety) == (
        "Mina",
        ("phone", "text"),
        ("large-print",),
        ("my-age",),
        "Somebody patient",
        "A dog",
    )
    assert (row.languages, row.role, row.diagnosed_year, row.born_on, row.practice, row.consent_to_tell) == (
        ("english",),
        cast.coach,
        2024,
        date(1988, 2, 9),
        cast.surgery,
        True,
    )
    assert row.times == ("fri-am", "mon-am", "thu-am", "tue-am", "wed-am")


def test_the_practice_of_the_clinician_stands_there_already(cast, sign_in):
    assert 'value="Harton Surgery (A99017)"' in sign_in(cast.whitlock).get(NEW).content.decode()


@pytest.mark.parametrize(
    "written", ["A99017", "a99017", "harton surgery", "Harton", "Harton Surgery (A99017)"]
)
def test_a_practice_is_found_by_name_or_code(cast, sign_in, written):
    sign_in(cast.other_referrer).post(NEW, TYPED | {"practice": written})
    assert Referral.objects.of(cast.scheme).get().practice == cast.surgery


def test_a_form_sent_twice_gives_the_same_receipt(cast, sign_in):
    client, typed = sign_in(cast.whitlock), TYPED | {"once": str(uuid4())}
    first, second = client.post(NEW, typed), client.post(NEW, typed)
    assert (second.url, Referral.objects.of(cast.scheme).count()) == (first.url, 1)


def test_a_coordinator_enters_a_paper_referral_and_goes_on_to_answer_it(cast, sign_in):
    told = {"source": "carer", "sent_by_name": "Ann Yusuf, her daughter"}
    heard = {"received_on_day": "20", "received_on_month": "11", "received_on_year": "2026"}
    response = sign_in(cast.priya).post(NEW, TYPED | told | heard)
    row = Referral.objects.of(cast.scheme).get()
    assert (response.url, row.source, row.sent_by_name, row.received_on) == (
        f"/referrals/{row.pk}/",
        "carer",
        "Ann Yusuf, her daughter",
        date(2026, 11, 20),
    )


def test_typed_text_survives_an_expired_session(cast, client, sign_in):
    client.post(NEW, TYPED | {"typed_by": typed_by(cast.whitlock.user)})
    assert escape(TYPED["reason"]) in sign_in(cast.whitlock).get(NEW).content.decode()


# --- Bad input: a sentence beside the field and in the summary, nothing lost -----------------------

WRONG = {
    "an NHS number that fails its check digit": (
        {"nhs_number": "4380590096"},
        "This is not a valid NHS number. Check its 10 digits, or leave it empty and say why",
    ),
    "an NHS number of one digit repeated": (
        {"nhs_number": "222 222 2222"},
        "This is not a valid NHS number. Check its 10 digits, or leave it empty and say why",
    ),
    "no NHS number and no reason": (
        {"nhs_number": ""},
        "Enter the NHS number, or say why there is none",
    ),
    "an NHS number that is open already": (
        {"nhs_number": "9434765919"},
        "This person is already referred and open (same NHS number), so this referral was not sent. "
        "If something has changed, tell the coordinator",
    ),
    "31 February": (
        {"born_on_day": "31", "born_on_month": "2"},
        "Date of birth must be a real date, for example 27 3 1958",
    ),
    "a birth in the future": (
        {"born_on_year": "2027"},
        "Date of birth must be on or before 23 November 2026",
    ),
    "a birth 130 years ago": (
        {"born_on_year": "1896"},
        "Date of birth must be on or after 23 November 1906",
    ),
    "a practice nobody knows": (
        {"practice": "Zzyzx"},
        "We know no practice of this name or code. Check the ODS code, or ask the coordinator to add the practice",
    ),
    "a practice written almost right": (
        {"practice": "Hartn Surgry"},
        "We are not sure which practice this is. Do you mean Harton Surgery (A99017)? Enter its ODS code",
    ),
    "no way to reach the person": (
        {"phone": ""},
        "Enter a phone number or an e-mail, so that we can reach the person",
    ),
    "half a phone number": (
        {"phone": "960 777"},
        "Enter a whole phone number with its area code, for example 01632 960 001",
    ),
    "no name": ({"first_name": " "}, "Enter the first name"),
    "no condition": ({"conditions": []}, "Choose at least one: conditions"),
    "a condition of no scheme": ({"conditions": ["plague"]}, "Choose one of the answers for “Conditions”"),
    "no reason": ({"reason": ""}, "Enter the reason for referral, and what the person hopes for"),
    "no consent to share": (
        {"consent": ["tell"]},
        "Ask the person first. Without their agreement we may not contact them, so there is no referral",
    ),
    "a diagnosis in the future": ({"diagnosed_year": "2027"}, "Year of diagnosis must not be in the future"),
    "an e-mail that is none": (
        {"email": "amina at example"},
        "Enter an e-mail address in full, for example name@example.org",
    ),
    "10 MB of text": (
        {"safety": "x" * 10_000_000},
        "Anything a volunteer must know to be safe must be 4000 characters or fewer. You have 10000000",
    ),
    "10 MB as a name": (
        {"first_name": "x" * 10_000_000},
        "First name must be 100 characters or fewer. You have 10000000",
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_said_beside_the_field_and_in_the_summary(cast, sign_in, changes, sentence):
    response = sign_in(cast.whitlock).post(NEW, TYPED | changes)
    page = response.content.decode()
    shown = page.count(str(escape(sentence)))
    assert (response.status_code, shown, Referral.objects.of(cast.scheme).count()) == (422, 2, 0)
    assert escape(TYPED["last_name"]) in page


def test_a_role_of_another_scheme_cannot_be_wished_for(cast, sign_in):
    response = sign_in(cast.whitlock).post(NEW, TYPED | {"role": str(uuid4())})
    assert "Choose one of the answers for “Kind of support”" in words_of(response)


def test_a_practice_of_another_scheme_is_not_known(cast, sign_in):
    Practice.make(scheme=cast.hillside, ods_code="B12345", name="Far Away Surgery")
    response = sign_in(cast.whitlock).post(NEW, TYPED | {"practice": "B12345"})
    assert (response.status_code, "Far Away" in words_of(response)) == (422, False)


def test_characters_no_database_takes_are_left_out(cast, sign_in):
    sign_in(cast.whitlock).post(NEW, TYPED | {"first_name": "Ami\x00na", "reason": "New\x00 start"})
    row = Referral.objects.of(cast.scheme).get()
    assert (row.first_name, row.reason) == ("Amina", "New start")


def test_half_a_surrogate_pair_is_no_error(cast, sign_in):
    client = sign_in(cast.whitlock)
    body = "first_name=%ED%A0%80Amina&last_name=Yusuf"
    response = client.post(NEW, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 422


def test_an_empty_form_names_all_that_is_missing_at_once(cast, sign_in):
    response = sign_in(cast.whitlock).post(NEW, {})
    summary = re.search(r'class="nhsuk-error-summary".*?</ul>', response.content.decode(), re.S)[0]
    assert (response.status_code, summary.count("<li>")) == (422, 10)


# --- What became of it -----------------------------------------------------------------------------


def test_a_receipt_is_the_senders_only(cast, sign_in):
    referral = receive(cast)
    place = f"/referrals/{referral.pk}/receipt/"
    codes = [sign_in(who).get(place).status_code for who in (cast.whitlock, cast.other_referrer)]
    assert codes == [200, 404]


def test_a_clinician_lists_their_own_referrals_only(cast, sign_in):
    receive(cast)
    receive(cast, by=cast.other_referrer, nhs_number="4146515092", first_name="Olu", last_name="Kay")
    words = words_of(sign_in(cast.whitlock).get("/referrals/mine/"))
    assert ("Amina Yusuf" in words, "Olu Kay" in words) == (True, False)


def test_a_clinician_sees_that_the_person_waits_and_later_is_supported(cast, sign_in):
    place = accept(cast, receive(cast))
    before = words_of(sign_in(cast.whitlock).get("/referrals/mine/"))
    place.change(state="supported")
    after = words_of(sign_in(cast.whitlock).get("/referrals/mine/"))
    assert ("Accepted. Waiting for a volunteer who fits" in before, "support has started" in after) == (
        True,
        True,
    )


def test_without_consent_to_tell_nothing_is_told(cast, sign_in):
    accept(cast, receive(cast, consent_to_tell=False))
    words = words_of(sign_in(cast.whitlock).get("/referrals/mine/"))
    assert ("has not agreed that you hear" in words, "Accepted" in words) == (True, False)


def test_a_withdrawn_consent_to_tell_holds_at_once(cast, sign_in):
    place = accept(cast, receive(cast))
    place.patient.consents.get(purpose="tell-referrer").change(withdrawn_on=date(2026, 11, 23))
    assert "has not agreed that you hear" in words_of(sign_in(cast.whitlock).get("/referrals/mine/"))


@pytest.mark.parametrize(
    ("text", "found"),
    [("yusuf", True), ("6541003238", True), ("654 100", True), ("amína", True), ("olu", False)],
)
def test_a_clinician_searches_by_name_and_number(cast, sign_in, text, found):
    receive(cast)
    assert ("Amina Yusuf" in words_of(sign_in(cast.whitlock).get("/referrals/mine/", {"q": text}))) == found


def test_the_clinicians_list_asks_the_database_as_often_for_30_as_for_3(cast, sign_in):
    client = sign_in(cast.whitlock)
    counted = []
    for more in (3, 27):
        for number in range(more):
            facts = {"nhs_number": "", "nhs_number_reason": "none", "last_name": f"Yusuf{more}{number}"}
            referral = receive(cast, **facts)
            if number % 2:
                accept(cast, referral)
        counted.append(queries_of(client, "/referrals/mine/"))
    assert counted[0] == counted[1]
