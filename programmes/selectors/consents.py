"""What a person has agreed to, now."""

from programmes.choices import PURPOSES
from programmes.models import Patient


def held(patient: Patient) -> dict[str, bool]:
    """purpose -> does the consent hold. Reads `patient.consents`, which a page may prefetch."""
    given = {consent.purpose for consent in patient.consents.all() if consent.withdrawn_on is None}
    return {purpose: purpose in given for purpose, _ in PURPOSES}
