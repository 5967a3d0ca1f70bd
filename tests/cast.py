"""The known cast. Riverbank is the scheme under test; Hillside is another that must stay apart.

Priya coordinates; Tom coordinates the Harton team only; Maria manages the scheme; Ana audits.
Denise and Abdul are coaches with everything in date, Joan is a befriender whose check has lapsed.
Dr Whitlock refers from Harton Surgery. Mo is waiting for a coach; Grace too, for longer.
"""

import pickle
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace

from django.apps import apps
from django.db import connection, transaction

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Membership, Practice, Scheme, Team, Term, User
from peersupport.accounts.models.vocabulary import CONDITION, LANGUAGE
from programmes.models import Cohort, Consent, Enrolment, Patient, Programme, Taper, TaperPhase
from volunteers.choices import ACTIVE
from volunteers.models import Agreement, Check, HeldRole, Role, Training, Volunteer

TODAY = date(2026, 11, 23)
PASSWORD = "correct horse battery staple"


@dataclass
class Cast(SimpleNamespace):
    """Everybody by name; `cast.by(cast.priya)` is the actor for a service."""

    extra: dict = field(default_factory=dict)

    @staticmethod
    def by(membership: Membership) -> Actor:
        return Actor.of(membership)


_photograph: list[tuple[bytes, list[tuple]]] = []


def enter() -> Cast:
    """The cast in the database: made once with all checks, then put back from a photograph, which is faster."""
    if not _photograph:
        cast = set_the_stage()
        _photograph.append((pickle.dumps(cast), _statements()))
        return cast
    cast, statements = _photograph[0]
    # Keys are checked at the end of the transaction, so the order of the tables does not matter.
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(*statement)
    return pickle.loads(cast)


def _statements() -> list[tuple]:
    """What puts all rows back that are there now; on PostgreSQL one text, which is sent and read at once."""
    rows = [list(m._base_manager.all()) for m in apps.get_models() if hasattr(m, "ROW_PLAIN")]
    said = []
    with connection.execute_wrapper(lambda execute, sql, values, *_: said.append((sql, values))):
        for batch in filter(None, rows):
            type(batch[0])._base_manager.bulk_create(batch)
    if connection.vendor != "postgresql":
        return said
    with connection.cursor() as cursor:
        return [(b";".join(cursor.mogrify(*one) for one in said).decode(),)]


def set_the_stage() -> Cast:
    cast = Cast()
    cast.hillside = make_scheme("Hillside Befriending")
    cast.hilda = make_member(cast.hillside, "Hilda Outsider", "coordinator")
    cast.scheme = make_scheme("Riverbank Health Coaching")
    _places(cast)
    _staff(cast)
    _programme(cast)
    _volunteers(cast)
    _patients(cast)
    return cast


def make_scheme(name: str) -> Scheme:
    scheme = Scheme.make(name=name, slug=name.split()[0].lower())
    terms = [
        (CONDITION, "copd", "COPD"),
        (CONDITION, "type-2-diabetes", "type 2 diabetes"),
        (LANGUAGE, "english", "English"),
    ]
    for kind, code, label in terms:
        Term.make(scheme=scheme, kind=kind, code=code, name=label)
    return scheme


def make_member(scheme: Scheme, name: str, role: str, **more) -> Membership:
    user = User.objects.create_user(f"{name.lower().replace(' ', '.')}@example.org", PASSWORD, name=name)
    return Membership.make(scheme=scheme, user=user, role=role, starts_on=date(2025, 1, 6), **more)


def _places(cast: Cast) -> None:
    cast.harton = Team.make(scheme=cast.scheme, name="Harton")
    cast.central = Team.make(scheme=cast.scheme, name="Riverbank Central")
    cast.surgery = Practice.make(
        scheme=cast.scheme, ods_code="A99017", name="Harton Surgery", team=cast.harton
    )
    cast.bridge = Practice.make(
        scheme=cast.scheme, ods_code="A99020", name="Bridge Practice", team=cast.central
    )


def _staff(cast: Cast) -> None:
    cast.priya = make_member(cast.scheme, "Priya Nair", "coordinator")
    cast.tom = make_member(cast.scheme, "Tom Okafor", "coordinator", team=cast.harton)
    cast.maria = make_member(cast.scheme, "Maria Costa", "manager")
    cast.ana = make_member(cast.scheme, "Ana Petrov", "auditor")
    cast.whitlock = make_member(cast.scheme, "Sam Whitlock", "referrer", practice=cast.surgery)
    cast.other_referrer = make_member(cast.scheme, "Lee Marsden", "referrer", practice=cast.bridge)


def _programme(cast: Cast) -> None:
    cast.coach = Role.make(
        scheme=cast.scheme,
        kind="coach",
        name="Coach",
        check_level="enhanced",
        check_reason="Regular support",
        caseload="hcc",
        people_at_once=5,
    )
    cast.befriender = Role.make(
        scheme=cast.scheme,
        kind="befriender",
        name="Befriender",
        check_level="enhanced",
        check_reason="Meets at home",
        people_at_once=3,
    )
    cast.taper = Taper.make(scheme=cast.scheme, name="Six months, 14 contacts")
    phases = [("Weekly", 1, 8), ("Every two weeks", 2, 4), ("Monthly", 4, 2)]
    for position, (name, weeks, contacts) in enumerate(phases):
        TaperPhase.make(
            scheme=cast.scheme,
            taper=cast.taper,
            position=position,
            name=name,
            interval_weeks=weeks,
            contacts=contacts,
        )
    cast.coaching = Programme.make(
        scheme=cast.scheme, name="Health coaching", role=cast.coach, taper=cast.taper
    )
    cast.autumn = Cohort.make(
        scheme=cast.scheme, programme=cast.coaching, name="Autumn 2026", starts_on=date(2026, 9, 1)
    )


def make_volunteer(cast: Cast, name: str, role: Role, *, renew_by: date, **more) -> Volunteer:
    """A volunteer with an account and all evidence; the check is to be renewed by `renew_by`."""
    member = make_member(cast.scheme, name, "volunteer")
    first, last = name.split()
    volunteer = Volunteer.make(
        **{
            "scheme": cast.scheme,
            "user": member.user,
            "ref": first,
            "first_name": first,
            "last_name": last,
            "email": member.user.email,
            "phone": "01632 960143",
            "stage": ACTIVE,
            "stage_since_on": date(2025, 6, 2),
            "conditions": ["copd"],
            "languages": ["english"],
            "modes": ["phone", "video"],
            "times": ["mon-pm", "tue-pm"],
            "born_on": date(1962, 5, 1),
            "joined_on": date(2025, 3, 3),
            "team": cast.harton,
            "coordinator": cast.priya,
            **more,
        }
    )
    HeldRole.make(scheme=cast.scheme, volunteer=volunteer, role=role, since_on=date(2025, 6, 2))
    Check.make(
        scheme=cast.scheme,
        volunteer=volunteer,
        level="enhanced",
        issued_on=renew_by - timedelta(days=1095),
        renew_by_on=renew_by,
    )
    Training.make(scheme=cast.scheme, volunteer=volunteer, kind=role.kind, finished_on=date(2025, 5, 20))
    Agreement.make(scheme=cast.scheme, volunteer=volunteer, role=role, signed_on=date(2025, 5, 21))
    setattr(cast, f"{first.lower()}_member", member)
    return volunteer


def also_holds(cast: Cast, volunteer: Volunteer, role: Role, **more) -> HeldRole:
    """A second role, with training and agreement for it. (The check of the first one does.)"""
    Training.make(scheme=cast.scheme, volunteer=volunteer, kind=role.kind, finished_on=date(2025, 5, 20))
    Agreement.make(scheme=cast.scheme, volunteer=volunteer, role=role, signed_on=date(2025, 5, 21))
    since = {"since_on": date(2025, 6, 2), **more}
    return HeldRole.make(scheme=cast.scheme, volunteer=volunteer, role=role, **since)


def make_welcomer(cast: Cast, volunteer: Volunteer) -> Volunteer:
    """The volunteer may introduce people from today on; for that alone nothing more is asked."""
    role = Role.make(
        scheme=cast.scheme,
        kind="welcomer",
        name="Welcomer",
        check_level="none",
        check_reason="Talks in a group",
        needs_training=False,
        needs_agreement=False,
    )
    HeldRole.make(scheme=cast.scheme, volunteer=volunteer, role=role, since_on=TODAY)
    return volunteer


def _volunteers(cast: Cast) -> None:
    cast.denise = make_volunteer(cast, "Denise Harper", cast.coach, renew_by=date(2028, 5, 1))
    cast.abdul = make_volunteer(
        cast, "Abdul Rahman", cast.coach, renew_by=date(2028, 2, 1), conditions=["type-2-diabetes"]
    )
    cast.joan = make_volunteer(cast, "Joan Marsh", cast.befriender, renew_by=date(2026, 10, 1))


def make_patient(
    cast: Cast, name: str, *, waits_since: date, practice: Practice | None = None, **more
) -> Enrolment:
    """A patient on the waiting list of the autumn cohort, with consent to support."""
    first, last = name.split()
    patient = Patient.make(
        **{
            "scheme": cast.scheme,
            "first_name": first,
            "last_name": last,
            "born_on": date(1959, 3, 4),
            "conditions": ["copd"],
            "languages": ["english"],
            "modes": ["phone"],
            "times": ["mon-pm"],
            "practice": practice or cast.surgery,
            "nhs_number_reason": "unknown",
            "phone": "01632 960150",
            **more,
        }
    )
    Consent.make(
        scheme=cast.scheme,
        patient=patient,
        purpose="support",
        given_on=waits_since,
        recorded_by="Sam Whitlock",
    )
    return Enrolment.make(
        scheme=cast.scheme,
        patient=patient,
        cohort=cast.autumn,
        joined_on=waits_since,
        waits_since_on=waits_since,
        owner=cast.priya,
    )


def _patients(cast: Cast) -> None:
    cast.mos_place = make_patient(
        cast,
        "Maureen Ellis",
        waits_since=date(2026, 10, 26),
        called="Mo",
        nhs_number="9434765919",
        nhs_number_reason="",
    )
    cast.mo = cast.mos_place.patient
    cast.graces_place = make_patient(
        cast, "Grace Adeyemi", waits_since=date(2026, 9, 14), practice=cast.bridge
    )
    cast.grace = cast.graces_place.patient
