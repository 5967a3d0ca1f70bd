"""Who is acting: a person in one scheme in one role, or the system itself."""

from dataclasses import dataclass
from uuid import UUID

from peersupport.accounts.models import Membership, Scheme
from peersupport.accounts.roles import PERMISSIONS


@dataclass(frozen=True)
class Actor:
    """Every service is told `by=` an actor. The system has no membership and every permission.

    `only_team` limits the system to what one team sees, for work that somebody of that team has ordered.
    """

    scheme: Scheme
    name: str
    membership: Membership | None = None
    only_team: UUID | None = None

    @classmethod
    def of(cls, membership: Membership) -> "Actor":
        return cls(scheme=membership.scheme, name=membership.user.name, membership=membership)

    @classmethod
    def system(cls, scheme: Scheme, *, only_team: UUID | None = None) -> "Actor":
        return cls(scheme=scheme, name="The system", only_team=only_team)

    @property
    def user_key(self) -> UUID | None:
        return self.membership.user_id if self.membership else None

    @property
    def role(self) -> str:
        return self.membership.role if self.membership else "system"

    @property
    def team_id(self) -> UUID | None:
        """The neighbourhood team this person is limited to, if any."""
        return self.membership.team_id if self.membership else self.only_team

    def can(self, permission: str) -> bool:
        return self.membership is None or permission in PERMISSIONS[self.membership.role]
