"""A journey, a cost with its receipt, and handing a claim in."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.numbers import TypedDecimalField
from peersupport.core.forms.once import OnceMixin
from peersupport.core.forms.uploads import UploadField
from volunteers.choices import CLAIMED_FOR, COSTS
from volunteers.mileage import year_words


class LineForm(OnceMixin, PlainForm):
    """What a journey and a cost have in common. Made with today."""

    label_size = "s"

    on = MemorableDateField(label="Day")
    purpose = forms.ChoiceField(label="What was it for?", choices=CLAIMED_FOR, widget=forms.RadioSelect)

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].latest = today
        self.fields["on"].help_text = f"For example, {today.day} {today.month} {today.year}"


class JourneyForm(LineForm):
    start = forms.CharField(label="From", max_length=100, help_text="A place, for example home or Harton")
    end = forms.CharField(
        label="To",
        max_length=100,
        help_text="A place, for example the library in Millbrook. Nobody's name and nothing about health",
    )
    miles = TypedDecimalField(
        label="Miles",
        min_value=Decimal("0.1"),
        max_value=Decimal("999.9"),
        max_digits=4,
        decimal_places=1,
        help_text="There and back, if you came back. For example, 12 or 7.5",
    )
    field_order = ("on", "start", "end", "miles", "purpose", "once")

    def layout(self):
        miles = L.Field("miles", width=4, suffix="miles", inputmode="decimal")
        return L.Layout("on", "start", "end", miles, "purpose", L.Actions(L.Submit("Add this journey")))

    def facts(self) -> dict:
        found = self.cleaned_data
        kept = {name: found[name] for name in ("on", "start", "end", "purpose")}
        return kept | {"tenths": int(found["miles"] * 10)}


class CostForm(LineForm):
    """`file` becomes an Upload."""

    category = forms.ChoiceField(label="What kind of cost?", choices=[("", "Choose"), *COSTS])
    what = forms.CharField(
        label="What was it?",
        max_length=200,
        help_text="For example, day ticket. Nobody's name, nothing about health",
    )
    amount = TypedDecimalField(
        label="How much did you pay?",
        min_value=Decimal("0.01"),
        max_value=Decimal("999.99"),
        max_digits=5,
        decimal_places=2,
        help_text="As it says on the receipt, for example 4.80",
    )
    file = UploadField(
        label="The receipt",
        help_text="A photo or a PDF, up to 5 MB. Only you and those who look after claims can open it",
    )
    field_order = ("on", "category", "what", "amount", "purpose", "file", "once")

    def layout(self):
        amount = L.Field("amount", width=5, prefix="£", inputmode="decimal")
        return L.Layout(
            "on", "category", "what", amount, "purpose", "file", L.Actions(L.Submit("Add this cost"))
        )

    def facts(self) -> dict:
        found = self.cleaned_data
        kept = {name: found[name] for name in ("on", "category", "what", "purpose")}
        return kept | {"pence": int(found["amount"] * 100), "upload": found["file"]}


class SendForm(OnceMixin, PlainForm):
    """Hand a claim in. `years` are the tax years of its journeys, `said` what was said of them before."""

    label_size = "s"

    def __init__(self, *args, years: Iterable[int], said: dict[int, int | None], **kwargs):
        super().__init__(*args, **kwargs)
        self.years = list(years)
        for year in self.years:
            self.fields[f"elsewhere_{year}"] = forms.IntegerField(
                label=f"Miles claimed from other organisations in {year_words(year)}",
                min_value=0,
                max_value=99_999,
                initial=said[year],
                help_text=f"All other organisations together, {_days(year)}. 0 if there is none",
                error_messages={"required": "Enter the miles, or 0 if there is no other organisation"},
            )

    def layout(self):
        asked = [L.Field(f"elsewhere_{year}", width=5, suffix="miles") for year in self.years]
        return L.Layout(*asked, L.Actions(L.Submit("Send this claim")))

    def elsewhere(self) -> dict[int, int]:
        return {year: self.cleaned_data[f"elsewhere_{year}"] for year in self.years}


def _days(year: int) -> str:
    return f"from 6 April {year} to 5 April {year + 1}"
