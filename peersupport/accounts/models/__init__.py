from peersupport.accounts.models.invites import Invite
from peersupport.accounts.models.memberships import Membership
from peersupport.accounts.models.places import Practice, Team
from peersupport.accounts.models.schemes import Scheme, SchemeRow, SchemeRows
from peersupport.accounts.models.users import User
from peersupport.accounts.models.vocabulary import Term

__all__ = [
    "Invite",
    "Membership",
    "Practice",
    "Scheme",
    "SchemeRow",
    "SchemeRows",
    "Team",
    "Term",
    "User",
]
