"""Consent is recorded per purpose, once, with who told us."""

from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.core import clock
from programmes.selectors.consents import held
from programmes.services import consents
from tests.cast import TODAY
from tests.programmes.builders import mondays


def give(cast, purpose):
    return consents.give(
        patient=cast.mo,
        purpose=purpose,
        given_on=TODAY,
        told_by="Sam Whitlock",
        by=cast.by(cast.priya),
        at=clock.now(),
    )


def test_a_consent_says_who_told_us_and_since_when(cast):
    consent = give(cast, "tell-referrer")
    assert (consent.recorded_by, consent.given_on) == ("Sam Whitlock", TODAY)


def test_a_consent_that_holds_is_kept_as_it_is(cast):
    before = cast.mo.consents.get(purpose="support")
    assert give(cast, "support") == before


def test_a_withdrawn_consent_may_be_given_again(cast):
    cast.mo.consents.get(purpose="support").change(withdrawn_on=TODAY)
    give(cast, "support")
    assert cast.mo.consents.filter(purpose="support").count() == 2


def test_what_holds_is_said_for_every_purpose(cast):
    assert held(cast.mo) == {"support": True, "tell-referrer": False, "research": False}


def test_without_the_agreement_to_support_all_support_and_waiting_ends(cast, monday):
    mondays(cast)
    about = {"purpose": "support", "withdrawn_on": TODAY, "by": cast.by(cast.priya), "at": monday}
    for person in (cast.mo, cast.grace):
        consents.withdraw(patient=person, **about)
    pair, place = cast.mo.relationships.get(), cast.grace.enrolments.get()
    assert (pair.state, pair.end_reason) == ("ended", "no-consent")
    assert (place.state, place.left_reason) == ("left", "no-consent")
    assert held(cast.mo)["support"] is False


def test_another_agreement_is_taken_back_and_support_goes_on(cast, monday):
    mondays(cast)
    give(cast, "tell-referrer")
    consents.withdraw(
        patient=cast.mo, purpose="tell-referrer", withdrawn_on=TODAY, by=cast.by(cast.priya), at=monday
    )
    assert (cast.mo.relationships.get().state, held(cast.mo)["tell-referrer"]) == ("open", False)


@pytest.mark.parametrize("days", [1, -4000])
def test_the_day_lies_between_the_agreement_and_today(cast, monday, days):
    day = TODAY + timedelta(days=days)
    with pytest.raises(consents.BadDay):
        consents.withdraw(
            patient=cast.mo, purpose="support", withdrawn_on=day, by=cast.by(cast.priya), at=monday
        )


def test_what_was_never_agreed_cannot_be_taken_back(cast, monday):
    with pytest.raises(consents.NothingToWithdraw):
        consents.withdraw(
            patient=cast.mo, purpose="research", withdrawn_on=TODAY, by=cast.by(cast.priya), at=monday
        )


def test_the_pages_show_record_and_take_back(cast, sign_in):
    client, place = sign_in(cast.priya), reverse("people-consents", args=[cast.mo.pk])
    give_page = reverse("people-consent-give", args=[cast.mo.pk, "research"])
    day = {"given_on_day": "20", "given_on_month": "11", "given_on_year": "2026"}
    assert client.post(give_page, day | {"told_by": ""})["Location"] == place
    take_back = reverse("people-consent-withdraw", args=[cast.mo.pk, "support"])
    assert client.get(take_back).context["happens"][-1] == "What was recorded stays in the record"
    wrong = {"withdrawn_on_day": "31", "withdrawn_on_month": "2", "withdrawn_on_year": "2026"}
    assert client.post(take_back, wrong).status_code == 422
    client.post(take_back, {name.replace("given", "withdrawn"): value for name, value in day.items()})
    shown = client.get(place).context
    agreed = [row.cells[1].tags[0].text for row in shown["now"].rows]
    assert (agreed, len(shown["before"].rows)) == (["Not agreed", "Not agreed", "Agreed"], 1)


def test_a_purpose_that_does_not_exist_is_no_page(cast, sign_in):
    page = reverse("people-consent-give", args=[cast.mo.pk, "fame"])
    assert sign_in(cast.priya).get(page).status_code == 404
