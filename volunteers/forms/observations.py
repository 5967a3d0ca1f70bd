"""Questions with the same four answers, watching practice, and choosing the questions."""

from collections.abc import Iterable
from datetime import date

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin
from volunteers.choices import ANSWERS, QUESTION_USES
from volunteers.models import QualityQuestion


class QuestionsForm(PlainForm):
    """Made with the questions that are asked."""

    label_size = "s"

    def __init__(self, *args, questions: Iterable[QualityQuestion], **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = {f"q-{row.pk}": row for row in questions}
        for name, row in self.asked.items():
            self.fields[name] = forms.ChoiceField(
                label=row.words,
                choices=ANSWERS,
                widget=forms.RadioSelect,
                error_messages={"required": f"Answer “{row.words}”, or choose “Cannot say”"},
            )

    def answer_layout(self) -> list:
        return [L.Inline(name) for name in self.asked]

    def answers(self) -> dict[QualityQuestion, str]:
        return {row: self.cleaned_data[name] for name, row in self.asked.items()}


class ObservationForm(OnceMixin, QuestionsForm):
    observed_on = MemorableDateField(label="Day")
    note = forms.CharField(
        label="What did you see?",
        required=False,
        max_length=5000,
        widget=forms.Textarea,
        help_text="What went well, and what to try. Nobody who is supported is named. Stored encrypted",
    )
    share = forms.BooleanField(label="Show it to the volunteer now", required=False, initial=True)

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["observed_on"].latest = today
        self.fields["observed_on"].help_text = f"For example, {today.day} {today.month} {today.year}"

    def layout(self):
        end = [L.Field("note", rows=5), "share", L.Actions(L.Submit("Save this observation"))]
        return L.Layout("observed_on", *self.answer_layout(), *end)


class QuestionForm(OnceMixin, PlainForm):
    label_size = "s"

    use = forms.ChoiceField(label="What is it for?", choices=QUESTION_USES, widget=forms.RadioSelect)
    words = forms.CharField(
        label="Question",
        max_length=200,
        help_text="In your own words, to be answered with yes, partly or no. Questions of others may need a licence",
    )

    def layout(self):
        return L.Layout("use", "words", L.Actions(L.Submit("Ask this question")))
