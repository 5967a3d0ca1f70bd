"""Looking for a single peer again."""

from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.layout import Actions, ButtonLink, Field, Layout, Submit
from peersupport.core.forms.once import OnceMixin


class SeekAgainForm(OnceMixin, PlainForm):
    label_size = "s"

    why = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, name: str, role: str, back: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.back, self.button = back, f"Look for a {role} again"
        self.fields["why"].label = f"Why? Use words that {name} could read"
        self.fields["why"].error_messages["required"] = f"Say why, in words that {name} could read"

    def layout(self):
        return Layout(Field("why"), Actions(Submit(self.button), ButtonLink("Back", self.back)))
