"""The engine's made-up people as rows: a scheme with programmes, people who wait and volunteers, and a round."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection

from matching.choices import BEST_FIT
from matching.engine.facts import PersonFacts, VolunteerFacts
from matching.engine.population import ROLES, people, volunteers
from matching.models import Preference, Run
from matching.selectors.settings import in_force
from peersupport.accounts.models import Practice, Scheme, Team
from programmes.choices import SUPPORT, URGENCIES
from programmes.models import Cohort, Consent, Enrolment, Patient, Programme, Taper
from volunteers.choices import ACTIVE
from volunteers.models import HeldRole, Role, Volunteer

START = datetime(2026, 11, 23, 2, tzinfo=UTC)
LONG_AGO = date(2026, 1, 5)
AREAS = 8


def fill(patients: int, helpers: int) -> Run:
    """Everybody written down, and a round over all of them that is ready to be carried out."""
    scheme = Scheme.make(name="Made up for measuring", slug="bench")
    teams = {f"area-{at}": Team.make(scheme=scheme, name=f"Area {at}") for at in range(AREAS)}
    roles = {code: _role(scheme, code) for code in ROLES}
    _volunteers(scheme, teams, roles, volunteers(helpers, areas=AREAS))
    _people(scheme, teams, roles, people(patients, areas=AREAS))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database that lives has done by itself
    keys = Programme.objects.of(scheme).values_list("pk", flat=True)
    chosen = replace(in_force(scheme.pk), area=frozenset(map(str, keys)))
    settings = chosen.for_run(0) | {"target_days": scheme.target_wait_days}
    return Run.make(
        scheme=scheme, number=1, objective=BEST_FIT, settings=settings, started_by="bench", started_at=START
    )


def _role(scheme: Scheme, code: str) -> Role:
    return Role.make(
        scheme=scheme, kind=code.replace("-", "_"), name=code, check_level="none", check_reason="Nobody is real",
        needs_training=False, needs_agreement=False, people_at_once=5,
    )  # fmt: skip


def _volunteers(
    scheme: Scheme, teams: Mapping[str, Team], roles: Mapping[str, Role], facts: list[VolunteerFacts]
) -> None:
    rows = [
        Volunteer(
            scheme=scheme, ref=one.id, first_name=one.id, last_name="Made-Up", stage=ACTIVE, stage_since_on=LONG_AGO,
            joined_on=LONG_AGO, team=teams[one.area] if one.areas else None, travel_miles=one.travel_miles,
            most_people=one.places, **_alike(one),
        )
        for one in facts
    ]  # fmt: skip
    Volunteer.objects.bulk_create(rows)
    HeldRole.objects.bulk_create(
        HeldRole(scheme=scheme, volunteer=row, role=roles[code], since_on=LONG_AGO)
        for row, one in zip(rows, facts, strict=True) for code in sorted(one.roles)
    )  # fmt: skip


def _people(
    scheme: Scheme, teams: Mapping[str, Team], roles: Mapping[str, Role], facts: list[PersonFacts]
) -> None:
    taper = Taper.make(scheme=scheme, name="Weekly")
    cohorts = {code: _cohort(scheme, taper, role) for code, role in roles.items()}
    practices = {
        name: Practice.make(scheme=scheme, ods_code=f"Y0000{at}", name=name, team=team)
        for at, (name, team) in enumerate(teams.items())
    }
    patients = [
        Patient(scheme=scheme, first_name=one.id, last_name="Made-Up", nhs_number_reason="unknown",
                goal="Walk further", practice=practices[one.area], **_alike(one))
        for one in facts
    ]  # fmt: skip
    Patient.objects.bulk_create(patients)
    Consent.objects.bulk_create(
        Consent(scheme=scheme, patient=row, purpose=SUPPORT, given_on=LONG_AGO, recorded_by="bench")
        for row in patients
    )
    places = [
        Enrolment(scheme=scheme, patient=row, cohort=cohorts[one.role], urgency=URGENCIES[at % 3][0],
                  joined_on=LONG_AGO, waits_since_on=START.date() - timedelta(days=at % 90))
        for at, (row, one) in enumerate(zip(patients, facts, strict=True))
    ]  # fmt: skip
    Enrolment.objects.bulk_create(places)
    Preference.objects.bulk_create(
        Preference(scheme=scheme, enrolment=place, version=1, weights=dict(one.weights), asked_for=_asked(one),
                   written_by="bench", written_at=START)
        for place, one in zip(places, facts, strict=True)
    )  # fmt: skip


def _cohort(scheme: Scheme, taper: Taper, role: Role) -> Cohort:
    programme = Programme.make(scheme=scheme, name=role.name, role=role, taper=taper)
    return Cohort.make(scheme=scheme, programme=programme, name="All", starts_on=LONG_AGO)


def _asked(one: PersonFacts) -> list[str]:
    return ["my-age"] if one.wishes.age_within else []


def _alike(one: PersonFacts | VolunteerFacts) -> dict[str, Any]:
    """What a person and a volunteer have alike."""
    return {
        "conditions": sorted(one.conditions), "languages": sorted(one.languages), "modes": sorted(one.modes),
        "times": sorted(one.times), "interests": sorted(one.interests), "life": sorted(one.life),
        "background": sorted(one.background), "sex": one.sex, "postcode": f"{one.district} 1AA",
        "born_on": date(one.birth_year or 1960, 6, 1), "diagnosed_year": one.diagnosed_year,
    }  # fmt: skip
