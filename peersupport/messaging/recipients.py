"""How the outbox learns about recipients without knowing the rooms above.

A room registers a kind of recipient in its AppConfig, by the dotted name of a function
`(keys: set[UUID]) -> dict[UUID, Recipient]` that leaves out whom it does not know; the pump asks it at sending time.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.module_loading import import_string

from peersupport.messaging.people import Whom


@dataclass(frozen=True)
class Recipient:
    """Where to send now. `refusal` says why nothing may be sent (left, died, objected, no address).

    `person` is who stands behind a recipient that is a referral, a feedback or a link: wish, opt-out, daily cap and
    bounces are theirs. `prefers` is a wish (a channel, by post, by a call), or empty for none; `needs` says which way
    of information a plain message is not (easy read, Braille). `link` is an address for this recipient alone: it goes
    into the message and is kept nowhere.
    """

    person: Whom
    first_name: str = ""
    email: str = ""
    mobile: str = ""
    refusal: str = ""
    link: str = ""
    prefers: str = ""
    needs: str = ""


_kinds: dict[str, str] = {}
_decided_when_sent: set[str] = set()


def register(kind: str, function: str, *, decides: bool = False) -> None:
    """Say who answers for recipients of this kind. Two answers for one kind are a mistake.

    `decides`: who it is for is settled only when it is sent, and from then on it is a message to that person.
    """
    if decides:
        _decided_when_sent.add(kind)
    if _kinds.setdefault(kind, function) != function:
        raise ValueError(f"recipient kind {kind!r} is taken")


def settled(kind: str, recipient: Recipient) -> dict:
    """The columns of a message that has come to its end and says now whom it was for."""
    if kind not in _decided_when_sent:
        return {}
    return dict(zip(("recipient_kind", "recipient_key"), recipient.person, strict=True))


def look_up(kind: str, key: UUID) -> Recipient:
    """Read address, consent and status now. An unknown kind raises KeyError."""
    return look_up_all([(kind, key)])[kind, key]


def look_up_all(wanted: Iterable[Whom]) -> dict[Whom, Recipient]:
    """The same for many, with one call a kind however many. An unknown kind raises KeyError."""
    keys = defaultdict(set)
    for kind, key in wanted:
        keys[kind].add(key)
    found = {kind: import_string(_kinds[kind])(some) for kind, some in keys.items()}
    return {
        (kind, key): found[kind].get(key) or Recipient((kind, key), refusal="no such person")
        for kind, some in keys.items()
        for key in some
    }
