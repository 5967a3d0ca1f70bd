"""What every channel is, and how it says no."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

# No gateway may hold a pump for longer, in seconds; a lease lasts longer than this.
LONGEST_WAIT = 10


class Refused(Exception):
    """The gateway will not take this message, now or later. The text is ours, never the gateway's."""


class BadAddress(Refused):
    """The gateway says that nobody is at this address."""


class TryLater(OSError):
    """The gateway cannot take it now. `after` is how many seconds it asked us to wait, if it did."""

    def __init__(self, words: str, *, after: int | None = None):
        super().__init__(words)
        self.after = after


@dataclass(frozen=True)
class Parcel:
    """`reference` is the same at every try; `again` says that an earlier try may have arrived."""

    to: str
    subject: str
    body: str
    reference: str
    again: bool = False


class Channel(ABC):
    """One way to reach people. Made for a run of the pump and used by one thread."""

    def __enter__(self) -> "Channel":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    @abstractmethod
    def send(self, parcel: Parcel) -> None:
        """Hand the parcel over. Returns when the gateway has it; raises Refused or OSError."""

    def close(self) -> None:  # noqa: B027 - most channels keep nothing open
        """Let go of connections."""
