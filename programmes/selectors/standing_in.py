"""Who supports a person on a day: whoever stands in then, else their own volunteer.

Somebody who has stepped down stands in for nobody: the person is with their own volunteer again.
"""

from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery, UUIDField
from django.db.models.functions import Coalesce

from programmes.models import Cover


def cover_of(day: date | OuterRef) -> QuerySet[Cover]:
    """For a subquery over rows with a relationship: the cover of that day."""
    rows = Cover.objects.everywhere().on(day).filter(relationship=OuterRef("relationship"))
    return rows.order_by("starts_on", "pk")


def supporter(day: date | OuterRef) -> Coalesce:
    """For a statement over the same rows: the key of the volunteer who supports the person on that day."""
    standing_in = Subquery(cover_of(day).values("volunteer")[:1])
    return Coalesce(standing_in, F("relationship__volunteer"), output_field=UUIDField())
