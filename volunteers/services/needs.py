"""What follows for people at work from a change of what roles need: nobody is stopped by surprise."""

from collections.abc import Iterable
from uuid import UUID

from peersupport.accounts.actors import Actor
from peersupport.core.errors import Refusal
from peersupport.core.templatetags.words import count
from volunteers.models import Volunteer

NAMED = 3


class WouldStop(Refusal):
    """A change of what roles need, after which volunteers at work would lack something."""

    field = "anyway"


def would_stop(keys: set[UUID], missing: Iterable[str], *, by: Actor) -> WouldStop:
    """Names those of these volunteers whom this person sees, says how many others there are, and what they would
    lack: "training", "a signature".
    """
    return WouldStop(
        f"{_named(keys, by)} can be given somebody new today, and could not once this is saved, because "
        f"{_listed(list(missing))} would be missing or to refresh. Let them do that first, or tick the box if it is "
        "to count at once."
    )


def _named(keys: set[UUID], by: Actor) -> str:
    seen = Volunteer.objects.visible_to(by).filter(pk__in=keys).order_by("last_name", "first_name", "pk")
    names = [one.name for one in seen[:NAMED]]
    rest = len(keys) - len(names)
    return _listed([*names, *([count(rest, "other volunteer" if names else "volunteer")] if rest else [])])


def _listed(words: list[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
