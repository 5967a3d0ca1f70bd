"""Two people import the same files at the same moment."""

from collections import Counter
from threading import Barrier, Thread

import pytest
from django.db import connection

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Practice
from peersupport.reporting.services.imports import take
from peersupport.reporting.services.schemes import open_scheme
from peersupport.reporting.sheets.folder import read_sheets
from peersupport.reporting.sheets.reports import report
from programmes.models import Enrolment, Patient, Referral
from tests.conftest import MONDAY_MORNING
from tests.reporting.sheets import sheet
from tests.reporting.test_imports import TODAY
from volunteers.models import Volunteer

PEOPLE = [
    {"NHS number": "", "Surname": f"Moss{number}", "DOB": f"{number}/1/1950"} for number in range(1, 13)
]
FILES = {
    "practices": sheet("practices", {}),
    "volunteers": sheet("volunteers", *({"Ref": f"V{number}"} for number in range(8))),
    "referrals": sheet("referrals", *PEOPLE),
}


# On SQLite the threads of a test share one database in memory, which no installation does.
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_every_row_is_taken_once():
    scheme = open_scheme("Coast", at=MONDAY_MORNING, today=TODAY)
    together, found, trouble = Barrier(2), [], []

    def run() -> None:
        try:
            together.wait(timeout=60)
            judged = take(read_sheets(FILES), by=Actor.system(scheme), at=MONDAY_MORNING, today=TODAY)
            found.append(report(judged))
        except Exception as problem:
            trouble.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert trouble == []
    assert [(one["volunteers"]["accepted"], one["referrals"]["accepted"]) for one in found] == [(8, 12)] * 2
    rows = (Practice, Volunteer, Referral, Patient, Enrolment)
    assert Counter({model.__name__: model.objects.of(scheme).count() for model in rows}) == {
        "Practice": 1, "Volunteer": 8, "Referral": 12, "Patient": 12, "Enrolment": 12,
    }  # fmt: skip
