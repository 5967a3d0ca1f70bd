"""Everything that one role asks for, on one page."""

from dataclasses import dataclass
from datetime import date

from volunteers.models import Module, Role, SupervisionRule
from volunteers.selectors.agreements import Document, documents
from volunteers.selectors.roles import held_now
from volunteers.selectors.supervision_facts import rules_of
from volunteers.selectors.training_facts import modules_of


@dataclass(frozen=True, slots=True)
class RolePage:
    """`modules` in the order of their courses, `documents` the principles and the role's agreement, `rules` those of
    supervision that hold now, in the order of levels.
    """

    role: Role
    held: int
    modules: tuple[Module, ...]
    documents: tuple[Document, ...]
    rules: tuple[SupervisionRule, ...]


def role_page(role: Role, *, actor, on: date) -> RolePage:
    """Eight queries."""
    asked = [line for line in documents(actor=actor) if line.role in (None, role)]
    return RolePage(
        role=role,
        held=held_now(role, on=on),
        modules=modules_of(role.scheme_id).get(role.kind, ()) if role.needs_training else (),
        documents=tuple(asked) if role.needs_agreement else (),
        rules=rules_of(role.scheme_id).of(role.pk, on),
    )
