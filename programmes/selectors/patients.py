"""Finding people: by the words of a search, and by what makes two records one person."""

from datetime import date

from django.db.models import Q, QuerySet

from programmes.models import Patient

_ENOUGH_DIGITS = 3


def search(text: str, *, of: str = "") -> Q:
    """Rows whose person fits every word of a search: a part of a name, or the start of an NHS number.

    `of` is the way to the person from the row that is searched, such as "patient__".
    """
    digits = "".join(text.replace("-", "").split())
    if digits.isdigit() and len(digits) >= _ENOUGH_DIGITS:
        return Q(**{f"{of}nhs_number__startswith": digits})
    found = Q()
    for word in text.split():
        found &= (
            Q(**{f"{of}first_name__icontains": word})
            | Q(**{f"{of}last_name__icontains": word})
            | Q(**{f"{of}called__icontains": word})
        )
    return found


def one_person(*, nhs_number: str, last_name: str, born_on: date) -> Q:
    """Rows that may be about the same person: same NHS number, or same surname and date of birth."""
    alike = Q(last_name__iexact=last_name, born_on=born_on)
    return alike | Q(nhs_number=nhs_number) if nhs_number else alike


def patients_like(referral) -> QuerySet[Patient]:
    """Everybody of the whole scheme, also of other teams, who may be the person of this referral."""
    same = one_person(nhs_number=referral.nhs_number, last_name=referral.last_name, born_on=referral.born_on)
    return Patient.objects.of(referral.scheme_id).filter(same)
