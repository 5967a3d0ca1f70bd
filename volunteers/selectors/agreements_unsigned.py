"""Who has a text to sign now: volunteers who work with us, and whoever has come to that stage."""

from dataclasses import dataclass
from datetime import date

from volunteers.choices import ACTIVE, AGREEMENT, ON_LEAVE, READY
from volunteers.models import AgreementText, Volunteer
from volunteers.selectors.agreements import newest, waiting_for

SOON_DAYS = 7
SIGNING = (AGREEMENT, READY, ACTIVE, ON_LEAVE)


@dataclass(frozen=True, slots=True)
class Unsigned:
    volunteer: Volunteer
    text: AgreementText

    def days_left(self, on: date) -> int:
        return (self.text.sign_by_on - on).days


def unsigned(*, actor) -> list[Unsigned]:
    """The most urgent first. Four queries."""
    texts = newest(AgreementText.objects.of(actor.scheme).select_related("role").defer("text"))
    by_key = {text.pk: text for text in texts.values()}
    waiting = waiting_for(actor=actor)
    found = [
        Unsigned(who, by_key[key])
        for key, people in waiting.items()
        for who in people
        if who.stage in SIGNING
    ]
    return sorted(found, key=lambda one: (one.text.sign_by_on, one.volunteer.last_name, str(one.text.pk)))


def pressing(*, actor, on: date) -> list[Unsigned]:
    """Those of people who work with us whose day comes within a week, or is over."""
    return [
        one
        for one in unsigned(actor=actor)
        if one.days_left(on) <= SOON_DAYS and one.volunteer.stage != AGREEMENT
    ]
