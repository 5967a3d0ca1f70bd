"""Consent is recorded per purpose, once, with who told us."""

from peersupport.core import clock
from programmes.selectors.consents import held
from programmes.services import consents
from tests.cast import TODAY


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
