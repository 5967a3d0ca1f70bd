"""A button is pressed twice at the same moment: the second press does nothing, or is told so in words.

On PostgreSQL, with real connections.
"""

from datetime import date

import pytest

from peersupport.messaging.models import OptOut, Preference
from peersupport.messaging.services import opt_outs, preferences
from programmes.models import Consent, QualityReview, QualityRules
from programmes.services import consents, quality
from tests.cast import TODAY
from tests.support.at_once import after
from volunteers.models import JoiningRules, MileageRate, MilestoneRule
from volunteers.services import joining, recognition
from volunteers.services.expenses_rates import set_rate

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

RATE = {"from_on": TODAY, "first_pence": 45, "threshold_miles": 10_000, "then_pence": 25}
AGREED = {"purpose": "research", "given_on": TODAY, "told_by": ""}
LIMITS = {
    "least": 3,
    "late_percent": 20,
    "least_percent": 50,
}


def rules_of_joining(cast, **about):
    return joining.set_rules(**about, account_at="checks", asks_by_itself=False)


SAME = {
    "no messages": (
        OptOut,
        lambda cast, **about: opt_outs.stop(**about, kind="patient", key=cast.mo.pk, since_on=TODAY),
    ),
    "how to be told": (
        Preference,
        lambda cast, **about: preferences.save(**about, whom=("patient", cast.mo.pk), wish="call"),
    ),
    "an agreement": (Consent, lambda cast, **about: consents.give(**about, patient=cast.mo, **AGREED)),
    "a mileage rate": (MileageRate, lambda cast, **about: set_rate(**about, **RATE)),
    "rules of joining": (JoiningRules, rules_of_joining),
    "rules of quality": (QualityRules, lambda cast, **about: quality.set_rules(**about, **LIMITS)),
}
REFUSED = {
    "a review of quality": (
        quality.ReviewRefused,
        QualityReview,
        lambda cast, **about: quality.begin(**about, month=date(2026, 10, 1), team=None, today=TODAY),
    ),
    "a milestone": (
        recognition.MilestoneRefused,
        MilestoneRule,
        lambda cast, **about: recognition.set_milestone(**about, measure="contacts", number=77),
    ),
}


def about(cast, monday) -> dict:
    return {"by": cast.by(cast.maria), "at": monday}


@pytest.mark.parametrize("name", SAME)
def test_the_second_press_finds_what_the_first_has_made(cast, monday, name):
    model, act = SAME[name]
    before = model.objects.of(cast.scheme).count()
    after(*[lambda: act(cast, **about(cast, monday))] * 2)
    assert model.objects.of(cast.scheme).count() == before + 1


@pytest.mark.parametrize("name", REFUSED)
def test_the_second_press_is_told_that_it_is_there_already(cast, monday, name):
    refusal, model, act = REFUSED[name]
    with pytest.raises(refusal, match="already"):
        after(*[lambda: act(cast, **about(cast, monday))] * 2)
    assert model.objects.of(cast.scheme).count() == 1
