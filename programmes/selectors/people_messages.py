"""The messages that were asked for about one person: which, to whom, and what became of them. Never their words."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from peersupport.messaging.choices import SENT
from peersupport.messaging.models import Message
from programmes.models import Cover, Feedback, Patient, PlannedContact, Referral
from programmes.selectors.people_page import Person
from programmes.selectors.recipients import SUPPORTER, supported_by

TO_PATIENT, TO_VOLUNTEER, TO_REFERRER, FOR_FEEDBACK = "patient", "volunteer", "referrer", "feedback"


@dataclass(frozen=True, slots=True)
class Line:
    """`to` is a name; `day` is the day that the message is about."""

    template: str
    kind: str
    to: str
    day: date | None
    at: datetime
    state: str
    why: str


def messages(person: Person) -> list[Line]:
    """To the person, also with a link, to whoever referred them, and to volunteers about their contacts, who stands in
    too; newest first.
    """
    referrals, asked = _referrals(person.patient), _asked(person.patient)
    volunteers = {row.volunteer_id: row.volunteer.name for row in (*person.relationships, *_covers(person))}
    planned = {key: volunteers.get(who, "") for key, who in _planned(person).items()}
    names = {person.patient.pk: person.patient.name, **volunteers, **planned, **referrals, **asked}
    own = {str(row.pk) for row in (*person.relationships, *person.places)} | {str(key) for key in planned}
    rows = _rows(person.patient, volunteers, planned, referrals, asked).order_by("-not_before", "-pk")
    return [
        _line(row, names) for row in rows if row.recipient_kind != TO_VOLUNTEER or own & {*row.key.split(":")}
    ]


def reminded(person: Person) -> dict[UUID, datetime]:
    """When volunteers were last reminded of the contacts that are late, by key of planned contact."""
    if not person.late:
        return {}
    keys = {str(row.pk): row.pk for row in person.late}
    to = {row.volunteer_id for row in (*person.relationships, *_covers(person))}
    rows = Message.objects.of(person.patient.scheme_id).filter(
        template="contact_overdue", state=SENT, recipient_key__in=to
    )
    found: dict[UUID, datetime] = {}
    for key, sent_at in rows.order_by("sent_at", "pk").values_list("key", "sent_at"):
        found |= {keys[part]: sent_at for part in key.split(":") if part in keys}
    return found


def _rows(patient: Patient, volunteers, planned, referrals, asked):
    return Message.objects.of(patient.scheme_id).filter(
        Q(recipient_kind=TO_PATIENT, recipient_key=patient.pk)
        | Q(recipient_kind=FOR_FEEDBACK, recipient_key__in=list(asked))
        | Q(recipient_kind=TO_VOLUNTEER, recipient_key__in=list(volunteers))
        | Q(recipient_kind=SUPPORTER, recipient_key__in=list(planned))
        | Q(recipient_kind=TO_REFERRER, recipient_key__in=list(referrals))
    )


def _referrals(patient: Patient) -> dict[UUID, str]:
    rows = Referral.objects.of(patient.scheme_id).filter(patient=patient)
    return {key: name or "Referrer" for key, name in rows.values_list("pk", "sent_by_name")}


def _covers(person: Person) -> QuerySet[Cover]:
    rows = Cover.objects.of(person.patient.scheme_id).filter(relationship__in=person.relationships)
    return rows.select_related("volunteer")


def _asked(patient: Patient) -> dict[UUID, str]:
    """Feedback that the person was asked for: it is sent under the key of that feedback."""
    rows = Feedback.objects.of(patient.scheme_id).filter(relationship__patient=patient)
    return dict.fromkeys(rows.values_list("pk", flat=True), patient.name)


def _planned(person: Person) -> dict[UUID, UUID]:
    rows = PlannedContact.objects.of(person.patient.scheme_id)
    return supported_by(rows.filter(relationship__in=person.relationships))


def _line(row: Message, names: dict[UUID, str]) -> Line:
    return Line(
        template=row.template,
        kind=row.recipient_kind,
        to=names.get(row.recipient_key, ""),
        day=row.day,
        at=row.sent_at or row.not_before,
        state=row.state,
        why=row.why,
    )
