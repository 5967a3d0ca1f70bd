"""Questions and quizzes, and what makes training possible for somebody."""

from collections.abc import Iterable

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.anyway import AnywayMixin
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.once import OnceMixin
from volunteers.choices import DEVICE_LOANS, DIGITAL, ENERGY, TIMES
from volunteers.models import Question, TrainingNeeds


class QuestionForm(OnceMixin, AnywayMixin, PlainForm):
    words = forms.CharField(label="Question", max_length=300)
    answers = forms.CharField(
        label="Answers", max_length=2000, widget=forms.Textarea, help_text="Each on a line of its own"
    )
    right = forms.IntegerField(
        label="Which line is right?", min_value=1, max_value=8, help_text="1 is the first line"
    )

    def layout(self):
        right = L.Field("right", width=2)
        button = L.Actions(L.Submit("Add this question"))
        return L.Layout("words", L.Field("answers", rows=5), right, *self.confirm(), button)


class QuizForm(OnceMixin, PlainForm):
    """One question after the other; without questions there is only the button."""

    says_optional = False
    label_size = "s"

    def __init__(self, *args, questions: Iterable[Question], **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = {f"q-{row.pk}": row for row in questions}
        for name, row in self.questions.items():
            lines = enumerate(row.answers.split("\n"), 1)
            self.fields[name] = forms.TypedChoiceField(
                label=row.words,
                coerce=int,
                choices=[(number, line) for number, line in lines],
                widget=forms.RadioSelect,
                error_messages={"required": "Choose an answer"},
            )

    def layout(self):
        words = "Check my answers" if self.questions else "I have done this module"
        return L.Layout(*self.questions, L.Actions(L.Submit(words)))

    def answers(self) -> dict:
        return {row.pk: self.cleaned_data[name] for name, row in self.questions.items()}


class NeedsForm(OnceMixin, PlainForm):
    """`works`: a coordinator fills it in, and may say that a device is lent."""

    times = forms.MultipleChoiceField(
        label="Good times", choices=TIMES, required=False, widget=forms.CheckboxSelectMultiple
    )
    energy = forms.ChoiceField(
        label="How long at a time is good?", choices=ENERGY, required=False, widget=forms.RadioSelect
    )
    digital = forms.ChoiceField(
        label="Training online", choices=DIGITAL, required=False, widget=forms.RadioSelect
    )
    loan = forms.ChoiceField(
        label="Borrowing a device", choices=[("", "Not needed"), *DEVICE_LOANS], required=False
    )
    note = forms.CharField(
        label="Anything else that makes it easier?",
        max_length=1000,
        required=False,
        widget=forms.Textarea,
        help_text="Only coordinators and the volunteer can read this. It is stored encrypted",
    )

    def __init__(self, *args, works: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not works:
            self.fields["loan"].choices = [("", "Not needed"), DEVICE_LOANS[0]]
            self.fields[
                "note"
            ].help_text = "Only you and your coordinators can read this. It is stored encrypted"

    def layout(self):
        return L.Layout(
            "energy",
            "digital",
            L.Field("loan"),
            L.Details("Good times", L.Field("times", small=True)),
            L.Field("note", rows=3),
            L.Actions(L.Submit("Save")),
        )


def columns_of(said: TrainingNeeds | None) -> dict:
    """What the form starts with."""
    names = ("energy", "digital", "loan", "note")
    return {name: getattr(said, name) for name in names} | {"times": list(said.times)} if said else {}
