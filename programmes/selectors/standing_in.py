"""Who supports a person on a day: whoever stands in then, else their own volunteer. Everybody who asks asks here.

Somebody who has stepped down stands in for nobody: the person is with their own volunteer again.
"""

from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from programmes.models import Cover

Day = date | OuterRef | Combinable


def supporter(day: Day) -> Coalesce:
    """For a statement over rows with a relationship: the key of the volunteer who supports the person on that day."""
    return _first(cover_of(day))


def supporter_then(day: Day) -> Coalesce:
    """The same of a day that is over: whoever stood in then did so, also if that was stopped later, or they left."""
    there = Cover.objects.everywhere().filter(starts_on__lte=day, ends_on__gte=day)
    return _first(_here(there.filter(Q(stopped_at=None) | Q(stopped_at__date__gt=day))))


def cover_of(day: Day) -> QuerySet[Cover]:
    """For a subquery over the same rows: the cover of that day."""
    return _here(Cover.objects.everywhere().on(day))


def _here(covers: QuerySet[Cover]) -> QuerySet[Cover]:
    return covers.filter(relationship=OuterRef("relationship")).order_by("starts_on", "pk")


def _first(covers: QuerySet[Cover]) -> Coalesce:
    standing_in = Subquery(covers.values("volunteer")[:1])
    return Coalesce(standing_in, F("relationship__volunteer"), output_field=UUIDField())
