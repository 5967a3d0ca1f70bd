"""Begin a review of a month, and what is flagged."""

from collections.abc import Iterable
from datetime import date

from django import forms

from peersupport.accounts.models import Team
from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.once import OnceMixin


class ReviewForm(OnceMixin, PlainForm):
    """`teams` the person works for; whoever works for the whole scheme may leave it open."""

    label_size = "s"

    month = forms.TypedChoiceField(label="Which month?", coerce=date.fromisoformat)
    team = forms.ChoiceField(label="Which team?", required=False)

    def __init__(self, *args, months: Iterable[date], teams: Iterable[Team], whole: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.teams = {str(row.pk): row for row in teams}
        self.fields["month"].choices = [(day.isoformat(), f"{day:%B %Y}") for day in months]
        every = [("", "The whole scheme")] if whole else []
        self.fields["team"].choices = [*every, *((key, row.name) for key, row in self.teams.items())]

    def layout(self):
        return L.Layout(L.Fields("month", "team"), L.Actions(L.Button("Begin this review")))

    def clean_team(self) -> Team | None:
        return self.teams.get(self.cleaned_data["team"])


class RulesForm(OnceMixin, PlainForm):
    label_size = "s"

    late_days = forms.IntegerField(label="A log is late after", min_value=1, max_value=60)
    late_percent = forms.IntegerField(
        label="Flag when more logs than this are late", min_value=0, max_value=100
    )
    least_percent = forms.IntegerField(
        label="Flag when fewer planned contacts than this are held", min_value=1, max_value=100
    )
    observe_months = forms.IntegerField(
        label="Practice is observed at least every", min_value=1, max_value=60
    )
    least = forms.IntegerField(
        label="Show and flag no rate under this number of cases", min_value=3, max_value=50
    )

    def layout(self):
        return L.Layout(
            L.Field("late_days", width=2, suffix="days"),
            L.Field("late_percent", width=3, suffix="%"),
            L.Field("least_percent", width=3, suffix="%"),
            L.Field("observe_months", width=2, suffix="months"),
            L.Field("least", width=2),
            L.Actions(L.Submit("Save")),
        )
