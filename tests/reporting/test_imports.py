"""Taking over a scheme's spreadsheets. The folder `tests/data/coast` is how a coordinator keeps them."""

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Practice, Scheme, Team
from peersupport.reporting.selectors.imports import judge
from peersupport.reporting.services.import_rows import Rows
from peersupport.reporting.services.imports import take
from peersupport.reporting.services.schemes import open_scheme
from peersupport.reporting.sheets.folder import read_sheets
from peersupport.reporting.sheets.reports import report
from programmes.choices import ACCEPTED, RECEIVED, WAITING
from programmes.models import Consent, Enrolment, Patient, Referral
from tests.conftest import MONDAY_MORNING
from tests.reporting.sheets import sheet
from volunteers.choices import AGREEMENT, CHECKS, READY, TRAINING
from volunteers.models import Check, Volunteer

COAST = Path(__file__).parents[1] / "data" / "coast"
EXPECTED = json.loads((COAST / "expected.json").read_text())
TODAY = date(2026, 11, 16)


def run(folder, tmp_path, *more, name="Coast") -> dict:
    """The command's JSON; the refused rows go below tmp_path."""
    out = StringIO()
    arguments = (
        str(folder),
        "--scheme",
        name,
        "--today",
        "2026-11-16",
        "--json",
        "--refused-to",
        str(tmp_path),
    )
    call_command("import_scheme", *arguments, *more, stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def everything() -> dict[str, int]:
    """How many rows each table has."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def expected() -> dict:
    people = EXPECTED["volunteers"]
    bare = [{"row": line["row"], "reason": line["reason"]} for line in people["refused"]]
    return {"volunteers": {**people, "refused": bare}, "referrals": EXPECTED["referrals"]}


@pytest.fixture
def folder(tmp_path):
    """A folder of its own, to which a test writes sheets."""

    def write(**sheets: bytes) -> Path:
        place = tmp_path / "in"
        place.mkdir(exist_ok=True)
        files = {kind: sheet(kind, {}) for kind in ("practices", "volunteers", "referrals")} | sheets
        for kind, data in files.items():
            (place / f"{kind}.csv").write_bytes(data)
        return place

    return write


def test_the_coast_scheme_is_taken_as_expected_and_the_second_run_changes_nothing(db, tmp_path):
    assert run(COAST, tmp_path) == expected()
    rows = everything()
    assert rows["programmes.Patient"] == rows["programmes.Referral"] == 208
    assert run(COAST, tmp_path) == expected()
    assert everything() == rows


def test_a_dry_run_says_the_same_and_writes_nothing(db, tmp_path):
    rows = everything()
    assert run(COAST, tmp_path / "out", "--dry-run") == expected()
    assert everything() == rows


def test_refused_rows_come_back_with_their_reason_and_without_formulas(db, tmp_path, folder):
    bad = {"Role": "wizard", "Notes": "=1+1", "Surname": "O'Neill"}
    run(folder(volunteers=sheet("volunteers", {}, bad)), tmp_path)
    with (tmp_path / "refused-volunteers.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["Surname"], row["Notes"], row["Reason"]) for row in rows] == [
        ("O'Neill", "'=1+1", "role not known")
    ]


def test_refused_rows_can_be_put_right_and_imported_again(db, tmp_path, folder):
    place = folder(volunteers=sheet("volunteers", {"Role": "Befreinder", "Mobile": "+44 1632 960101"}))
    run(place, tmp_path)
    mended = (tmp_path / "refused-volunteers.csv").read_bytes().replace(b"Befreinder", b"befriender")
    again = run(folder(volunteers=mended), tmp_path)
    assert again["volunteers"] == {"accepted": 1, "refused": []}
    assert Volunteer.objects.get().phone == "+44 1632 960101"
    assert not (tmp_path / "refused-volunteers.csv").exists()


def test_a_formula_stays_text(db, tmp_path, folder):
    run(folder(volunteers=sheet("volunteers", {"Notes": '=HYPERLINK("http://example.org")'})), tmp_path)
    assert Volunteer.objects.get().notes == '=HYPERLINK("http://example.org")'


def test_somebody_who_is_open_already_joins_the_waiting_list_from_the_day_of_the_referral(
    db, tmp_path, folder
):
    run(folder(), tmp_path)
    place = Enrolment.objects.get()
    consent = Consent.objects.get()
    assert (place.state, place.waits_since_on, place.urgency) == (WAITING, date(2026, 8, 3), "soon")
    assert (place.wishes, place.matters, place.cohort.programme.role.kind) == (
        ("my-age",),
        "someone my age",
        "coach",
    )
    assert (place.referral.state, place.referral.sent_by_name) == (ACCEPTED, "Dr Rees")
    assert (consent.purpose, consent.given_on) == ("support", date(2026, 8, 3))


def test_somebody_like_a_person_on_record_stays_a_new_referral(db, tmp_path, folder):
    alike = [{}, {"NHS number": "", "Date": "4 Aug 2026", "First name": "Beatrice"}]
    found = run(folder(referrals=sheet("referrals", *alike)), tmp_path)
    assert found["referrals"]["accepted"] == 2
    assert list(Referral.objects.order_by("received_on", "pk").values_list("state", flat=True)) == [
        ACCEPTED,
        RECEIVED,
    ]
    assert Patient.objects.count() == 1


def test_a_referral_that_names_no_role_waits_for_a_coordinator(db, tmp_path, folder):
    run(folder(referrals=sheet("referrals", {"Wants": ""})), tmp_path)
    assert (Referral.objects.get().state, Patient.objects.count()) == (RECEIVED, 0)


def test_the_same_row_twice_in_a_file_is_taken_once(db, tmp_path, folder):
    twice = {
        "volunteers": sheet("volunteers", {}, {}),
        "referrals": sheet(
            "referrals", {}, {}, {"NHS number": "", "Surname": "B"}, {"NHS number": "", "Surname": "B"}
        ),
    }
    for _ in range(2):
        found = run(folder(**twice), tmp_path)
        assert found["volunteers"]["refused"] == [{"row": 3, "reason": "ref twice in this file"}]
        assert [line["row"] for line in found["referrals"]["refused"]] == [3, 5]


@pytest.mark.parametrize(
    ("change", "stage"),
    [
        ({}, READY),
        ({"DBS level": "", "DBS date": ""}, CHECKS),
        ({"DBS level": "Basic"}, CHECKS),
        ({"DBS date": "2019-03-04"}, READY),
        ({"Training finished": ""}, TRAINING),
        ({"Agreement signed": ""}, AGREEMENT),
    ],
)
def test_the_stage_of_a_volunteer_follows_from_the_evidence(db, tmp_path, folder, change, stage):
    run(folder(volunteers=sheet("volunteers", change)), tmp_path)
    assert Volunteer.objects.get().stage == stage


def test_a_check_is_renewed_three_years_after_its_date(db, tmp_path, folder):
    run(folder(), tmp_path)
    check = Check.objects.get()
    assert (check.level, check.issued_on, check.renew_by_on) == (
        "enhanced",
        date(2025, 2, 1),
        date(2028, 2, 1),
    )


def test_practices_and_teams_come_along(db, tmp_path, folder):
    run(folder(), tmp_path)
    assert [(p.ods_code, p.team.name) for p in Practice.objects.all()] == [("A99017", "Harton")]
    assert Team.objects.count() == 1


def test_a_scheme_without_a_file_of_practices_knows_its_own(cast, tmp_path, folder):
    place = folder()
    (place / "practices.csv").unlink()
    found = run(place, tmp_path, name=cast.scheme.name)
    assert found["referrals"]["accepted"] == 1
    assert Scheme.objects.count() == 2


@pytest.mark.parametrize("missing", ["volunteers", "referrals"])
def test_a_folder_without_its_files_is_refused(db, tmp_path, folder, missing):
    place = folder()
    (place / f"{missing}.csv").unlink()
    with pytest.raises(CommandError, match=rf"^There is no {missing}\.csv"):
        run(place, tmp_path)


def test_a_missing_column_is_named_and_nothing_is_written(db, tmp_path, folder):
    rows = everything()
    columns = [
        column for column in sheet("referrals", {}).decode().split("\r\n")[0].split(",") if column != "DOB"
    ]
    with pytest.raises(CommandError, match=r"^referrals\.csv: a column is missing: DOB"):
        run(folder(referrals=sheet("referrals", {}, columns=columns)), tmp_path)
    assert everything() == rows


def test_a_scheme_name_that_cannot_be_one_is_refused(db, tmp_path, folder):
    with pytest.raises(CommandError, match=r"^This name cannot be the name of a scheme"):
        run(folder(), tmp_path, name="x" * 200)


def test_two_imports_that_judged_at_the_same_time_take_every_row_once(db):
    scheme = open_scheme("Coast", at=MONDAY_MORNING, today=TODAY)
    sheets = read_sheets({kind: sheet(kind, {}) for kind in ("practices", "volunteers", "referrals")})
    judged = judge(sheets, scheme=scheme, today=TODAY)
    rows = Rows(Actor.system(scheme), MONDAY_MORNING, TODAY)
    for _ in range(2):
        rows.practice(judged.practices[0].value)
        rows.volunteer(judged.volunteers[0].value)
        rows.referral(judged.referrals[0].value)
    assert (Practice.objects.count(), Volunteer.objects.count(), Referral.objects.count()) == (1, 1, 1)


def test_a_row_that_a_service_refuses_after_all_does_not_stop_the_others(cast):
    cast.autumn.change(closed_on=date(2026, 11, 1))
    sheets = read_sheets({"referrals": sheet("referrals", {}, {"NHS number": "", "Surname": "Other"})})
    found = report(take(sheets, by=cast.by(cast.priya), at=MONDAY_MORNING, today=TODAY))
    assert found["referrals"]["accepted"] == 2
    assert set(Referral.objects.values_list("state", flat=True)) == {RECEIVED}


def test_somebody_without_a_number_is_no_double_of_another_without_one_who_waits_for_an_answer(
    db, tmp_path, folder
):
    """Whoever has no NHS number is told apart by name and date of birth alone."""
    unknown = {"NHS number": "", "Wants": ""}
    run(folder(referrals=sheet("referrals", unknown)), tmp_path)
    other = {**unknown, "First name": "Tom", "Surname": "Hale", "DOB": "1 Mar 1944"}
    found = run(folder(referrals=sheet("referrals", unknown, other)), tmp_path)
    assert (found["referrals"]["accepted"], found["referrals"]["refused"]) == (2, [])
    assert Referral.objects.count() == 2
