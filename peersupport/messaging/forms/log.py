"""The bar above the delivery log; all of it stands in the address."""

from datetime import date, timedelta

from django import forms
from django.core.validators import MaxValueValidator

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.messaging.choices import STATES
from peersupport.messaging.selectors.log import Narrowed


class LogBar(PlainForm):
    """`templates`: pairs of a template and its title."""

    method = "get"
    action = "messages"
    form_attributes = {"role": "search", "aria-label": "Messages"}
    says_optional = False

    template = forms.ChoiceField(label="Message", required=False)
    day = forms.DateField(
        label="Day, for example 23/11/2026",
        required=False,
        input_formats=["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"],
        validators=[MaxValueValidator(date.max - timedelta(days=1))],  # a day ends with the next one
    )
    state = forms.ChoiceField(choices=[("", ""), *STATES], required=False, widget=forms.HiddenInput)

    def __init__(self, *args, templates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["template"].choices = [("", "All messages"), *templates]

    def layout(self):
        return L.Layout("state", L.Bar("template", L.Field("day", width=10), L.Button("Show", small=True)))

    def wanted(self) -> Narrowed:
        """A filter that makes no sense is left out."""
        self.is_valid()
        asked = self.cleaned_data
        return Narrowed(
            state=asked.get("state") or "", template=asked.get("template") or "", day=asked.get("day")
        )
