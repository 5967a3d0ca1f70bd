"""Channels: each takes one parcel to one address, or raises.

`TryLater` (and any OSError) means "not now"; `Refused` means "never"; `BadAddress` means "never, to this address".
Which adapter serves e-mail and which text is a setting (MESSAGE_CHANNELS); an empty one is not set up.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.conf import settings
from django.utils.module_loading import import_string

from peersupport.messaging.channels.base import BadAddress, Channel, Parcel, Refused, TryLater

__all__ = ["BadAddress", "Channel", "Parcel", "Refused", "TryLater", "opened"]


@contextmanager
def opened() -> Iterator[dict[str, Channel]]:
    """The channels that are set up, by name, for one run of the pump: its connections are closed afterwards."""
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(import_string(adapter)())
            for name, adapter in settings.MESSAGE_CHANNELS.items()
            if adapter
        }
