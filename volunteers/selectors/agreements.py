"""Which text counts now, who signed it and who has not: one rule for page, list and reminder."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from volunteers.choices import STEPPED_DOWN
from volunteers.models import Agreement, AgreementText, HeldRole, Role, Volunteer


@dataclass(frozen=True, slots=True)
class Document:
    """The agreement of a role, or the principles (no role). `text` is the newest version, if one is published."""

    role: Role | None
    text: AgreementText | None
    signed: int
    waiting: int

    @property
    def name(self) -> str:
        return f"{self.role.name} agreement" if self.role else "Our principles"


def newest(texts: Iterable[AgreementText]) -> dict[UUID | None, AgreementText]:
    """By key of role; None is the principles."""
    return {text.role_id: text for text in sorted(texts, key=lambda text: text.version)}


def documents(*, actor) -> list[Document]:
    """The principles, then a line a role that is switched on and needs an agreement. Five queries."""
    texts = newest(AgreementText.objects.visible_to(actor).select_related("role"))
    waiting, signed = waiting_for(actor=actor), _signed(actor, texts.values())
    roles = [None, *Role.objects.of(actor.scheme).on().filter(needs_agreement=True).order_by("name")]
    found = [(role, texts.get(role.pk if role else None)) for role in roles]
    return [
        Document(role, text, signed[text.pk] if text else 0, len(waiting[text.pk]) if text else 0)
        for role, text in found
    ]


def waiting_for(*, actor) -> dict[UUID, list[Volunteer]]:
    """Who has not signed the newest version, by key of text, by name. Three queries."""
    texts = newest(AgreementText.objects.of(actor.scheme))
    done = set(Agreement.objects.of(actor.scheme).values_list("volunteer_id", "text_id"))
    found = defaultdict(list)
    for volunteer, roles in _holders(actor).items():
        for text in _wanted(texts, roles):
            if (volunteer.pk, text.pk) not in done:
                found[text.pk].append(volunteer)
    return found


def to_sign(*, actor) -> list[AgreementText]:
    """What the volunteer who is here has not signed yet, the first to sign on top. One query."""
    held = HeldRole.objects.of(actor.scheme).filter(until_on__isnull=True, role__needs_agreement=True)
    mine = held.filter(volunteer__user=actor.user_key).exclude(volunteer__stage=STEPPED_DOWN)
    done = Agreement.objects.of(actor.scheme).filter(volunteer__user=actor.user_key, text=OuterRef("pk"))
    needed = Q(role__isnull=True) & Exists(mine) | Exists(mine.filter(role=OuterRef("role")))
    rows = AgreementText.objects.of(actor.scheme).filter(needed).annotate(is_signed=Exists(done))
    texts = newest(rows.select_related("role")).values()
    return sorted((text for text in texts if not text.is_signed), key=lambda text: text.sign_by_on)


def signed_by_me(text: AgreementText, *, actor) -> Agreement | None:
    """The receipt of the volunteer who is here."""
    mine = Agreement.objects.of(actor.scheme).filter(text=text, volunteer__user=actor.user_key)
    return mine.first()


def versions(text: AgreementText) -> list[AgreementText]:
    """All versions of the same document, newest first."""
    rows = AgreementText.objects.of(text.scheme_id).filter(role=text.role_id)
    return list(rows.select_related("published_by__user").order_by("-version"))


def signatures(text: AgreementText, *, actor) -> list[Agreement]:
    """Who signed this version, newest first."""
    rows = Agreement.objects.of(actor.scheme).filter(
        text=text, volunteer__in=Volunteer.objects.visible_to(actor)
    )
    return list(rows.select_related("volunteer").order_by("-signed_on", "-pk"))


def _signed(actor, texts: Iterable[AgreementText]) -> dict[UUID, int]:
    found = defaultdict(int)
    seen = Volunteer.objects.visible_to(actor)
    rows = Agreement.objects.of(actor.scheme).filter(text__in=list(texts), volunteer__in=seen)
    for key in rows.values_list("text_id", flat=True):
        found[key] += 1
    return found


def _holders(actor) -> dict[Volunteer, set[UUID]]:
    """Everybody this person may see who holds a role with an agreement, with those roles, by name."""
    people = Volunteer.objects.visible_to(actor).exclude(stage=STEPPED_DOWN)
    held = HeldRole.objects.of(actor.scheme).filter(
        until_on__isnull=True, role__needs_agreement=True, volunteer__in=people
    )
    found = defaultdict(set)
    order = ("volunteer__last_name", "volunteer__first_name", "volunteer_id")
    for row in held.select_related("volunteer__coordinator__user").order_by(*order):
        found[row.volunteer].add(row.role_id)
    return found


def _wanted(texts: dict, roles: set[UUID]) -> list[AgreementText]:
    """The newest texts for somebody who holds these roles; the principles are for whoever holds one."""
    return [texts[key] for key in (*roles, *([None] if roles else [])) if key in texts]
