"""Opening a scheme with what it needs on its first day. All of it is data that the scheme changes later."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Scheme, Term
from peersupport.accounts.models.vocabulary import CONDITION, LANGUAGE
from peersupport.audit.services import events
from programmes.models import Cohort, Programme, Taper, TaperPhase
from programmes.schedule.taper import DEFAULT_TAPER
from volunteers.choices import BASIC, BEFRIENDER, COACH, ENHANCED, LAY_TUTOR, NAVIGATOR
from volunteers.models import Role


@dataclass(frozen=True, slots=True)
class Offer:
    """A role and the programme it gives support in. The level of check is the role's, with its reason."""

    kind: str
    role: str
    programme: str
    check_level: str
    check_reason: str
    people_at_once: int
    caseload: str = "fixed"


_ALONE = "Regular support, alone with people who may be at risk. Confirm with your checking service."
_BESIDE = "Works beside staff or in public places. Confirm with your checking service."
OFFERS = (
    Offer(COACH, "Coach", "Health coaching", ENHANCED, _ALONE, 5, "hcc"),
    Offer(BEFRIENDER, "Befriender", "Befriending", ENHANCED, _ALONE, 3),
    Offer(NAVIGATOR, "Navigator", "Finding your way", BASIC, _BESIDE, 6),
    Offer(LAY_TUTOR, "Lay tutor", "Self-management course", BASIC, _BESIDE, 2),
)
TAPER_NAME = "Six months, 14 contacts"
LANGUAGES = ("English",)


@transaction.atomic
def open_scheme(
    name: str, *, at: datetime, today: date, is_demo: bool = False, conditions: tuple[str, ...] = ()
) -> Scheme:
    """Make a scheme with roles, the default taper, a programme and a cohort for each role, and its words."""
    scheme = Scheme.make(name=name, slug=free_slug(name), is_demo=is_demo)
    taper = _make_taper(scheme)
    for offer in OFFERS:
        _make_programme(scheme, offer, taper, today)
    add_terms(scheme, CONDITION, {slugify(word)[:60]: word for word in conditions})
    add_terms(scheme, LANGUAGE, {slugify(word)[:60]: word for word in LANGUAGES})
    by = Actor.system(scheme)
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


def _make_programme(scheme: Scheme, offer: Offer, taper: Taper, today: date) -> None:
    role = Role.make(
        scheme=scheme,
        kind=offer.kind,
        name=offer.role,
        check_level=offer.check_level,
        check_reason=offer.check_reason,
        caseload=offer.caseload,
        people_at_once=offer.people_at_once,
    )
    programme = Programme.make(scheme=scheme, name=offer.programme, role=role, taper=taper)
    Cohort.make(
        scheme=scheme, programme=programme, name=str(today.year), starts_on=today.replace(month=1, day=1)
    )
