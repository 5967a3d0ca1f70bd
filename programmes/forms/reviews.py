"""The step-down review, and the decision about it."""

from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.layout import Actions, ButtonLink, Inline, Layout, Submit
from peersupport.core.forms.once import OnceMixin
from programmes.choices import STEP_DOWN, STEPS
from programmes.selectors.reviews import ReviewPage

YES_NO = (("yes", "Yes"), ("no", "No"))


class ReviewForm(OnceMixin, PlainForm):
    """One page on a phone. Only steps that are possible can be chosen."""

    label_size = "s"
    says_optional = False

    how = forms.CharField(
        label="How is it going?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say how it is going"},
    )  # fmt: skip
    step = forms.ChoiceField(
        label="How do you want to go on?", widget=forms.RadioSelect,
        error_messages={"required": "Choose how to go on"},
    )  # fmt: skip
    both_agree = forms.ChoiceField(
        choices=YES_NO, widget=forms.RadioSelect, error_messages={"required": "Say whether both of you agree"}
    )
    note = forms.CharField(
        label="Anything your coordinator should know (optional)", required=False, max_length=1000
    )

    def __init__(self, *args, page: ReviewPage, **kwargs):
        super().__init__(*args, **kwargs)
        name = page.relationship.patient.short_name
        last = (
            page.ended is not None
            and not page.relationship.planned.filter(number__gt=page.ended.number).exists()
        )
        words = dict(STEPS) | ({STEP_DOWN: "End, as planned"} if last else {})
        self.fields["step"].choices = [(kind, words[kind]) for kind in (STEP_DOWN, *page.steps)]
        self.fields["both_agree"].label = f"Do you and {name} both want this?"
        self.fields["how"].help_text = f"{name} can ask to read this"

    def layout(self):
        return Layout("how", "step", Inline("both_agree", small=False), "note", Submit("Save review"))


class DecideForm(OnceMixin, PlainForm):
    label_size = "s"

    answer = forms.ChoiceField(
        label="What do you decide?", widget=forms.RadioSelect,
        choices=(("yes", "Agree, and change the plan as shown"), ("no", "Leave the plan as it is")),
        error_messages={"required": "Say what you decide"},
    )  # fmt: skip
    why = forms.CharField(
        label="Why?", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why"},
    )  # fmt: skip

    def __init__(self, *args, back: str, **kwargs):
        self.back = back
        super().__init__(*args, **kwargs)

    def layout(self):
        return Layout("answer", "why", Actions(Submit("Save decision"), ButtonLink("Back", self.back)))
