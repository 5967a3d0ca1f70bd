"""Numbers as people type them."""

from decimal import Decimal

import pytest
from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.numbers import TypedDecimalField


class Asked(PlainForm):
    miles = TypedDecimalField(label="Miles", max_digits=5, decimal_places=1)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("7.5", "7.5"), ("7,5", "7.5"), ("£4.8", "4.8"), (" £ 4.8 ", "4.8"), ("1,200", "1200"), ("1 200.5", "1200.5"),
        (".5", "0.5"), ("12", "12"),
    ],
)  # fmt: skip
def test_what_people_type_is_understood(typed, number):
    form = Asked({"miles": typed})
    assert (form.is_valid(), form.cleaned_data.get("miles")) == (True, Decimal(number))


@pytest.mark.parametrize("typed", ["1e2", "7.5.1", "seven", "--3", "NaN", "1,2,3", "Infinity"])
def test_what_is_no_number_is_refused(typed):
    form = Asked({"miles": typed})
    assert (form.is_valid(), form.errors["miles"]) == (False, ["Miles must be a number, for example 2.5"])


def test_too_many_digits_are_said_in_plain_words():
    assert Asked({"miles": "7.55"}).errors["miles"] == ["Miles can have 1 digit after the point at most"]


def test_an_empty_field_is_required_or_not():
    class Maybe(PlainForm):
        miles = TypedDecimalField(required=False)

    assert Maybe({"miles": ""}).is_valid()
    assert isinstance(Maybe().fields["miles"].widget, forms.TextInput)
