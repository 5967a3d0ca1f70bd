"""Publishing what volunteers sign, and signing it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.accounts.models import Scheme
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from volunteers.choices import STEPPED_DOWN
from volunteers.models import Agreement, AgreementText, Role, Volunteer
from volunteers.services.recruitment_moves import advance

LONGEST = timedelta(days=366)


class AgreementRefused(Refusal):
    """A text that cannot be published, or signed."""


@transaction.atomic
def publish(
    *,
    by: Actor,
    role: Role | None,
    text: str,
    sign_by_on: date,
    at: datetime,
    today: date,
    changes: str = "",
) -> AgreementText:
    """A new version for a role, or of the principles (no role). Everybody it is for is asked to sign it."""
    require(by, may.MANAGE_SCHEME, *([role] if role else []))
    hold(Scheme.objects.all()).get(pk=by.scheme.pk)  # two new versions get two numbers
    if not today <= sign_by_on <= today + LONGEST:
        raise AgreementRefused("Choose a day from today on, within a year.", field="sign_by_on")
    known = AgreementText.objects.of(by.scheme).filter(role=role)
    newest = known.order_by("-version").first()
    if newest and newest.text.split() == text.split():
        raise AgreementRefused("This is the text that is published already. Change it first.", field="text")
    made = AgreementText.make(
        scheme=by.scheme,
        role=role,
        version=(known.aggregate(Max("version"))["version__max"] or 0) + 1,
        text=text,
        changes=changes,
        published_on=today,
        published_by=by.membership,
        sign_by_on=sign_by_on,
    )
    detail = {"role": str(role.pk) if role else "", "version": made.version, "sign_by_on": str(sign_by_on)}
    events.record(by=by, action="agreement.published", row=made, at=at, detail=detail)
    return made


@transaction.atomic
def sign(*, by: Actor, text: AgreementText, name: str, at: datetime, today: date) -> Agreement:
    """The volunteer signs for themself; signed twice is signed once. Moves them on when nothing else is missing."""
    require(by, may.SEE_MY_PEOPLE, text)
    own = Volunteer.objects.of(by.scheme).filter(user_id=by.user_key, user__isnull=False)
    volunteer = hold(own).first()
    if volunteer is None or volunteer.stage == STEPPED_DOWN:
        raise NotAllowed
    if not AgreementText.objects.visible_to(by).filter(pk=text.pk).exists():
        raise NotAllowed
    before = Agreement.objects.of(by.scheme).filter(volunteer=volunteer, text=text).first()
    if before:
        return before
    if AgreementText.objects.of(by.scheme).filter(role=text.role_id, version__gt=text.version).exists():
        raise AgreementRefused("There is a newer version. Read and sign that one.")
    signed = Agreement.make(
        scheme=by.scheme,
        volunteer=volunteer,
        text=text,
        version=text.version,
        signed_on=today,
        signed_as=name,
    )
    detail = {"text": str(text.pk), "version": text.version}
    events.record(by=by, action="agreement.signed", row=signed, person=volunteer, at=at, detail=detail)
    advance(volunteer=volunteer, by=by, at=at, today=today)
    return signed
