"""Who has a text to sign now: volunteers who work with us, and whoever has come to that stage."""

from dataclasses import dataclass
from datetime import date

from volunteers.choices import AGREEMENT, AT_WORK
from volunteers.models import AgreementText, Volunteer
from volunteers.selectors.agreements import all_owed

SOON_DAYS = 7
SIGNING = (AGREEMENT, *AT_WORK)


@dataclass(frozen=True, slots=True)
class Unsigned:
    """`by_on` is None for whoever signed no older version: nobody new before they have."""

    volunteer: Volunteer
    text: AgreementText
    by_on: date | None

    @property
    def since_on(self) -> date:
        """The day that lists sort and show."""
        return self.by_on or self.text.published_on

    def days_left(self, on: date) -> int | None:
        return (self.by_on - on).days if self.by_on else None


def unsigned(*, actor) -> list[Unsigned]:
    """The most urgent first. Three queries."""
    found = [
        Unsigned(who, one.text, one.by_on)
        for who, lines in all_owed(actor=actor).items()
        for one in lines
        if one.text and who.stage in SIGNING
    ]
    return sorted(found, key=lambda one: (one.since_on, one.volunteer.last_name, str(one.text.pk)))


def pressing(*, actor, on: date) -> list[Unsigned]:
    """Those of people who work with us whose day comes within a week, is over, or never was."""
    return [
        one
        for one in unsigned(actor=actor)
        if one.volunteer.stage != AGREEMENT and (one.by_on is None or one.days_left(on) <= SOON_DAYS)
    ]
