"""Which two to compare."""

from collections.abc import Sequence

from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.layout import Bar, Button, Layout


class CompareForm(PlainForm):
    method = "get"
    says_optional = False

    one = forms.ChoiceField(label="Compare")
    other = forms.ChoiceField(label="with")

    def __init__(self, *args, names: Sequence[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["one"].choices = self.fields["other"].choices = names

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("one") and cleaned.get("one") == cleaned.get("other"):
            self.add_error("other", "Choose two different people")
        return cleaned

    def layout(self):
        return Layout(Bar("one", "other", Button("Compare", small=True), wide=("one", "other")))
