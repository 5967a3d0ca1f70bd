"""What a round shall aim at."""

from django import forms

from matching.choices import OBJECTIVES
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.layout import Actions, ButtonLink, Field, Layout, Submit
from peersupport.core.forms.once import OnceMixin


class RunForm(OnceMixin, PlainForm):
    label_size = "s"
    says_optional = False

    objective = forms.ChoiceField(
        label="Who comes first?", widget=forms.RadioSelect, choices=OBJECTIVES,
        help_text="Urgent people always come before others, and a long wait makes anybody more urgent",
        error_messages={"required": "Say who comes first"},
    )  # fmt: skip
    minimum = forms.IntegerField(
        label="The least fit that counts as a match", min_value=0, max_value=100,
        help_text="From 0 to 100. Pairs below it are not proposed, so that no good match is given up for two poor ones",
        error_messages={"required": "Write a number from 0 to 100"},
    )  # fmt: skip

    def __init__(self, *args, back: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.back = back

    def layout(self):
        return Layout(
            Field("objective", small=True), Field("minimum", width=3),
            Actions(Submit("Start the round"), ButtonLink("Back", self.back)),
        )  # fmt: skip
