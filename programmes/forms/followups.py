"""Answering a suggested step, and the numbers of a programme's rules."""

from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.layout import Field, Fieldset, Layout, Submit
from peersupport.core.forms.once import OnceMixin
from programmes.models import FollowUpRules

DO, NOT = "do", "not"


class AnswerForm(OnceMixin, PlainForm):
    """`step` is the suggestion in words."""

    label_size = "s"
    says_optional = False

    answer = forms.ChoiceField(
        label="What do you decide?",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether this is to be done"},
    )
    why = forms.CharField(
        label="Why?",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed when it is not done. Others read it when they look",
    )

    def __init__(self, *args, step: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [(DO, step), (NOT, "Not now")]

    def layout(self):
        return Layout("answer", "why", Submit("Save"))

    def said(self) -> dict:
        return {"taken": self.cleaned_data["answer"] == DO, "why": self.cleaned_data["why"]}


class RulesForm(PlainForm):
    """All numbers of a programme on one page; a step that is left empty is never suggested."""

    label_size = "s"
    says_optional = False

    review_days = forms.IntegerField(label="Say that a step-down review comes", min_value=1, max_value=28)
    coordinator_days = forms.IntegerField(
        label="Tell the coordinator of a contact that is not logged", min_value=3, max_value=28
    )
    manager_days = forms.IntegerField(label="Tell the managers too", min_value=4, max_value=56)
    place_days = forms.IntegerField(
        label="Tell coordinators of a place that opens while people wait",
        min_value=1,
        max_value=56,
    )
    ring_after = forms.IntegerField(
        label="Ring the person yourself", min_value=1, max_value=10, required=False
    )
    message_after = forms.IntegerField(
        label="Send the person a message", min_value=1, max_value=10, required=False
    )
    letter_after = forms.IntegerField(
        label="Send the person a letter", min_value=1, max_value=10, required=False
    )
    end_after = forms.IntegerField(label="End support", min_value=1, max_value=10, required=False)

    def layout(self):
        return Layout(
            Fieldset(
                "Reminders, and who is told",
                Field("review_days", "place_days", width=3, suffix="days before"),
                Field("coordinator_days", "manager_days", width=3, suffix="days after"),
                size="m",
            ),
            Fieldset(
                "When nobody answers",
                Field(*FollowUpRules.NUMBERS[4:], width=3, suffix="tries"),
                size="m",
                hint="After so many calls in a row a step is suggested to the coordinator, who decides. "
                "Leave a step empty if it is never suggested.",
            ),
            Submit("Save"),
        )
