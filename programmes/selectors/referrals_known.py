"""Which of many referrals may be about somebody on record: the rule of `patients.same_person`, with one query."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from peersupport.core.text import fold
from programmes.models import Patient, Referral


def known_already(referrals: Collection[Referral]) -> set[UUID]:
    """Keys of those referrals that are like a patient of their scheme, of whatever team."""
    rows = list(referrals)
    if not rows:
        return set()
    numbers, days = {row.nhs_number for row in rows} - {""}, {row.born_on for row in rows}
    patients = Patient.objects.of(rows[0].scheme_id).filter(Q(nhs_number__in=numbers) | Q(born_on__in=days))
    found = list(patients.values_list("nhs_number", "last_name", "born_on"))
    by_number = {number for number, _, _ in found} - {""}
    by_name = {(fold(last_name), born_on) for _, last_name, born_on in found}
    return {
        row.pk for row in rows if row.nhs_number in by_number or (fold(row.last_name), row.born_on) in by_name
    }
