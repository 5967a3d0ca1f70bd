"""What both sheets say about a person: names, numbers, addresses."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from peersupport.reporting.sheets.errors import RowRefused
from programmes.models.people import check_nhs_number


def line(text: str) -> str:
    """On one line, with single spaces."""
    return " ".join(text.split())


def name(text: str, *, what: str) -> str:
    """A name; raises RowRefused when there is none."""
    if not (tidy := line(text)):
        raise RowRefused(f"{what} missing")
    return tidy


def email(text: str) -> str:
    """An e-mail address or nothing; raises RowRefused for anything else."""
    tidy = line(text)
    try:
        if tidy:
            validate_email(tidy)
    except ValidationError:
        raise RowRefused("e-mail not valid") from None
    return tidy


def nhs_number(text: str) -> str:
    """Ten digits, or nothing for an empty cell; raises RowRefused for a number that cannot be right."""
    digits = re.sub(r"[\s-]", "", text)
    try:
        if digits:
            check_nhs_number(digits)
    except ValidationError:
        raise RowRefused("NHS number not valid") from None
    return digits


def leftovers(**unknown: list[str]) -> str:
    """`Available: evenings`: what was written in a cell and has no code, a line for each cell."""
    return "\n".join(
        f"{cell.replace('_', ' ').capitalize()}: {'; '.join(words)}"
        for cell, words in unknown.items()
        if words
    )
