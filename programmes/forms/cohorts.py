"""Opening a cohort."""

from django import forms

from peersupport.accounts.actors import Actor
from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin
from programmes.models import Programme


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
