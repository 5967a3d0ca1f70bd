"""The rules of supervision of one role: three levels, and what holds for all of them."""

from datetime import date

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin
from volunteers.choices import LEVELS

OF_A_LEVEL = ("name", "shown_by", "one_weeks", "group_weeks")
FOR_ALL = ("intensive_weeks", "intensive_every", "leeway_days", "check_in_weeks")


def _weeks(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=52, help_text="Empty: none")


class RulesForm(OnceMixin, PlainForm):
    """Made with today. A field of a level is named `new-one_weeks`."""

    says_optional = False

    intensive_weeks = forms.IntegerField(
        label="Closer support for the first", min_value=0, max_value=26, help_text="After the first person"
    )
    intensive_every = forms.IntegerField(label="A one-to-one then every", min_value=1, max_value=12)
    leeway_days = forms.IntegerField(
        label="Overdue after", min_value=0, max_value=60, help_text="From then on, nobody new is matched"
    )
    check_in_weeks = _weeks("Ask volunteers how they are every")
    starts_on = MemorableDateField(label="From which day?")

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        for level, words in LEVELS:
            self.fields[f"{level}-name"] = forms.CharField(
                label="Name in your scheme", max_length=40, initial=words
            )
            self.fields[f"{level}-shown_by"] = forms.CharField(
                label="What shows it", max_length=300, required=False
            )
            self.fields[f"{level}-one_weeks"] = _weeks("One-to-one every")
            self.fields[f"{level}-group_weeks"] = _weeks("Group every")
        self.fields["starts_on"].earliest = today
        self.fields[
            "starts_on"
        ].help_text = "Older rules stay on record: what was owed then is judged by them"

    def layout(self):
        closer = L.Card(
            "The start, and for everybody",
            L.Fields(
                L.Field("intensive_weeks", width=2, suffix="weeks"),
                L.Field("intensive_every", width=2, suffix="weeks"),
            ),
            L.Fields(
                L.Field("leeway_days", width=2, suffix="days"),
                L.Field("check_in_weeks", width=2, suffix="weeks"),
            ),
        )
        cards = [self._card(level, words) for level, words in LEVELS]
        return L.Layout(*cards, closer, "starts_on", L.Actions(L.Submit("Save these rules")))

    @staticmethod
    def _card(level: str, words: str):
        return L.Card(
            words,
            L.Field(f"{level}-name", width=20),
            L.Field(f"{level}-shown_by"),
            L.Fields(
                L.Field(f"{level}-one_weeks", width=2, suffix="weeks"),
                L.Field(f"{level}-group_weeks", width=2, suffix="weeks"),
            ),
        )

    def clean(self):
        said = super().clean()
        for level, words in LEVELS:
            names = [f"{level}-one_weeks", f"{level}-group_weeks"]
            if not any(said.get(name) or name in self.errors for name in names):
                self.add_error(names[0], f"{words}: give one-to-one or group supervision an interval")
        return said

    def facts(self) -> dict:
        """What the service takes."""
        said = self.cleaned_data
        return {
            "starts_on": said["starts_on"],
            "levels": {level: {name: said[f"{level}-{name}"] for name in OF_A_LEVEL} for level, _ in LEVELS},
            "for_all": {name: said[name] for name in FOR_ALL},
        }
