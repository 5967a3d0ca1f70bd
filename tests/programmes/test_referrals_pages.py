"""The coordinators' pages: the list of referrals, possible duplicates side by side, one answer."""

from datetime import date

import pytest

from peersupport.audit.models import Event
from programmes.models import Patient
from tests.programmes.test_referrals import accept, receive
from tests.programmes.test_referrals_sent import queries_of, words_of


def test_the_list_shows_new_referrals_oldest_first(cast, sign_in):
    receive(cast, received_on=date(2026, 11, 20))
    receive(cast, nhs_number="4146515092", last_name="Older", received_on=date(2026, 11, 2))
    page = words_of(sign_in(cast.priya).get("/referrals/"))
    assert page.index("Amina Older") < page.index("Amina Yusuf")


def test_a_referral_not_answered_in_time_is_flagged_in_working_days(cast, sign_in):
    receive(cast, received_on=date(2026, 11, 18))
    assert "3 working days, target 2" in words_of(sign_in(cast.priya).get("/referrals/"))


@pytest.mark.parametrize("state", ["new", "accepted", "declined", "nonsense"])
def test_the_filter_stands_in_the_address(cast, sign_in, state):
    accept(cast, receive(cast))
    words = words_of(sign_in(cast.priya).get("/referrals/", {"state": state}))
    assert ("Amina Yusuf" in words) == (state == "accepted")


def test_the_list_asks_the_database_as_often_for_30_as_for_3(cast, sign_in):
    client = sign_in(cast.priya)
    counted = []
    for more in (3, 27):
        for number in range(more):
            receive(cast, nhs_number="", nhs_number_reason="none", last_name=f"Yusuf{more}{number}")
        counted.append(queries_of(client, "/referrals/"))
    assert counted[0] == counted[1]


def test_a_coordinator_of_a_team_sees_only_its_referrals(cast, sign_in):
    referral = receive(cast, practice="A99020")
    codes = [sign_in(who).get(f"/referrals/{referral.pk}/").status_code for who in (cast.tom, cast.priya)]
    assert codes == [404, 200]


@pytest.mark.parametrize("page", ["", "receipt/"])
def test_another_schemes_referral_is_no_page(cast, sign_in, page):
    referral = receive(cast)
    assert sign_in(cast.hilda).get(f"/referrals/{referral.pk}/{page}").status_code == 404


@pytest.mark.parametrize("verb", ["accept", "decline", "take"])
def test_another_schemes_referral_is_not_answered(cast, sign_in, verb):
    referral = receive(cast)
    answer = sign_in(cast.hilda).post(f"/referrals/{referral.pk}/{verb}/", {"decline-reason": "area"})
    referral.refresh_from_db()
    assert (answer.status_code, referral.state, referral.owner) == (404, "received", None)


def test_an_auditor_reads_and_does_not_answer(cast, sign_in):
    referral = receive(cast)
    client = sign_in(cast.ana)
    page = client.get(f"/referrals/{referral.pk}/")
    answer = client.post(f"/referrals/{referral.pk}/decline/", {"decline-reason": "area"})
    assert (page.status_code, "Or decline" in words_of(page), answer.status_code) == (200, False, 403)


def test_opening_a_referral_is_a_look_at_the_person(cast, sign_in):
    referral = receive(cast)
    sign_in(cast.priya).get(f"/referrals/{referral.pk}/")
    look = Event.objects.filter(action="referral.looked").values_list("by_name", "person_key")
    assert list(look) == [("Priya Nair", referral.pk)]


def test_a_coordinator_accepts_on_the_page(cast, sign_in):
    referral = receive(cast)
    answer = sign_in(cast.priya).post(
        f"/referrals/{referral.pk}/accept/", {"accept-cohort": cast.autumn.pk}, follow=True
    )
    assert "Amina Yusuf is on the waiting list of Health coaching, Autumn 2026" in words_of(answer)


def test_a_possible_duplicate_is_shown_beside_the_referral(cast, sign_in):
    referral = receive(cast, last_name="Ellis", born_on=cast.mo.born_on)
    page = sign_in(cast.priya).get(f"/referrals/{referral.pk}/")
    assert ("Perhaps already here" in words_of(page), f"/people/{cast.mo.pk}/" in page.content.decode()) == (
        True,
        True,
    )


def test_a_duplicate_of_another_team_is_shown_without_its_facts(cast, sign_in):
    cast.mo.change(practice=cast.bridge)
    referral = receive(cast, last_name="Ellis", born_on=cast.mo.born_on)
    words = words_of(sign_in(cast.tom).get(f"/referrals/{referral.pk}/"))
    assert ("Somebody in another team" in words, "943 476 5919" in words) == (True, False)


def test_who_it_is_has_to_be_said_when_there_is_a_duplicate(cast, sign_in):
    referral = receive(cast, last_name="Ellis", born_on=cast.mo.born_on)
    answer = sign_in(cast.priya).post(f"/referrals/{referral.pk}/accept/", {"accept-cohort": cast.autumn.pk})
    assert (
        answer.status_code,
        words_of(answer).count("Say whether this is the same person as on record"),
    ) == (
        422,
        2,
    )


def test_the_same_person_is_chosen_on_the_page(cast, sign_in):
    cast.mos_place.change(state="left", ended_on=date(2026, 11, 20))
    referral = receive(cast, nhs_number="9434765919")
    sign_in(cast.priya).post(
        f"/referrals/{referral.pk}/accept/",
        {"accept-cohort": cast.autumn.pk, "accept-same_as": cast.mo.pk},
    )
    referral.refresh_from_db()
    assert (referral.patient, Patient.objects.of(cast.scheme).count()) == (cast.mo, 2)


def test_the_second_coordinator_reads_on_the_page_who_was_first(cast, sign_in):
    referral = receive(cast)
    accept(cast, referral, by=cast.tom)
    answer = sign_in(cast.priya).post(f"/referrals/{referral.pk}/decline/", {"decline-reason": "area"})
    assert (answer.status_code, "Tom Okafor has already answered: accepted." in words_of(answer)) == (
        422,
        True,
    )


def test_a_declined_referral_tells_the_referrer_why(cast, sign_in):
    referral = receive(cast)
    sign_in(cast.priya).post(
        f"/referrals/{referral.pk}/decline/",
        {"decline-reason": "area", "decline-note": "Millbrook covers this postcode"},
    )
    words = words_of(sign_in(cast.whitlock).get(f"/referrals/{referral.pk}/receipt/"))
    assert "Declined: lives outside the area" in words
    assert "Millbrook covers this postcode" in words


def test_declining_needs_a_reason_and_loses_no_note(cast, sign_in):
    referral = receive(cast)
    answer = sign_in(cast.priya).post(f"/referrals/{referral.pk}/decline/", {"decline-note": "Half a note"})
    assert (answer.status_code, "Half a note" in words_of(answer)) == (422, True)


def test_a_referral_taken_meanwhile_is_not_taken_from_a_colleague(cast, sign_in):
    referral = receive(cast)
    sign_in(cast.tom).post(f"/referrals/{referral.pk}/take/")
    answer = sign_in(cast.priya).post(f"/referrals/{referral.pk}/take/", follow=True)
    referral.refresh_from_db()
    assert (referral.owner, "Tom Okafor has this referral now." in words_of(answer)) == (cast.tom, True)


def test_a_referral_is_taken_over_from_the_colleague_who_was_shown(cast, sign_in):
    referral = receive(cast)
    sign_in(cast.tom).post(f"/referrals/{referral.pk}/take/")
    sign_in(cast.priya).post(f"/referrals/{referral.pk}/take/?from={cast.tom.pk}")
    referral.refresh_from_db()
    assert referral.owner == cast.priya
