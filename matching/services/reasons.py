"""Every decision says why."""

from peersupport.core.errors import Refusal


class NoReason(Refusal):
    words = "Say why, in words that the person could read."
    field = "why"


def check_reason(why: str) -> str:
    """The reason without spaces around it. Raises NoReason."""
    if not why.strip():
        raise NoReason
    return why.strip()
