"""The same NHS number goes into two records at the same moment: one gets it, the other reads why. On PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from programmes.models import Patient
from programmes.services.people import NumberTaken, change_details
from tests.support.at_once import alone, until_somebody_waits

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
NUMBER = "9434765870"


def enter(cast, patient, at):
    change = {"fields": {"nhs_number": NUMBER}, "version": patient.version}
    change_details(patient=patient, by=cast.by(cast.priya), at=at, **change)


def test_the_second_of_two_who_enter_one_number_reads_that_it_is_taken(cast, monday):
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            enter(cast, cast.mo, monday)
            other = pool.submit(alone, lambda: enter(cast, cast.grace, monday))
            until_somebody_waits()
        with pytest.raises(NumberTaken):
            other.result(timeout=20)
    assert Patient.objects.of(cast.scheme).get(nhs_number=NUMBER) == cast.mo
