"""What a role asks for anew stops nobody by surprise: whoever would lack it is named first, and asked for a tick."""

import pytest
from django.urls import reverse

from peersupport.audit.models import Event
from tests.cast import TODAY
from tests.volunteers.joining import NOW
from volunteers.forms.roles import columns_of
from volunteers.models import Agreement, Check, Training
from volunteers.selectors import eligibility
from volunteers.services.needs import WouldStop
from volunteers.services.roles import change_role


def said(missing: str, who: str = "Denise Harper") -> str:
    return (
        f"{who} can be given somebody new today, and could not once this is saved, because {missing} would be "
        "missing or to refresh. Let them do that first, or tick the box if it is to count at once."
    )


def change(cast, anyway=False, **fields):
    about = {"by": cast.by(cast.maria), "at": NOW, "today": TODAY}
    return change_role(**about, role=cast.coach, fields=fields, anyway=anyway)


def words(cast) -> str:
    cast.coach.refresh_from_db()
    return eligibility(cast.denise, cast.coach, TODAY).words


@pytest.fixture
def easy(cast):
    """Coaches need no training and no agreement yet, and Denise has none; Abdul has both."""
    cast.coach.change(needs_training=False, needs_agreement=False)
    Training.objects.of(cast.scheme).filter(volunteer=cast.denise).delete()
    Agreement.objects.of(cast.scheme).filter(volunteer=cast.denise).delete()
    return cast


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"needs_training": True}, "training"),
        ({"needs_agreement": True}, "a signature"),
        ({"needs_training": True, "needs_agreement": True}, "training and a signature"),
    ],
)
def test_a_role_does_not_ask_for_more_by_surprise(easy, fields, missing):
    with pytest.raises(WouldStop) as refusal:
        change(easy, **fields)
    audited = Event.objects.of(easy.scheme).filter(action="role.changed").exists()
    assert (refusal.value.words, words(easy), audited) == (said(missing), "", False)


def test_it_asks_for_more_when_that_is_meant(easy):
    change(easy, needs_training=True, anyway=True)
    assert words(easy) == "No training is set up for the role"


def test_a_higher_check_is_asked_about(easy):
    reason = {"check_reason": "Visits people at home since May"}
    change(easy, check_level="basic", **reason)
    Check.objects.of(easy.scheme).filter(volunteer=easy.denise).update(level="basic")
    with pytest.raises(WouldStop) as refusal:
        change(easy, check_level="enhanced", check_reason="Visits people alone at home")
    assert refusal.value.words == said("a check")


def test_whoever_lacked_something_before_is_not_asked_about(easy):
    Check.objects.of(easy.scheme).filter(volunteer=easy.denise).delete()
    change(easy, needs_training=True)
    easy.coach.refresh_from_db()
    assert easy.coach.needs_training


def test_the_page_of_the_role_asks_for_a_tick_and_saves_with_it(easy, sign_in):
    client, place = sign_in(easy.maria), reverse("roles-change", args=[easy.coach.pk])
    typed = {name: value for name, value in columns_of(easy.coach).items() if value is not False}
    typed["needs_training"] = "on"
    first = client.get(place).content.decode()
    asked = client.post(place, typed)
    assert ("Save it all the same" in first, asked.context["form"].errors) == (
        False,
        {"anyway": [said("training")]},
    )
    assert "Save it all the same" in asked.content.decode()
    assert client.post(place, {**typed, "anyway": "on"}).status_code == 302
    assert words(easy) == "No training is set up for the role"
