"""The figures of a forecast, in the address, so that a forecast can be sent to somebody."""

from dataclasses import asdict

from django import forms
from django.core.exceptions import ValidationError

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.reporting.selectors.forecast import Wanted, most_months

TOO_MUCH = (
    "That is more than a page can work out: {people} volunteers for {months} months. Look ahead {fits} months or "
    "less, or ask for fewer volunteers. For larger schemes there is the command “simulate” on the server"
)


def number(label: str, most: int, least: int = 0) -> forms.IntegerField:
    """A whole number that must be there; every mistake has the same cure."""
    words = f"“{label}”: enter a whole number from {least} to {most:,}"
    codes = ("required", "invalid", "min_value", "max_value")
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, error_messages=dict.fromkeys(codes, words)
    )


class ForecastForm(PlainForm):
    method = "get"
    action = "forecast"
    label_size = "s"
    form_attributes = {"aria-label": "Figures of the forecast"}

    programme = forms.CharField(required=False, widget=forms.HiddenInput)
    coaches = number("Volunteers now", 500)
    more = number("Volunteers to recruit", 500)
    training = number("Until a recruit can start", 52)
    months = number("Look ahead", 36, 1)
    waiting = number("People waiting now", 5000)
    arrivals = forms.DecimalField(
        label="New people a week",
        min_value=0,
        max_value=200,
        max_digits=6,
        decimal_places=1,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value", "max_digits", "max_decimal_places"),
            "“New people a week”: enter a number from 0 to 200, for example 2.5",
        ),
    )
    drop_out = number("Leave before the end", 100)
    leave = number("A volunteer’s leave in a year", 26)

    def layout(self):
        return L.Layout(
            L.Div(
                L.Field("coaches", width=4, inputmode="numeric"),
                L.Field("more", width=4, inputmode="numeric"),
                L.Field("training", width=4, inputmode="numeric", suffix="weeks"),
                L.Field("months", width=4, inputmode="numeric", suffix="months"),
                L.Field("waiting", width=4, inputmode="numeric"),
                L.Field("arrivals", width=4, inputmode="decimal"),
                L.Field("drop_out", width=4, inputmode="numeric", suffix="%"),
                L.Field("leave", width=4, inputmode="numeric", suffix="weeks"),
                classes="app-figures",
            ),
            L.Submit("Work it out"),
        )

    def clean(self):
        found = super().clean()
        if {"coaches", "more", "months"} <= found.keys():
            coaches = found["coaches"] + found["more"]
            fits = most_months(coaches)
            if found["months"] > fits:
                words = TOO_MUCH.format(people=coaches, months=found["months"], fits=fits)
                raise ValidationError({"months": words})
        return found

    def wanted(self) -> Wanted:
        """The figures of a valid form."""
        figures = {name: self.cleaned_data[name] for name in asdict(Wanted(0))}
        return Wanted(**{**figures, "arrivals": float(figures["arrivals"])})
