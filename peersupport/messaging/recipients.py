"""How the outbox learns about a recipient without knowing the rooms above.

A room registers a kind of recipient in its AppConfig, by the dotted name of a function
`(key: UUID) -> Recipient`; the pump asks it at sending time.
"""

from dataclasses import dataclass
from uuid import UUID

from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Recipient:
    """Where to send now. `refusal` says why nothing may be sent (left, died, objected, no address).

    `prefers` is a wish (a channel, by post, by a call), or empty for none; `needs` says which way of information a
    plain message is not (easy read, Braille). `link` is an address for this recipient alone: it goes
    into the message and is kept nowhere. `whom` is under which kind and key this person's wishes are written
    down, where that is not the recipient itself: one clinician has many referrals.
    """

    first_name: str = ""
    email: str = ""
    mobile: str = ""
    refusal: str = ""
    link: str = ""
    prefers: str = ""
    needs: str = ""
    whom: tuple[str, UUID] | None = None


GONE = Recipient(refusal="no such person")
_kinds: dict[str, str] = {}


def register(kind: str, function: str) -> None:
    """Say who answers for recipients of this kind. Two answers for one kind are a mistake."""
    if _kinds.setdefault(kind, function) != function:
        raise ValueError(f"recipient kind {kind!r} is taken")


def look_up(kind: str, key: UUID) -> Recipient:
    """Read address, consent and status now. An unknown kind raises KeyError."""
    return import_string(_kinds[kind])(key)
