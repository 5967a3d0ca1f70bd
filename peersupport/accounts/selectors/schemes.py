from collections.abc import Iterator

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Scheme


def systems() -> Iterator[Actor]:
    """The system as it acts in each scheme, for ticks."""
    return (Actor.system(scheme) for scheme in Scheme.objects.order_by("pk"))
