"""Where a message to a patient, a referrer or a member of staff goes now, and whom the delivery log names."""

from dataclasses import replace
from uuid import UUID

from django.urls import reverse

from peersupport.accounts.models import Membership
from peersupport.accounts.roles import REFERRER
from peersupport.core import clock
from peersupport.messaging.choices import STAFF
from peersupport.messaging.people import Person
from peersupport.messaging.recipients import GONE, Recipient
from programmes.choices import NEEDS, NOT_PLAIN, SUPPORT
from programmes.models import Patient, Referral
from programmes.selectors.referrals import may_tell


def patient(key: UUID) -> Recipient:
    row = Patient.objects.everywhere().filter(pk=key).first()
    if row is None:
        return GONE
    if row.died_on:
        return Recipient(refusal="has died")
    if not row.consents.filter(purpose=SUPPORT, withdrawn_on__isnull=True).exists():
        return Recipient(refusal="no consent to be contacted")
    needs = ", ".join(words.lower() for code, words in NEEDS if code in row.needs and code in NOT_PLAIN)
    return Recipient(first_name=row.short_name, email=row.email, mobile=row.phone, needs=needs)


def referrer(key: UUID) -> Recipient:
    """The key is the referral's. Nothing is sent back without consent, or after it was withdrawn."""
    row = Referral.objects.everywhere().select_related("sent_by", "patient").filter(pk=key).first()
    if row is None or row.sent_by is None:
        return GONE
    if not may_tell(row):
        return Recipient(refusal="no consent to tell the referrer")
    if not row.sent_by.is_active:
        return Recipient(refusal="account closed")
    return replace(_user(row.sent_by), whom=_wishes_of(row))


def _wishes_of(row: Referral) -> tuple[str, UUID] | None:
    """A clinician says once, for all referrals, how they want to be told."""
    mine = Membership.objects.of(row.scheme_id).on(clock.today()).filter(user=row.sent_by_id, role=REFERRER)
    key = mine.order_by("starts_on", "pk").values_list("pk", flat=True).first()
    return (STAFF, key) if key else None


def staff(key: UUID) -> Recipient:
    """The key is the membership's."""
    row = Membership.objects.everywhere().on(clock.today()).select_related("user").filter(pk=key).first()
    return _user(row.user) if row and row.user.is_active else GONE


def _user(user) -> Recipient:
    return Recipient(first_name=user.name.split()[0], email=user.email)


def patients(actor, keys: set[UUID]) -> dict[UUID, Person]:
    rows = Patient.objects.visible_to(actor).filter(pk__in=keys).only("called", "first_name", "last_name")
    return {row.pk: Person(row.name, reverse("people-detail", args=[row.pk])) for row in rows}


def referrers(actor, keys: set[UUID]) -> dict[UUID, Person]:
    """The keys are the referrals'."""
    rows = Referral.objects.visible_to(actor).filter(pk__in=keys).only("sent_by_name")
    return {
        row.pk: Person(row.sent_by_name or "Referrer", reverse("referrals-detail", args=[row.pk]))
        for row in rows
    }


def members(actor, keys: set[UUID]) -> dict[UUID, Person]:
    """The keys are the memberships'."""
    rows = Membership.objects.visible_to(actor).select_related("user").filter(pk__in=keys)
    return {row.pk: Person(row.user.name) for row in rows}
