"""Who is acting: a person in one scheme in one role, somebody without an account, or the system itself."""

from dataclasses import dataclass
from uuid import UUID

from peersupport.accounts.models import Membership, Scheme
from peersupport.accounts.roles import MAY, OUTSIDE, SYSTEM


@dataclass(frozen=True)
class Actor:
    """Every service is told `by=` an actor, who may do what their role names and nothing else.

    `only_team` limits the system to what one team sees, for work that somebody of that team has ordered.
    `about` is the key of the one row that somebody without an account was sent a link to.
    """

    scheme: Scheme
    name: str
    role: str
    membership: Membership | None = None
    only_team: UUID | None = None
    about: UUID | None = None

    @classmethod
    def of(cls, membership: Membership) -> "Actor":
        return cls(
            scheme=membership.scheme, name=membership.user.name, role=membership.role, membership=membership
        )

    @classmethod
    def system(cls, scheme: Scheme, *, only_team: UUID | None = None) -> "Actor":
        return cls(scheme=scheme, name="The system", role=SYSTEM, only_team=only_team)

    @classmethod
    def outside(cls, scheme: Scheme, role: str, *, about: UUID | None = None) -> "Actor":
        """Somebody without an account: on a public page, or with a link that was sent to them."""
        return cls(scheme=scheme, name=dict(OUTSIDE)[role], role=role, about=about)

    @property
    def user_key(self) -> UUID | None:
        return self.membership.user_id if self.membership else None

    @property
    def team_id(self) -> UUID | None:
        """The neighbourhood team this person is limited to, if any."""
        return self.membership.team_id if self.membership else self.only_team

    @property
    def sees_rows(self) -> bool:
        """The system and members see rows, each model says which; nobody else sees any."""
        return self.membership is not None or self.role == SYSTEM

    def can(self, permission: str) -> bool:
        return permission in MAY.get(self.role, ())
