"""The import as a page: choose, look, take, get back what was refused."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from peersupport.audit.models import Event
from peersupport.reporting.choices import CHECKED, TAKEN
from peersupport.reporting.models import ImportRun
from peersupport.reporting.services.import_runs import KEPT_FOR, forget
from programmes.models import Enrolment, Patient
from tests.conftest import MONDAY_MORNING
from tests.reporting.sheets import sheet
from volunteers.models import Volunteer

NEW = "/imports/new/"
BAD = {"Role": "wizard", "Ref": "V2", "Notes": "=1+1"}


def file(kind: str, *changes: dict) -> dict:
    return {kind: SimpleUploadedFile(f"{kind}.csv", sheet(kind, *changes))}


def upload(client, **files) -> ImportRun:
    assert client.post(NEW, files).status_code == 302
    return ImportRun.objects.latest("uploaded_at", "id")


@pytest.fixture
def priya(cast, sign_in):
    return sign_in(cast.priya)


@pytest.fixture
def run(priya, cast):
    return upload(priya, **file("volunteers", {}, BAD), **file("referrals", {}))


def page(client, run) -> str:
    return client.get(reverse("imports-detail", args=[run.pk])).content.decode()


def test_looking_says_what_would_be_taken_and_saves_nobody(priya, run):
    text = page(priya, run)
    assert "Look before you take" in text
    assert "Take 2 rows" in text
    assert "role not known" in text
    assert (Volunteer.objects.filter(ref="V1").count(), run.state) == (0, CHECKED)


def test_taking_saves_the_rows_and_keeps_only_the_refused_ones(priya, run):
    assert priya.post(reverse("imports-take", args=[run.pk])).status_code == 302
    run.refresh_from_db()
    assert (run.state, run.referrals) == (TAKEN, "")
    assert run.report["volunteers"] == {"accepted": 1, "refused": [{"row": 3, "reason": "role not known"}]}
    assert Volunteer.objects.get(ref="V1").name == "Ann Lee"
    assert Enrolment.objects.get(patient__last_name="Moss").waits_since_on.isoformat() == "2026-08-03"
    assert "Ann Lee" in page(priya, run)


def test_taking_twice_takes_once(priya, run):
    for _ in range(2):
        priya.post(reverse("imports-take", args=[run.pk]))
    assert Patient.objects.filter(last_name="Moss").count() == 1
    assert Event.objects.filter(action="import.taken").count() == 1


@pytest.mark.parametrize("taken", [False, True])
def test_the_refused_rows_are_a_file_that_is_safe_to_open(priya, run, taken):
    if taken:
        priya.post(reverse("imports-take", args=[run.pk]))
    answer = priya.get(reverse("imports-refused", kwargs={"pk": run.pk, "kind": "volunteers"}))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="refused-volunteers.csv"'
    assert answer.content.decode().endswith("'=1+1,role not known\r\n")


@pytest.mark.parametrize("kind", ["referrals", "practices", "by-key"])
def test_there_is_no_file_of_refused_rows_where_none_was_refused(priya, run, kind):
    assert priya.get(reverse("imports-refused", kwargs={"pk": run.pk, "kind": kind})).status_code == 404


def test_what_is_here_already_is_said(priya, run):
    priya.post(reverse("imports-take", args=[run.pk]))
    again = upload(priya, **file("volunteers", {}))
    text = page(priya, again)
    assert "1 of them are here already" in text
    assert "There is nothing new to take" in text


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "Choose at least one file"),
        ({"volunteers": b"PK\x03\x04"}, "volunteers.csv is a spreadsheet, not a CSV file"),
        ({"volunteers": b""}, "volunteers.csv is empty"),
        ({"referrals": b"Date,DOB\n"}, "referrals.csv: columns are missing: Referred by"),
        ({"practices": b"x" * (10 * 1024 * 1024)}, "practices.csv is larger than 5 MB"),
        ({"practices": "Café".encode("cp1252")}, "practices.csv is not saved as UTF-8"),
        ({"practices": b"Code,\x00"}, "practices.csv is not a CSV file"),
    ],
)
def test_a_wrong_file_is_said_beside_its_field_and_in_the_summary(priya, files, words):
    answer = priya.post(NEW, {kind: SimpleUploadedFile(f"{kind}.csv", data) for kind, data in files.items()})
    assert (answer.status_code, answer.content.decode().count(words)) == (422, 2 if files else 1)
    assert ImportRun.objects.count() == 0


def test_a_form_sent_twice_is_one_import(priya):
    token = "6a0a2f5e-3b8e-4c5e-9a9a-2f1f6a1f0001"
    places = {
        priya.post(NEW, {"once": token, **file("volunteers", {})}).headers["Location"] for _ in range(2)
    }
    assert (len(places), ImportRun.objects.count()) == (1, 1)


def test_files_are_encrypted_and_forgotten_after_thirty_days(priya, run, cast):
    stored = (
        ImportRun.objects.filter(pk=run.pk)
        .extra(select={"raw": "volunteers"})
        .values_list("raw", flat=True)[0]
    )
    assert "," not in stored  # every row of a sheet has one, no ciphertext has
    assert forget(scheme=cast.scheme, before=MONDAY_MORNING) == 0
    assert forget(scheme=cast.scheme, before=MONDAY_MORNING + KEPT_FOR + timedelta(days=1)) == 1
    run.refresh_from_db()
    assert (run.volunteers, run.referrals) == ("", "")
    priya.post(reverse("imports-take", args=[run.pk]))
    assert "The files of this import were removed after 30 days" in priya.get(NEW).content.decode()


def test_those_of_another_scheme_and_of_one_team_do_not_see_it(run, cast, sign_in):
    answers = {cast.hilda: 404, cast.tom: 404, cast.maria: 200, cast.ana: 403, cast.whitlock: 403}
    for member, status in answers.items():
        assert sign_in(member).get(reverse("imports-detail", args=[run.pk])).status_code == status


@pytest.mark.parametrize("taken", [False, True])
def test_a_file_as_large_as_may_be_whose_rows_are_all_refused_is_shown(priya, cast, monkeypatch, taken):
    """The refused rows are longer than they came: each has its reason."""
    rows = [BAD | {"Ref": f"V{number}"} for number in range(20)]
    largest = len(sheet("volunteers", *rows))
    for module in ("sheets.files", "forms.imports"):
        monkeypatch.setattr(f"peersupport.reporting.{module}.LARGEST", largest)
    run = upload(priya, **file("volunteers", *rows))
    if taken:
        priya.post(reverse("imports-take", args=[run.pk]))
    assert "20 rows refused" in page(priya, run)
    assert priya.get(reverse("imports-refused", args=[run.pk, "volunteers"])).status_code == 200
