"""Saying thank you, what is celebrated, and other commitments of a volunteer."""

from collections.abc import Iterable
from datetime import date

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin
from volunteers.choices import DUTIES, MILESTONES
from volunteers.models import MilestoneReached


class ThankForm(OnceMixin, PlainForm):
    """`reached`: pairs of a milestone without thanks and its words."""

    label_size = "s"

    reached = forms.MultipleChoiceField(
        label="What is it for?", required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label="Your words",
        max_length=2000,
        widget=forms.Textarea,
        help_text="Only the volunteer and coordinators read them, in here. Nobody who is supported is named",
    )

    def __init__(self, *args, reached: Iterable[tuple[MilestoneReached, str]], **kwargs):
        super().__init__(*args, **kwargs)
        pairs = list(reached)
        self.rows = {str(row.pk): row for row, _ in pairs}
        self.fields["reached"].choices = [(str(row.pk), text) for row, text in pairs]
        self.fields["reached"].initial = list(self.rows)
        if not pairs:
            del self.fields["reached"]

    def layout(self):
        first = [L.Field("reached", small=True)] if "reached" in self.fields else []
        return L.Layout(*first, L.Field("words", rows=5), L.Actions(L.Submit("Send thanks")))

    def for_rows(self) -> list[MilestoneReached]:
        return [self.rows[key] for key in self.cleaned_data.get("reached") or ()]


class MilestoneForm(OnceMixin, PlainForm):
    label_size = "s"

    measure = forms.ChoiceField(label="What counts?", choices=MILESTONES, widget=forms.RadioSelect)
    number = forms.IntegerField(label="How many?", min_value=1, max_value=10_000)

    def layout(self):
        return L.Layout("measure", L.Field("number", width=5), L.Actions(L.Submit("Add this milestone")))


class DutyForm(OnceMixin, PlainForm):
    """A course, group or meeting: one date or several."""

    label_size = "s"

    kind = forms.ChoiceField(label="What kind?", choices=DUTIES, widget=forms.RadioSelect)
    name = forms.CharField(
        label="What is it called?",
        max_length=100,
        help_text="For example, Patient skills course, Tuesday group",
    )
    starts_on = MemorableDateField(label="First day")
    dates = forms.IntegerField(label="How many dates?", min_value=1, max_value=60, initial=1)
    every_weeks = forms.TypedChoiceField(
        label="How often?",
        coerce=int,
        choices=[(1, "Every week"), (2, "Every two weeks"), (4, "Every four weeks")],
        help_text="Only if there are several dates",
    )
    minutes = forms.IntegerField(label="How long each time?", min_value=5, max_value=600, initial=120)

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].help_text = f"For example, {today.day} {today.month} {today.year}"

    def layout(self):
        return L.Layout(
            "kind",
            "name",
            "starts_on",
            L.Field("dates", width=2),
            "every_weeks",
            L.Field("minutes", width=3, suffix="minutes"),
            L.Actions(L.Submit("Save")),
        )
