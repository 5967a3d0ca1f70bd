"""Somebody on the way, for tests: Rosa asks, and gets as far as is wanted."""

from datetime import UTC, date, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import TODAY
from volunteers.choices import BY_STAFF
from volunteers.models import Agreement, Check, Reference, Training, Volunteer
from volunteers.services.interviews import record_interview
from volunteers.services.recruitment import Contact, enquire
from volunteers.services.references import name_referee
from volunteers.services.roles_held import give_roles

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)


def about(cast, **more) -> dict:
    """What every service is told: Priya, this moment."""
    return {"by": cast.by(cast.priya), "at": NOW, "today": TODAY, **more}


def rosa(cast, **more) -> Volunteer:
    contact = Contact("Rosa", "Lind", email="rosa.lind@example.org", phone="01632 960170")
    return enquire(**about(cast, **{"contact": contact, "source": BY_STAFF, **more}))


def stage(volunteer: Volunteer) -> str:
    volunteer.refresh_from_db()
    return volunteer.stage


def give_coach(cast, volunteer: Volunteer) -> None:
    give_roles(**about(cast), volunteer=volunteer, roles=[cast.coach])


def talk(cast, volunteer: Volunteer, outcome: str = "yes") -> None:
    facts = {"held_on": date(2026, 11, 20), "held_by": "Priya Nair", "notes": "Warm and patient."}
    record_interview(**about(cast), volunteer=volunteer, outcome=outcome, **facts)


def referee(cast, volunteer: Volunteer, name: str = "Edda") -> Reference:
    facts = {"first_name": name, "last_name": "Moss", "email": f"{name.lower()}@example.org"}
    return name_referee(**about(cast), volunteer=volunteer, knows_how="Ran the choir together", **facts)


def seen(cast, volunteer: Volunteer) -> None:
    """Check, training and agreement are there, as other services record them."""
    row = {"scheme": cast.scheme, "volunteer": volunteer}
    Check.make(**row, level="enhanced", issued_on=date(2026, 11, 2), renew_by_on=date(2029, 11, 2))
    Training.make(**row, kind="coach", finished_on=date(2026, 11, 10))
    Agreement.make(**row, role=cast.coach, signed_on=date(2026, 11, 12))


def three_people(cast) -> dict[str, Volunteer]:
    """Rosa has asked, Sid waits 40 days for his talk, Tess is held for a look."""
    sid = rosa(cast, contact=Contact("Sid", "Oak", phone="1"))
    give_coach(cast, sid)
    Volunteer.objects.of(cast.scheme).get(pk=sid.pk).change(stage_since_on=TODAY - timedelta(days=40))
    tess = rosa(cast, contact=Contact("Tess", "Pine", phone="2"), signs={"trap"})
    return {"rosa": rosa(cast), "sid": sid, "tess": tess}


def queries(client, place: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(place).status_code == 200
    return len(captured)
