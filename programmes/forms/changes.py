"""Changing a running plan: days are looked at first, then saved with a reason."""

from collections.abc import Mapping
from datetime import date

from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.layout import Actions, Button, ButtonLink, Layout, Submit
from peersupport.core.forms.once import OnceMixin
from volunteers.models import Volunteer

STAFF_ONLY = "Staff of the scheme can read this, volunteers and clinicians cannot."


def _example(today: date) -> str:
    return f"{today.day} {today.month} {today.year}"


class AskDays(PlainForm):
    """A look at the new dates; nothing is saved. `days` are the names of its dates."""

    method = "get"
    label_size = "s"
    days: tuple[str, ...] = ()

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.days:
            self.fields[name].earliest, self.fields[name].example = today, _example(today)

    def layout(self):
        return Layout(*self.days, Button("Show the new dates"))


class AskPause(AskDays):
    days = ("from_on", "until_on")

    from_on = MemorableDateField(label="No contacts from")
    until_on = MemorableDateField(
        label="Contacts again from", help_text="If you do not know yet, a day to look at it again."
    )


class AskResume(AskDays):
    days = ("first_on",)

    first_on = MemorableDateField(label="First contact")


class SaveDays(OnceMixin, PlainForm):
    """Saves the change that is on the page. Only the reason is to be seen."""

    label_size = "s"
    words = "Save"

    why = forms.CharField(
        label="Why?", max_length=1000, help_text=STAFF_ONLY, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why"},
    )  # fmt: skip

    def __init__(self, *args, back: str, **kwargs):
        self.back = back
        super().__init__(*args, **kwargs)

    def layout(self):
        return Layout("why", Actions(Submit(self.words), ButtonLink("Back", self.back)))


class SavePause(SaveDays):
    words = "Pause support"

    from_on = forms.DateField(widget=forms.HiddenInput)
    until_on = forms.DateField(widget=forms.HiddenInput)


class SaveResume(SaveDays):
    words = "Go on with support"

    first_on = forms.DateField(widget=forms.HiddenInput)


class CoverForm(OnceMixin, PlainForm):
    label_size = "s"

    volunteer = forms.ChoiceField(label="Who stands in?", error_messages={"required": "Choose a volunteer"})
    starts_on = MemorableDateField(label="First day")
    ends_on = MemorableDateField(label="Last day")
    why = forms.CharField(
        label="Why?", max_length=500, help_text=STAFF_ONLY, error_messages={"required": "Say why"}
    )

    def __init__(self, *args, volunteers: Mapping[Volunteer, str], today: date, back: str, **kwargs):
        """`volunteers` are those to choose from, each as the list says it."""
        self.back = back
        super().__init__(*args, **kwargs)
        self.by_key = {str(row.pk): row for row in volunteers}
        names = [(str(row.pk), words) for row, words in volunteers.items()]
        self.fields["volunteer"].choices = [("", "Choose a volunteer"), *names]
        for name in ("starts_on", "ends_on"):
            self.fields[name].earliest, self.fields[name].example = today, _example(today)

    def clean_volunteer(self) -> Volunteer:
        return self.by_key[self.cleaned_data["volunteer"]]

    def layout(self):
        save = Actions(Submit("Save cover"), ButtonLink("Back", self.back))
        return Layout("volunteer", "starts_on", "ends_on", "why", save)
