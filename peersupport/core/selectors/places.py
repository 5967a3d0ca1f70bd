"""Where people live, as far as the table of places knows."""

from collections.abc import Iterable

from peersupport.core.models import Place
from peersupport.core.postcodes import reaches
from peersupport.core.sql import these_words

Point = tuple[int, int]


def points_of(postcodes: Iterable[str]) -> dict[str, Point]:
    """(easting, northing) in metres by the text of the postcode; its sector stands in for it, or its district.

    What is not known is left out. One query.
    """
    within = {text: reaches(text) for text in set(postcodes)}
    wanted = sorted({code for codes in within.values() for code in codes})
    rows = Place.objects.filter(pk__in=these_words(wanted)).values_list("code", "easting", "northing")
    known = {code: (east, north) for code, east, north in rows} if wanted else {}
    nearest = {text: next((code for code in codes if code in known), "") for text, codes in within.items()}
    return {text: known[code] for text, code in nearest.items() if code}
