"""A few words to a volunteer about an entry."""

from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.layout import Actions, ButtonLink, Layout, Submit
from peersupport.core.forms.once import OnceMixin


class ThanksForm(OnceMixin, PlainForm):
    label_size = "s"
    says_optional = False

    words = forms.CharField(
        label="A few words (optional)", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The volunteer reads them on My people. Leave them out to say only that you have read it.",
    )  # fmt: skip

    def __init__(self, *args, back: str, **kwargs):
        self.back = back
        super().__init__(*args, **kwargs)

    def layout(self):
        return Layout("words", Actions(Submit("Thank"), ButtonLink("Back", self.back)))
