"""The same NHS number goes into two records at the same moment: one gets it, the other reads why. On PostgreSQL."""

import pytest

from programmes.models import Patient
from programmes.services.people import NumberTaken, change_details
from tests.support.at_once import after

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
NUMBER = "9434765870"


def enter(cast, patient, at):
    change = {"fields": {"nhs_number": NUMBER}, "version": patient.version}
    change_details(patient=patient, by=cast.by(cast.priya), at=at, **change)


def test_the_second_of_two_who_enter_one_number_reads_that_it_is_taken(cast, monday):
    with pytest.raises(NumberTaken):
        after(lambda: enter(cast, cast.mo, monday), lambda: enter(cast, cast.grace, monday))
    assert Patient.objects.of(cast.scheme).get(nhs_number=NUMBER) == cast.mo
