"""Publishing what volunteers sign, and signing it: on the web, or on paper that a coordinator has seen."""

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
from peersupport.core.templatetags.words import day
from volunteers.choices import STEPPED_DOWN
from volunteers.models import Agreement, AgreementText, Role, Volunteer
from volunteers.selectors.agreements import owed_by
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
    """The volunteer signs for themself; signed twice is signed once."""
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
    facts = {"text": text, "version": text.version, "signed_on": today, "signed_as": name}
    return _keep(volunteer, "agreement.signed", facts, by=by, at=at, today=today)


@transaction.atomic
def record_paper(
    *,
    by: Actor,
    volunteer: Volunteer,
    role: Role | None,
    signed_on: date,
    seen_by: str,
    at: datetime,
    today: date,
) -> Agreement:
    """A signature on paper: of the newest text of the role or (no role) of the principles. Where nothing is published
    for the role, of the agreement that the scheme has on paper.
    """
    require(by, may.WORK_VOLUNTEERS, volunteer, *([role] if role else []))
    volunteer = hold(Volunteer.objects.of(by.scheme)).get(pk=volunteer.pk)
    wanted = next((one for one in owed_by(volunteer) if one.role == role), None)
    if volunteer.stage == STEPPED_DOWN or wanted is None:
        raise AgreementRefused(f"{volunteer.short_name} does not have to sign this now.", field="document")
    if signed_on > today:
        raise AgreementRefused("This day is in the future. Check it.", field="signed_on")
    text = wanted.text
    if text and signed_on < text.published_on:
        late = f"Version {text.version} was published on {day(text.published_on)}. Ask them to sign that one."
        raise AgreementRefused(late, field="signed_on")
    of = {"text": text, "version": text.version} if text else {"role": role}
    facts = {**of, "signed_on": signed_on, "seen_by": seen_by, "recorded_by": by.membership}
    return _keep(volunteer, "agreement.recorded", facts, by=by, at=at, today=today)


def _keep(
    volunteer: Volunteer, action: str, facts: dict, *, by: Actor, at: datetime, today: date
) -> Agreement:
    """Moves them on when nothing else is missing."""
    signed = Agreement.make(scheme=by.scheme, volunteer=volunteer, **facts)
    detail = {"text": str(signed.text_id or ""), "version": signed.version}
    events.record(by=by, action=action, row=signed, person=volunteer, at=at, detail=detail)
    advance(volunteer=volunteer, by=by, at=at, today=today)
    return signed
