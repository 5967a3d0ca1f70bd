"""Record a module learned elsewhere, and what a group said after its course."""

from collections.abc import Iterable
from datetime import date

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin
from peersupport.core.forms.uploads import UploadField
from volunteers.models import Module


class ModuleDoneForm(OnceMixin, PlainForm):
    """Made with the modules of the scheme, and today. `file` becomes an Upload, or None."""

    module = forms.ChoiceField(label="Which module?")
    done_on = MemorableDateField(label="Day it was finished")
    file = UploadField(
        label="The certificate",
        required=False,
        help_text="A PDF, PNG or JPG, up to 5 MB. Only the volunteer and those who work with volunteers can open it",
    )

    def __init__(self, *args, modules: Iterable[Module], today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.modules = {str(row.pk): row for row in modules}
        names = [(key, f"{row.course.name}: {row.name}") for key, row in self.modules.items()]
        self.fields["module"].choices = [("", "Choose"), *names]
        self.fields["done_on"].latest = today
        self.fields["done_on"].help_text = f"For example, {today.day} {today.month} {today.year}"

    def layout(self):
        return L.Layout("module", "done_on", "file", L.Actions(L.Submit("Save this module")))

    def clean_module(self) -> Module:
        return self.modules[self.cleaned_data["module"]]


class DebriefForm(OnceMixin, PlainForm):
    notes = forms.CharField(
        label="What did the group say?",
        max_length=10_000,
        widget=forms.Textarea,
        help_text="What helped, what tired people, what to change next time. No names. Stored encrypted",
    )

    ends_group = forms.BooleanField(
        label="This group has finished",
        required=False,
        help_text="The next group begins with an empty list. What each has learned stays",
    )

    def layout(self):
        return L.Layout(L.Field("notes", rows=8), "ends_group", L.Actions(L.Submit("Save the debrief")))
