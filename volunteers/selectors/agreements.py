"""Which text counts now, who signed it and who has not: one rule for page, list and reminder."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from volunteers.choices import STEPPED_DOWN
from volunteers.models import Agreement, AgreementText, HeldRole, Role, Volunteer
from volunteers.selectors.agreements_rules import Owed, Signature, owed


@dataclass(frozen=True, slots=True)
class Document:
    """The agreement of a role, or the principles (no role). `text` is the newest version, if one is published;
    without one, signatures are those on paper or in another register.
    """

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
    waiting, signed = waiting_for(actor=actor), _signed(actor)
    roles = [None, *Role.objects.of(actor.scheme).on().filter(needs_agreement=True).order_by("name")]
    found = [(role, texts.get(role.pk if role else None)) for role in roles]
    return [
        Document(role, text, signed[text.pk if text else role.pk], len(waiting[text.pk if text else role.pk]))
        if text or role
        else Document(None, None, 0, 0)
        for role, text in found
    ]


def waiting_for(*, actor) -> dict[UUID, list[Volunteer]]:
    """Who has not signed the newest version, by name: by key of text, or of the role that has none. Three queries."""
    found = defaultdict(list)
    for volunteer, lines in all_owed(actor=actor).items():
        for one in lines:
            found[one.text.pk if one.text else one.role].append(volunteer)
    return found


def all_owed(*, actor) -> dict[Volunteer, tuple[Owed, ...]]:
    """What everybody whom this person may see has to sign, by name. Three queries."""
    texts = list(AgreementText.objects.of(actor.scheme).select_related("role").defer("text"))
    signed, today = _signatures(Agreement.objects.of(actor.scheme)), date.max
    return {
        volunteer: owed(texts, signed[volunteer.pk], sorted(roles), today)
        for volunteer, roles in _holders(actor).items()
    }


def to_sign(*, actor) -> list[Owed]:
    """What the volunteer who is here has not signed yet, the first to sign on top. Three queries."""
    held = HeldRole.objects.of(actor.scheme).filter(until_on__isnull=True, role__needs_agreement=True)
    mine = held.filter(volunteer__user=actor.user_key).exclude(volunteer__stage=STEPPED_DOWN)
    roles = list(mine.order_by("role__name", "pk").values_list("role_id", flat=True))
    rows = Agreement.objects.of(actor.scheme).filter(volunteer__user=actor.user_key)
    texts = AgreementText.objects.of(actor.scheme).select_related("role").defer("text")
    signed = [one for some in _signatures(rows).values() for one in some]
    found = [one for one in owed(texts, signed, roles, date.max) if one.text]
    return sorted(found, key=lambda one: one.by_on or date.min)


def _signatures(rows) -> dict[UUID, list[Signature]]:
    found = defaultdict(list)
    for volunteer, *signature in rows.values_list("volunteer_id", "signed_on", "text_id", "role_id"):
        found[volunteer].append(Signature(*signature))
    return found


def owed_by(volunteer: Volunteer) -> list[Document]:
    """The documents that a volunteer has to sign, the agreements of their roles first. Three queries."""
    held = volunteer.held_roles.filter(until_on__isnull=True, role__needs_agreement=True).select_related(
        "role"
    )
    roles = {row.role_id: row.role for row in held.order_by("role__name", "pk")}
    texts = AgreementText.objects.of(volunteer.scheme_id).select_related("role").defer("text")
    signed = _signatures(Agreement.objects.of(volunteer.scheme_id).filter(volunteer=volunteer))
    found = owed(texts, signed[volunteer.pk], list(roles), date.max)
    return [Document(roles.get(one.role), one.text, 0, 1) for one in found]


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


def _signed(actor) -> dict[UUID, int]:
    """How many signatures there are, by key of text or of role."""
    found = defaultdict(int)
    seen = Volunteer.objects.visible_to(actor)
    rows = Agreement.objects.of(actor.scheme).filter(volunteer__in=seen)
    for text, role in rows.values_list("text_id", "role_id"):
        found[text or role] += 1
    return found


def _holders(actor) -> dict[Volunteer, set[UUID]]:
    """Everybody this person may see who holds a role with an agreement, with those roles, by name."""
    people = Volunteer.objects.visible_to(actor).exclude(stage=STEPPED_DOWN)
    held = HeldRole.objects.of(actor.scheme).filter(
        until_on__isnull=True, role__needs_agreement=True, volunteer__in=people
    )
    found = defaultdict(set)
    held = held.order_by("volunteer__last_name", "volunteer__first_name", "volunteer_id", "pk")
    for row in held.select_related("volunteer__coordinator__user"):
        found[row.volunteer].add(row.role_id)
    return found
