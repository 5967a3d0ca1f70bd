"""Fields of a referral that check themselves by the rules of the service."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.core.exceptions import ValidationError

from peersupport.accounts.models import Scheme
from peersupport.core.errors import Refusal
from programmes.selectors.referrals_practices import find

DAY_PARTS = (("am", "Mornings"), ("pm", "Afternoons"), ("eve", "Evenings"))
_WORKING_WEEK = ("mon", "tue", "wed", "thu", "fri")
_FEWEST_DIGITS = 10


@contextmanager
def rule() -> Iterator[None]:
    """A refusal of a rule becomes the sentence beside the field."""
    try:
        yield
    except Refusal as refusal:
        raise ValidationError(refusal.words) from refusal


def ticks(label: str, choices, **more) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, **{"required": False, **more}
    )


def lines(label: str, rows: int, **more) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
        **{"required": False, **more},
    )


def line(label: str, longest: int, **more) -> forms.CharField:
    """A line about somebody else: the browser must not fill in the clinician's own."""
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=longest, widget=widget, **{"required": False, **more})


def practice_code(scheme: Scheme, text: str) -> str:
    """The ODS code of the practice that is meant. Raises ValidationError naming those that come near."""
    found = find(scheme, text)
    if found.practice:
        return found.practice.ods_code
    if found.near:
        names = " or ".join(str(practice) for practice in found.near)
        raise ValidationError(
            f"We are not sure which practice this is. Do you mean {names}? Enter its ODS code"
        )
    raise ValidationError(
        "We know no practice of this name or code. Check the ODS code, or ask the coordinator to add the practice"
    )


def check_phone(text: str) -> str:
    digits = [letter for letter in text if letter.isdigit()]
    if text and len(digits) < _FEWEST_DIGITS:
        raise ValidationError("Enter a whole phone number with its area code, for example 01632 960 001")
    return text


def whole_week(parts: list[str]) -> tuple[str, ...]:
    """Mornings are the mornings from Monday to Friday."""
    return tuple(f"{day}-{part}" for day in _WORKING_WEEK for part in parts)
