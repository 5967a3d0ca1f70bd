"""Opening a cohort, and saying what became of the people of a course."""

from collections.abc import Sequence
from datetime import date

from django import forms

from peersupport.accounts.actors import Actor
from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin
from programmes.choices import COURSE_MARKS, SUPPORTED
from programmes.models import Enrolment, Programme


class CohortForm(OnceMixin, PlainForm):
    action = "cohorts-add"
    label_size = "s"

    programme = forms.ModelChoiceField(Programme.objects.none(), empty_label="Choose a programme")
    name = forms.CharField(label="Name", max_length=100, help_text="For example, Spring 2027")
    starts_on = MemorableDateField(label="First day", example="1 3 2027")

    def __init__(self, *args, actor: Actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = Programme.objects.of(actor.scheme).order_by("name")

    def layout(self):
        return L.Layout("programme", "name", "starts_on", L.Submit("Add cohort"))


class MarkForm(OnceMixin, PlainForm):
    """Made with the people of the cohort as (place, words), the keys that are ticked to begin with, and today."""

    places = forms.MultipleChoiceField(
        label="Who?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one person"},
    )
    mark = forms.ChoiceField(label="What became of them?", choices=COURSE_MARKS, widget=forms.RadioSelect)
    on = MemorableDateField(
        label="On which day was it over for them?",
        required=False,
        example="23 11 2026",
        help_text="Only for those who finished or left",
    )

    def __init__(
        self,
        *args,
        people: Sequence[tuple[Enrolment, str]],
        ticked: Sequence[str],
        today: date,
        action: str,
        **kwargs,
    ):
        self.action = action
        super().__init__(*args, **kwargs)
        self.rows = {str(place.pk): place for place, _ in people}
        self.today = today
        self.fields["places"].choices = [(str(place.pk), words) for place, words in people]
        self.fields["places"].initial = list(ticked)
        self.fields["on"].latest = today
        self.fields["on"].initial = today

    def layout(self):
        return L.Layout(
            L.Field("places", "mark", small=True), "on", L.Actions(L.Submit("Save for these people"))
        )

    def clean(self):
        given = super().clean()
        if given.get("mark") not in (None, SUPPORTED) and not given.get("on") and "on" not in self.errors:
            self.add_error("on", "Enter the day on which it was over for them")
        return given

    def facts(self) -> dict:
        """What the service takes."""
        given = self.cleaned_data
        places = [self.rows[key] for key in given["places"]]
        return {"places": places, "mark": given["mark"], "on": given["on"] or self.today}
