"""Mo, supported by Denise, and what may have happened to her."""

from datetime import UTC, date, datetime

from peersupport.messaging.services import outbox
from programmes.models import Concern, ConcernReader, Contact, Patient, Referral, Relationship
from programmes.selectors.people_page import person
from tests.cast import TODAY
from tests.programmes.builders import held, support

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)


def mo_with_denise(cast) -> Relationship:
    """Mo in week 12 with Denise: ten contacts were due, the tenth is not logged, the fourth had no answer."""
    relationship = support(cast, cast.denise, cast.mos_place, start=date(2026, 9, 1))
    held(relationship, 1, 2, 3, 5, 6, 7, 8, 9)
    relationship.planned.get(number=4).change(state="no_answer")
    return relationship


def talk(relationship, **more) -> Contact:
    facts = {"happened_on": date(2026, 11, 3), "outcome": "talked", "mode": "phone", "minutes": 35}
    who = {"progress": "well", "worried": False, "logged_at": NOW, "logged_by": "Denise Harper"}
    return Contact.make(scheme=relationship.scheme, relationship=relationship, **{**facts, **who, **more})


def worry(cast, words="He has stopped eating") -> Concern:
    facts = {"raised_by_name": "Denise Harper", "raised_at": NOW, "acknowledge_by": NOW, "decide_by": NOW}
    concern = Concern.make(scheme=cast.scheme, patient=cast.mo, words=words, **facts)
    reader = {"member": cast.priya, "why": "owner", "since_at": concern.raised_at}
    ConcernReader.make(scheme=cast.scheme, concern=concern, **reader)
    return concern


def view(cast, member=None):
    return person(
        Patient.objects.of(cast.scheme).get(pk=cast.mo.pk), actor=cast.by(member or cast.priya), on=TODAY
    )


def ask(cast, key: str, template: str, kind: str, recipient):
    return outbox.ask(
        scheme=cast.scheme,
        key=key,
        template=template,
        kind=kind,
        recipient=recipient,
        not_before=NOW,
        day=date(2026, 11, 17),
    )


def refer(cast) -> Referral:
    about = {name: getattr(cast.mo, name) for name in ("first_name", "last_name", "born_on")}
    facts = {"reference": "R-7K3M-2QPX", "received_on": date(2026, 8, 12), "source": "clinician"}
    answer = {"state": "accepted", "answered_on": date(2026, 8, 13), "answered_by": "Priya Nair"}
    return Referral.make(
        scheme=cast.scheme,
        patient=cast.mo,
        consent_to_share=True,
        sent_by_name="Dr Sam Whitlock",
        nhs_number_reason="unknown",
        **about,
        **facts,
        **answer,
    )
