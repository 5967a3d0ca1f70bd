"""What a person says about their support, by link or from paper."""

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.once import OnceMixin
from volunteers.forms.observations import QuestionsForm


class FeedbackForm(QuestionsForm):
    words = forms.CharField(
        label="Is there anything else you want to say?",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text="Only the coordinators read this",
    )
    wants_talk = forms.BooleanField(label="I want to talk to somebody about it", required=False)
    button = "Send my answers"

    def layout(self):
        end = [L.Field("words", rows=4), "wants_talk", L.Actions(L.Submit(self.button))]
        return L.Layout(*self.answer_layout(), *end)

    def facts(self) -> dict:
        said = {name: self.cleaned_data[name] for name in ("words", "wants_talk")}
        return said | {"answers": self.answers()}


class PaperForm(OnceMixin, FeedbackForm):
    button = "Save these answers"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = "What else did they say?"
        self.fields["words"].help_text = "Stored encrypted. The volunteer does not see it"
        self.fields["wants_talk"].label = "They want to talk to somebody"


class WordsForm(OnceMixin, PlainForm):
    """What was found out or done, in words."""

    words = forms.CharField(
        label="What was found out, or done?",
        max_length=2000,
        widget=forms.Textarea,
        help_text="Only coordinators read it. Stored encrypted",
    )

    def layout(self):
        return L.Layout(L.Field("words", rows=4), L.Actions(L.Submit("Save")))
