"""The permission check of services: pages, imports, the API and tasks all pass it."""

from peersupport.accounts.actors import Actor
from peersupport.core.errors import Refusal


class NotAllowed(Refusal):
    words = "You are not allowed to do this. Ask your scheme manager if you need it."


def require(actor: Actor, permission: str, *rows) -> None:
    """Refuse unless the actor has the permission and every row belongs to the actor's scheme."""
    if not actor.can(permission) or any(row.scheme_id != actor.scheme.pk for row in rows):
        raise NotAllowed
