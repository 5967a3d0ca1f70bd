"""How a volunteer is: two taps on a phone. And what came of it, by whoever looks after them."""

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.once import OnceMixin
from volunteers.choices import CARE_OUTCOMES, CHECK_IN_ANSWERS, FINE, TALK

WORDS_HELP = "Only your coordinator and your supervisor can read it"


class AnswerForm(OnceMixin, PlainForm):
    """The button that was pressed is the answer; words are for who wants to write some."""

    answer = forms.ChoiceField(
        choices=CHECK_IN_ANSWERS,
        error_messages={
            "required": "Choose one of the two buttons",
            "invalid_choice": "Choose one of the two buttons",
        },
    )
    words = forms.CharField(
        label="In your own words",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text=WORDS_HELP,
    )

    def layout(self):
        return L.Layout(
            L.Details("Write something with it", L.Field("words", rows=3), open=bool(self["words"].value())),
            L.Actions(
                L.Submit("I’m fine", name="answer", value=FINE),
                L.Button("I’d like a talk", name="answer", value=TALK),
            ),
        )


class AskForm(OnceMixin, PlainForm):
    """The volunteer asks for a talk, at any time."""

    words = forms.CharField(
        label="What is it about?",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text=WORDS_HELP,
    )

    def layout(self):
        return L.Layout(L.Field("words", rows=3), L.Actions(L.Submit("Ask for a talk")))


class CareForm(OnceMixin, PlainForm):
    """What came of looking after somebody."""

    outcome = forms.ChoiceField(label="What came of it?", choices=CARE_OUTCOMES, widget=forms.RadioSelect)
    words = forms.CharField(
        label="A note",
        required=False,
        max_length=4000,
        widget=forms.Textarea,
        help_text="Encrypted. Only those who look after this volunteer can read it",
    )

    def layout(self):
        return L.Layout("outcome", L.Field("words", rows=3), L.Actions(L.Submit("Save what came of it")))
