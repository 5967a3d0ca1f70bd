"""Which texts somebody has to sign, and by when: pure rules, the same for gate, pages, lists and reminders.

Of each document only the newest version counts. Whoever signed an older one has time until its day; whoever has
signed none is given nobody before they have.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from volunteers.models import AgreementText


class Signature(NamedTuple):
    """Of a text; without one, of the agreement of a role, on paper or in another register."""

    on: date
    text: UUID | None
    role: UUID | None


@dataclass(frozen=True, slots=True)
class Owed:
    """What is to be signed. No `role`: the principles. No `text`: nothing is published for the role.

    `by_on` is the last day on which an older signature still counts; None: there is none, so nothing counts.
    """

    role: UUID | None
    text: AgreementText | None
    by_on: date | None = None

    def stops(self, on: date) -> bool:
        """Whether nobody new is given to them on that day for want of it."""
        return self.by_on is None or self.by_on < on


def owed(
    texts: Iterable[AgreementText], signatures: Iterable[Signature], roles: Sequence[UUID], on: date
) -> tuple[Owed, ...]:
    """All that somebody who holds these roles, each with an agreement, has to sign: theirs, then the principles."""
    known = [text for text in texts if text.published_on <= on]
    signed = [one for one in signatures if one.on <= on]
    found = [_of_role(role, known, signed) for role in roles]
    found += [_principles(known, signed)] if roles else []
    return tuple(one for one in found if one)


def _of_role(role: UUID, texts: list[AgreementText], signed: list[Signature]) -> Owed | None:
    versions = _versions(texts, role)
    before = any(one.role == role or one.text in versions for one in signed)
    if not versions:
        return None if before else Owed(role, None)
    return _newest(role, versions, signed, before=before)


def _principles(texts: list[AgreementText], signed: list[Signature]) -> Owed | None:
    """They are for everybody: whoever had signed anything when they came out has time."""
    versions = _versions(texts, None)
    if not versions:
        return None
    newest = max(versions.values(), key=lambda text: text.version)
    before = any(one.text in versions or one.on < newest.published_on for one in signed)
    return _newest(None, versions, signed, before=before)


def _versions(texts: list[AgreementText], role: UUID | None) -> dict[UUID, AgreementText]:
    return {text.pk: text for text in texts if text.role_id == role}


def _newest(
    role: UUID | None, versions: dict[UUID, AgreementText], signed: list[Signature], *, before: bool
) -> Owed | None:
    text = max(versions.values(), key=lambda text: text.version)
    if any(one.text == text.pk for one in signed):
        return None
    return Owed(role, text, text.sign_by_on if before else None)
