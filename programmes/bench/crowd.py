"""A hundred thousand made-up relationships with their planned contacts, written by the server itself."""

from datetime import UTC, datetime, timedelta

from django.db import connection, models

from peersupport.accounts.models import Scheme
from programmes.models import Cohort, Enrolment, Patient, PlannedContact, Programme, Relationship, Taper
from volunteers.models import Role, Volunteer

NIGHT = datetime(2026, 11, 23, 2, tzinfo=UTC)
TODAY = NIGHT.date()
PEOPLE_EACH = 5
# A key that grows with the number, like those of the product; each table has a letter.
KEY = "('{letter}' || lpad(to_hex({number}), 31, '0'))::uuid"


def fill(relationships: int, contacts: int) -> None:
    """Weekly contacts from Mondays to Sundays. Two were held; the third is overdue, and was tried by one in ten."""
    scheme = Scheme.make(name="Made up for measuring", slug="bench")
    row = {"scheme": scheme}
    role = Role.make(**row, kind="coach", name="Coach", check_level="none", check_reason="Nobody is real")
    taper = Taper.make(**row, name="Weekly")
    programme = Programme.make(**row, name="Coaching", role=role, taper=taper)
    cohort = Cohort.make(**row, programme=programme, name="All", starts_on=TODAY)
    volunteer = Volunteer(
        **row, ref="V", first_name="Vera", last_name="Made-Up", joined_on=TODAY, stage_since_on=TODAY
    )
    multiply(
        volunteer, -(-relationships // PEOPLE_EACH), "a", ref="'V' || n", email="'v' || n || '@example.org'"
    )
    patient = Patient(
        **row, first_name="Pat", last_name="Made-Up", nhs_number_reason="unknown", born_on=TODAY
    )
    multiply(patient, relationships, "b")
    enrolment = Enrolment(**row, cohort=cohort, state="supported", joined_on=TODAY, waits_since_on=TODAY)
    multiply(enrolment, relationships, "c", patient_id=key("b", "n"))
    relationship = Relationship(**row, role=role, taper=taper, started_on=TODAY, ends_on=TODAY)
    helper = key("a", f"1 + (n - 1) / {PEOPLE_EACH}")
    mine = {"patient_id": key("b", "n"), "enrolment_id": key("c", "n"), "volunteer_id": helper}
    multiply(relationship, relationships, "d", **mine)
    _plan(scheme, relationships, contacts)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _plan(scheme, relationships: int, contacts: int) -> None:
    """Contact k of relationship r: the third falls 3 to 9 days before today, the fourth a week later."""
    r, k = f"(1 + (n - 1) / {contacts})", f"(1 + (n - 1) % {contacts})"
    due = f"(DATE '{TODAY - timedelta(days=9)}' + {r} % 7 + 7 * ({k} - 3))"
    planned = PlannedContact(
        scheme=scheme, number=1, week=1, phase=0, phase_name="Weekly", planned_on=TODAY, due_on=TODAY, opens_on=TODAY,
        closes_on=TODAY,
    )  # fmt: skip
    multiply(
        planned, relationships * contacts, "e", relationship_id=key("d", r), number=k, week=k, planned_on=due,
        due_on=due, opens_on=f"{due} - 3", closes_on=f"{due} + 3",
        state=f"CASE WHEN {k} < 3 THEN 'held' ELSE 'planned' END", done_on=f"CASE WHEN {k} < 3 THEN {due} END",
        tries=f"CASE WHEN {k} = 3 AND {r} % 10 = 0 THEN 1 ELSE 0 END",
    )  # fmt: skip


def key(letter: str, number: str) -> str:
    return KEY.format(letter=letter, number=number)


def multiply(row: models.Model, count: int, letter: str, **different: str) -> None:
    """Write so many rows like this one. `different` are expressions of the row's number `n`, by column."""
    fields = row._meta.concrete_fields
    columns = {
        field.column: field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields
    }
    expressions = {"id": key(letter, "n"), **different}
    places = [expressions.get(column, "%s") for column in columns]
    plain = [value for column, value in columns.items() if column not in expressions]
    names = ", ".join(f'"{column}"' for column in columns)
    chosen = ", ".join(place if place == "%s" else place.replace("%", "%%") for place in places)
    statement = (
        f'INSERT INTO "{row._meta.db_table}" ({names}) SELECT {chosen} FROM generate_series(1, {count}) n'  # noqa: S608
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, plain)
