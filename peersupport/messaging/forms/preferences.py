"""How to be told things: one's own wish, somebody else's, and the limits of a scheme."""

from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.layout import Field, Layout, Submit
from peersupport.messaging.choices import WISHES

AS_IT_SUITS = ""


class WishForm(PlainForm):
    """`digest`: offer the daily message too."""

    label_size = "s"
    says_optional = False

    wish = forms.ChoiceField(
        choices=[(AS_IT_SUITS, "As it suits: e-mail, else text"), *WISHES],
        required=False,
        widget=forms.RadioSelect,
    )
    digest = forms.BooleanField(
        label="On the morning of a working day, one message that says how many things wait", required=False
    )

    def __init__(self, *args, who: str = "you", digest: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wish"].label = (
            "How shall we send you messages?" if who == "you" else f"How shall we tell {who}?"
        )
        if not digest:
            del self.fields["digest"]

    def layout(self):
        return Layout("wish", *(["digest"] if "digest" in self.fields else []), Submit("Save"))


class LimitsForm(PlainForm):
    label_size = "s"
    says_optional = False

    quiet_from = forms.TimeField(
        label="No messages from",
        widget=forms.TimeInput(format="%H:%M"),
        help_text="For example 20:00",
        error_messages={"invalid": "Enter a time, like 20:00"},
    )
    quiet_until = forms.TimeField(
        label="No messages until",
        widget=forms.TimeInput(format="%H:%M"),
        help_text="For example 08:00",
        error_messages={"invalid": "Enter a time, like 08:00"},
    )
    messages_a_day = forms.IntegerField(
        label="Messages to one person a day, at most", min_value=1, max_value=50
    )

    def layout(self):
        times = Field("quiet_from", "quiet_until", width=5)
        return Layout(times, Field("messages_a_day", width=3), Submit("Save"))
