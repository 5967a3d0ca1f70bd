"""UK postcodes as text: `TQ2 7AG` lies in the sector `TQ2 7`, and that in the district `TQ2`."""

import re
from functools import lru_cache

_WHOLE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9])([A-Z]{2})")
_SECTOR = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) ([0-9])")
_DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")


def postcode(text: str) -> str:
    """`tq27ag` becomes `TQ2 7AG`; what is no postcode stays as it is, in capitals and with single spaces."""
    tidy = " ".join(text.upper().split())
    found = _WHOLE.fullmatch(tidy.replace(" ", ""))
    return f"{found[1]} {found[2]}{found[3]}" if found else tidy


@lru_cache(maxsize=1 << 15)  # the same few thousand are asked for in every round
def reaches(text: str) -> tuple[str, ...]:
    """What holds this place, the nearest first: postcode, sector, district. A sector needs its space (`TQ2 7`)."""
    tidy = postcode(text)
    if found := _WHOLE.fullmatch(tidy.replace(" ", "")):
        return tidy, f"{found[1]} {found[2]}", found[1]
    if found := _SECTOR.fullmatch(tidy):
        return tidy, found[1]
    return (tidy,) if _DISTRICT.fullmatch(tidy) else ()


@lru_cache(maxsize=1 << 15)
def district(text: str) -> str:
    """`TQ2`; of what is no postcode the part before the first space."""
    reached = reaches(text)
    return reached[-1] if reached else postcode(text).partition(" ")[0]
