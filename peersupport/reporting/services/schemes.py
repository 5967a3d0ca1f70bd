"""Opening a scheme with what it needs on its first day. All of it is data that the scheme changes later."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.text import slugify

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Scheme, Term
from peersupport.accounts.models.vocabulary import CONDITION, LANGUAGE
from peersupport.audit.services import events
from programmes.models import Cohort, Programme, Taper, TaperPhase
from programmes.schedule.taper import DEFAULT_TAPER
from volunteers.choices import BEFRIENDER, COACH, LAY_TUTOR, NAVIGATOR, ROLE_KINDS
from volunteers.models import Role
from volunteers.services.roles import start_with_usual_roles
from volunteers.services.roles_usual import ON_FROM_THE_START

# What a role of each kind gives support in.
PROGRAMMES = {
    COACH: "Health coaching",
    BEFRIENDER: "Befriending",
    NAVIGATOR: "Finding your way",
    LAY_TUTOR: "Self-management course",
}
ROLE_NAMES = tuple(dict(ROLE_KINDS)[kind] for kind in ON_FROM_THE_START)
TAPER_NAME = "Six months, 14 contacts"
LANGUAGES = ("English",)
# Time for staff to set up their second factor. A manager may move the day.
SECOND_FACTOR_AFTER = timedelta(days=14)


@transaction.atomic
def open_scheme(
    name: str,
    *,
    at: datetime,
    today: date,
    is_demo: bool = False,
    conditions: tuple[str, ...] = (),
    supervised_from: date | None = None,
) -> Scheme:
    """Make a scheme with roles, the default taper, a programme and a cohort for each role, and its words.

    Staff need a second factor after a fortnight, but in a demo anybody may look around without.
    Supervision is owed from a day on (default: today), so that nobody who is taken over is late at once.
    """
    from_on = None if is_demo else today + SECOND_FACTOR_AFTER
    scheme = Scheme.make(name=name, slug=free_slug(name), is_demo=is_demo, second_factor_from_on=from_on)
    by, taper = Actor.system(scheme), _make_taper(scheme)
    for role in start_with_usual_roles(by=by, at=at, supervised_from=supervised_from or today):
        _make_programme(role, taper, today)
    add_terms(scheme, CONDITION, {slugify(word)[:60]: word for word in conditions})
    add_terms(scheme, LANGUAGE, {slugify(word)[:60]: word for word in LANGUAGES})
    events.record(by=by, action="scheme.opened", row=scheme, at=at, detail={"name": scheme.name})
    return scheme


def add_terms(scheme: Scheme, kind: str, terms: dict[str, str]) -> None:
    """Add the words that the scheme does not have yet: code to name."""
    known = set(Term.objects.of(scheme).kind(kind).values_list("code", flat=True))
    for code, word in terms.items():
        if code not in known:
            Term.make(scheme=scheme, kind=kind, code=code, name=word)


def free_slug(name: str) -> str:
    """An address for the scheme that no other has."""
    base = slugify(name)[:50] or "scheme"
    taken = set(Scheme.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(
        slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken
    )


def _make_taper(scheme: Scheme) -> Taper:
    taper = Taper.make(scheme=scheme, name=TAPER_NAME)
    for position, phase in enumerate(DEFAULT_TAPER):
        TaperPhase.make(
            scheme=scheme,
            taper=taper,
            position=position,
            name=phase.name,
            interval_weeks=phase.interval_weeks,
            contacts=phase.contacts,
        )
    return taper


def _make_programme(role: Role, taper: Taper, today: date) -> None:
    name, first_day = PROGRAMMES.get(role.kind, role.name), today.replace(month=1, day=1)
    programme = Programme.make(scheme=role.scheme, name=name, role=role, taper=taper)
    Cohort.make(scheme=role.scheme, programme=programme, name=str(today.year), starts_on=first_day)
