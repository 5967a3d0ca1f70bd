"""Where a message to a patient, to whoever supports them, a referrer or a member of staff goes now, and whom the
delivery log names.
"""

from collections.abc import Collection
from uuid import UUID

from django.db.models import DateField, OuterRef, QuerySet, Value
from django.db.models.functions import Greatest
from django.urls import reverse

from peersupport.accounts.models import Membership
from peersupport.core import clock
from peersupport.messaging.choices import USER
from peersupport.messaging.people import Person
from peersupport.messaging.recipients import Recipient
from programmes.choices import NEEDS, NOT_PLAIN, SUPPORT
from programmes.models import Patient, PlannedContact, Referral
from programmes.selectors.consents import held
from programmes.selectors.referrals import may_tell
from programmes.selectors.standing_in import supporter
from volunteers.selectors.recipients import reach_volunteers, volunteers

SUPPORTER = "supporter"


def reach_patients(keys: Collection[UUID]) -> dict[UUID, Recipient]:
    rows = Patient.objects.everywhere().filter(pk__in=keys).prefetch_related("consents")
    return {row.pk: _patient(row) for row in rows}


def _patient(row: Patient) -> Recipient:
    person = ("patient", row.pk)
    if row.died_on:
        return Recipient(person, refusal="has died")
    if not held(row)[SUPPORT]:
        return Recipient(person, refusal="no consent to be contacted")
    needs = ", ".join(words.lower() for code, words in NEEDS if code in row.needs and code in NOT_PLAIN)
    return Recipient(person, first_name=row.short_name, email=row.email, mobile=row.phone, needs=needs)


def reach_supporters(keys: set[UUID]) -> dict[UUID, Recipient]:
    """The keys are those of planned contacts: whoever supports the person on its day, or today when that is over."""
    who = supported_by(PlannedContact.objects.everywhere().filter(pk__in=keys))
    found = reach_volunteers(set(who.values()))
    return {key: found[volunteer] for key, volunteer in who.items()}


def supported_by(rows: QuerySet[PlannedContact]) -> dict[UUID, UUID]:
    """By key of contact the volunteer whom a message about it goes to."""
    day = Greatest(OuterRef("due_on"), Value(clock.today(), DateField()))
    return dict(rows.values_list("pk", supporter(day)))


def reach_referrers(keys: set[UUID]) -> dict[UUID, Recipient]:
    """The keys are the referrals'. Nothing is sent back without consent, or after it was withdrawn, or to somebody
    who has left the scheme.
    """
    rows = Referral.objects.everywhere().filter(pk__in=keys, sent_by__isnull=False)
    rows = rows.select_related("sent_by", "patient").prefetch_related("patient__consents")
    here = Membership.objects.everywhere().on(clock.today()).filter(user__in={row.sent_by_id for row in rows})
    pairs = set(here.values_list("scheme", "user"))
    return {row.pk: _referrer(row, is_here=(row.scheme_id, row.sent_by_id) in pairs) for row in rows}


def _referrer(row: Referral, *, is_here: bool) -> Recipient:
    if not is_here:
        return Recipient((USER, row.sent_by_id), refusal="no longer refers to this scheme")
    if not may_tell(row):
        return Recipient((USER, row.sent_by_id), refusal="no consent to tell the referrer")
    return _user(row.sent_by)


def reach_staff(keys: set[UUID]) -> dict[UUID, Recipient]:
    """The keys are the memberships'."""
    rows = Membership.objects.everywhere().on(clock.today()).select_related("user").filter(pk__in=keys)
    return {row.pk: _user(row.user) for row in rows}


def _user(user) -> Recipient:
    person = (USER, user.pk)
    if not user.is_active:
        return Recipient(person, refusal="account closed")
    return Recipient(person, first_name=user.name.split()[0], email=user.email)


def patients(actor, keys: set[UUID]) -> dict[UUID, Person]:
    rows = Patient.objects.visible_to(actor).filter(pk__in=keys).only("called", "first_name", "last_name")
    return {row.pk: Person(row.name, reverse("people-detail", args=[row.pk])) for row in rows}


def supporters(actor, keys: set[UUID]) -> dict[UUID, Person]:
    """The keys are those of planned contacts."""
    who = supported_by(PlannedContact.objects.visible_to(actor).filter(pk__in=keys))
    found = volunteers(actor, set(who.values()))
    return {key: found[volunteer] for key, volunteer in who.items() if volunteer in found}


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
