"""What a person has agreed to, now and before."""

from programmes.choices import PURPOSES
from programmes.models import Consent, Patient


def held(patient: Patient) -> dict[str, bool]:
    """purpose -> does the consent hold. Reads `patient.consents`, which a page may prefetch."""
    given = {consent.purpose for consent in patient.consents.all() if consent.withdrawn_on is None}
    return {purpose: purpose in given for purpose, _ in PURPOSES}


def given_and_taken_back(patient: Patient) -> tuple[dict[str, Consent], list[Consent]]:
    """The open consent of each purpose, and those taken back, newest first. One query."""
    rows = list(patient.consents.order_by("-withdrawn_on", "-given_on", "pk"))
    held_now = {row.purpose: row for row in rows if row.withdrawn_on is None}
    return held_now, [row for row in rows if row.withdrawn_on]
