"""Finding people: by the words of a search, and by what makes two records one person.

Names are compared here and not in the database, because no database of ours folds every accent.
"""

from uuid import UUID

from django.db.models import Q, QuerySet

from peersupport.core.text import fold
from programmes.models import Patient, Referral

_ENOUGH_DIGITS = 3
_LONGEST_SEARCH = 100


def search(rows: QuerySet, text: str, *, of: str = "") -> QuerySet:
    """Rows whose person fits: the start of an NHS number, or every word as a part of a name.

    `of` is the way to the person from the row that is searched, such as "patient__".
    """
    text = text[:_LONGEST_SEARCH].strip()
    digits = "".join(text.replace("-", "").split())
    if digits.isascii() and digits.isdigit() and len(digits) >= _ENOUGH_DIGITS:
        return rows.filter(**{f"{of}nhs_number__startswith": digits})
    words = fold(text).split()
    if not words:
        return rows
    names = rows.order_by().values_list("pk", f"{of}first_name", f"{of}last_name", f"{of}called")
    return rows.filter(pk__in=[pk for pk, *parts in names if _has(words, parts)])


def _has(words: list[str], parts: list[str]) -> bool:
    name = fold(" ".join(parts))
    return all(word in name for word in words)


def same_person(rows: QuerySet, referral: Referral) -> list[UUID]:
    """Keys of rows that may be about this person: same NHS number, or same surname and date of birth."""
    may_be = Q(born_on=referral.born_on)
    if referral.nhs_number:
        may_be |= Q(nhs_number=referral.nhs_number)
    surname = fold(referral.last_name)
    found = rows.filter(may_be).order_by().values_list("pk", "nhs_number", "last_name", "born_on")
    return [
        pk
        for pk, number, last_name, born_on in found
        if (number and number == referral.nhs_number)
        or (born_on == referral.born_on and fold(last_name) == surname)
    ]


def patients_like(referral: Referral) -> QuerySet[Patient]:
    """Everybody of the whole scheme, also of other teams, who may be the person of this referral."""
    everybody = Patient.objects.of(referral.scheme_id)
    return everybody.filter(pk__in=same_person(everybody, referral))
