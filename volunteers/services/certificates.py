"""Certificates of modules learned elsewhere: sent by the volunteer, then accepted or sent back by a coordinator."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.gates import NotAllowed, require
from peersupport.audit.services import events
from peersupport.core.errors import Refusal
from peersupport.core.locks import hold
from peersupport.core.uploads import Upload
from peersupport.messaging.services import outbox
from volunteers.choices_certificates import (
    CERTIFICATE,
    CERTIFICATE_ACCEPTED,
    CERTIFICATE_RETURNED,
    CERTIFICATE_WAITS,
)
from volunteers.models import Certificate, Module, ModuleDone, Volunteer
from volunteers.services.training import finish
from volunteers.services.training_own import own_record


class CertificateRefused(Refusal):
    """A certificate that cannot be sent, kept or accepted."""


@transaction.atomic
def send(
    *, by: Actor, module: Module, done_on: date, upload: Upload, at: datetime, today: date
) -> Certificate:
    """The volunteer's own, for a coordinator to look at. Of one module the newest file waits, and no other."""
    require(by, may.SEE_MY_PEOPLE, module)
    me = own_record(by)
    if not Module.objects.visible_to(by).filter(pk=module.pk).exists():
        raise NotAllowed
    refuse_future(done_on, today)
    waiting = Certificate.objects.of(by.scheme).filter(volunteer=me, module=module, state=CERTIFICATE_WAITS)
    waiting.delete()
    return _keep(by, me, module, done_on=done_on, upload=upload, at=at, action="certificate.sent")


@transaction.atomic
def accept(*, by: Actor, certificate: Certificate, done_on: date, at: datetime, today: date) -> None:
    """The module counts as done on the day that the certificate says."""
    row = _to_answer(by, certificate)
    refuse_future(done_on, today)
    about = {"volunteer": row.volunteer, "module": row.module, "done_on": done_on}
    done = finish(by=by, **about, at=at, today=today)
    refuse_second(by, done)
    _decide(by, row, CERTIFICATE_ACCEPTED, at=at, done_on=done_on, done=done)


@transaction.atomic
def send_back(*, by: Actor, certificate: Certificate, because: str, at: datetime) -> None:
    """Ask the volunteer for another file. The reason is for them, and stored encrypted."""
    row = _to_answer(by, certificate)
    _decide(by, row, CERTIFICATE_RETURNED, at=at, returned_because=because)


def keep_seen(*, by: Actor, done: ModuleDone, upload: Upload, at: datetime) -> None:
    """The file of a module that a coordinator records. The caller has asked for the permission."""
    refuse_second(by, done)
    facts = {"done_on": done.done_on, "upload": upload, "at": at, "action": "certificate.kept"}
    state = {"state": CERTIFICATE_ACCEPTED, "decided_at": at, "decided_by": by.membership, "done": done}
    _keep(by, done.volunteer, done.module, **facts, **state)


def refuse_future(done_on: date, today: date) -> None:
    if done_on > today:
        raise CertificateRefused("This day is in the future. Check it.", field="done_on")


def refuse_second(by: Actor, done: ModuleDone) -> None:
    if Certificate.objects.of(by.scheme).filter(done=done).exists():
        raise CertificateRefused("There is a file for this module and day already.", field="file")


def _keep(
    by: Actor, volunteer: Volunteer, module: Module, *, upload: Upload, at: datetime, action: str, **facts
) -> Certificate:
    file = {"kind": upload.kind, "size": len(upload.content)}
    about = {"scheme": by.scheme, "volunteer": volunteer, "module": module, "sent_at": at}
    row = Certificate.make(**about, **file, content=upload.content, **facts)
    events.record(by=by, action=action, row=row, person=volunteer, at=at, detail=file)
    return row


def _to_answer(by: Actor, certificate: Certificate) -> Certificate:
    """The certificate anew. The volunteer is locked before it, as wherever a module is done."""
    require(by, may.WORK_VOLUNTEERS, certificate)
    hold(Volunteer.objects.of(by.scheme)).get(pk=certificate.volunteer_id)
    rows = hold(Certificate.objects.of(by.scheme).select_related("volunteer", "module"))
    row = rows.get(pk=certificate.pk)
    if by.user_key is not None and row.volunteer.user_id == by.user_key:
        raise CertificateRefused("This is your own certificate. Somebody else has to look at it.")
    if row.state != CERTIFICATE_WAITS:
        raise CertificateRefused("A colleague has answered this already.")
    return row


def _decide(by: Actor, row: Certificate, state: str, *, at: datetime, **facts) -> None:
    CERTIFICATE.check(row.state, state)
    row.change(state=state, decided_at=at, decided_by=by.membership, **facts)
    events.record(by=by, action=f"certificate.{state}", row=row, person=row.volunteer, at=at)
    outbox.ask(
        scheme=by.scheme,
        key=f"certificate:{row.pk}:{state}",
        template="certificate_answered",
        kind="volunteer",
        recipient=row.volunteer_id,
        not_before=at,
        day=timezone.localdate(row.sent_at),
        link=reverse("my-training"),
    )
