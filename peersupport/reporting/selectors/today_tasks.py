"""What a task of the worklist is, and who asks for it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Membership
from programmes.models import Relationship


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and when."""

    actor: Actor
    at: datetime

    @property
    def on(self) -> date:
        return timezone.localdate(self.at)


@dataclass(frozen=True, slots=True)
class Task:
    """One line. `row` is what it is about, for the presenter; `since` orders lines of one kind, oldest first."""

    kind: str
    row: Any
    since: date | datetime
    owner: Membership | None = None
    owner_key: UUID | None = None
    owner_name: str = ""
    more: Any = None


def owner_of(relationship: Relationship) -> Membership | None:
    return relationship.enrolment.owner or relationship.volunteer.coordinator


def task(kind: str, row, since, owner: Membership | None, more=None) -> Task:
    return Task(kind, row, since, owner, owner.pk if owner else None, owner.user.name if owner else "", more)
