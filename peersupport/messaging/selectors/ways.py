"""Which way a message goes: the preferred channel, else the other one that has an address that works."""

from dataclasses import dataclass

from peersupport.messaging import addresses
from peersupport.messaging.choices import EMAIL, TEXT
from peersupport.messaging.models import Bounce, Message
from peersupport.messaging.recipients import Recipient

NO_ADDRESS = "no address for messages"
NOT_SET_UP = "no channel is set up for the address"
CAME_BACK = "waits for a new address: an earlier message came back"


@dataclass(frozen=True)
class Way:
    """A channel and an address; without an address, `why` there is none."""

    channel: str = ""
    address: str = ""
    why: str = ""

    @property
    def digest(self) -> str:
        return addresses.digest(self.channel, self.address)


def ways(recipient: Recipient, asked: str) -> list[Way]:
    """All addresses of a recipient, the best first: their own wish, then what was asked for, then the rest."""
    has = {EMAIL: recipient.email, TEXT: addresses.mobile(recipient.mobile)}
    order = dict.fromkeys(name for name in (recipient.prefers, asked, *has) if name in has)
    return [Way(name, has[name]) for name in order if has[name]]


def choose(message: Message, recipient: Recipient, *, set_up) -> Way:
    """The first way that is set up (`set_up`: names of channels) and has not bounced."""
    all_ways = ways(recipient, message.channel)
    open_ways = [way for way in all_ways if way.channel in set_up]
    held = bounced(message.scheme_id, open_ways)
    for way in open_ways:
        if way.digest not in held:
            return way
    if held:
        return Way(why=CAME_BACK)
    return Way(why=NOT_SET_UP if all_ways else NO_ADDRESS)


def bounced(scheme, found: list[Way]) -> set[str]:
    """Digests of those addresses that get nothing now."""
    rows = Bounce.objects.of(scheme).holding().filter(address__in=[way.digest for way in found])
    return set(rows.values_list("address", flat=True))
