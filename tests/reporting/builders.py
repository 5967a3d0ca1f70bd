"""A scheme with one of everything to do."""

from datetime import date, timedelta

from matching.models import Conversation
from programmes.models import Referral
from programmes.services import concerns, contacts
from tests.cast import TODAY, make_patient
from tests.conftest import MONDAY_MORNING
from tests.programmes.builders import held, support
from volunteers.models import Check


def refer(cast, name: str, **more) -> Referral:
    first, last = name.split()
    facts = {
        "reference": f"R-{first}", "received_on": TODAY, "source": "clinician", "consent_to_share": True,
        "first_name": first, "last_name": last, "born_on": date(1988, 2, 1), "nhs_number_reason": "unknown",
        "practice": cast.surgery,
    }  # fmt: skip
    return Referral.make(scheme=cast.scheme, **{**facts, **more})


def late(cast):
    """Mo, in week 12 with Denise: the tenth contact is not logged."""
    relationship = support(cast, cast.denise, cast.mos_place, start=date(2026, 9, 1))
    held(relationship, *range(1, 10))
    return relationship


def one_of_everything(cast) -> None:
    relationship = late(cast)
    by = cast.by(cast.denise_member)
    early = MONDAY_MORNING - timedelta(minutes=48)
    concerns.raise_concern(by=by, at=early, words="Has stopped taking tablets", relationship=relationship)
    seen = concerns.raise_concern(
        by=by, at=early - timedelta(days=1), words="Fell last week", relationship=relationship
    )
    concerns.acknowledge(concern=seen, by=cast.by(cast.maria), at=early)
    place = make_patient(cast, "Stanley Boyd", waits_since=date(2026, 10, 1))
    silent = support(cast, cast.abdul, place, start=date(2026, 10, 20))
    held(silent, 1, 2)
    for days in (16, 13, 9):
        on = TODAY - timedelta(days=days)
        contacts.no_answer(
            relationship=silent,
            by=cast.by(cast.abdul_member),
            at=MONDAY_MORNING - timedelta(days=days),
            tried_on=on,
        )
    refer(cast, "Amina Yusuf", received_on=TODAY - timedelta(days=1))
    refer(cast, "Ivan Novak", urgency="urgent")
    ready = make_patient(cast, "Viktor Danek", waits_since=date(2026, 11, 2))
    Conversation.make(
        scheme=cast.scheme, enrolment=ready, volunteer=cast.abdul, held_on=date(2026, 11, 20), patient_said="yes",
        volunteer_said="yes", recorded_by="Priya Nair", recorded_at=MONDAY_MORNING,
    )  # fmt: skip
    Check.objects.of(cast.scheme).filter(volunteer=cast.abdul).update(renew_by_on=date(2026, 12, 13))
