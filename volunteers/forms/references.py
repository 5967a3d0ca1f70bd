"""Name a referee, and give a reference."""

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.once import OnceMixin
from volunteers.choices import REFERENCE_ANSWERS


class RefereeForm(OnceMixin, PlainForm):
    """Somebody who knows the volunteer, but not from the family."""

    first_name = forms.CharField(label="First name", max_length=100)
    last_name = forms.CharField(label="Last name", max_length=100)
    knows_how = forms.CharField(
        label="How do they know the volunteer?",
        max_length=200,
        help_text="For example, worked together, neighbour, runs the choir. Not somebody of the family",
    )
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        max_length=254,
        help_text="The form is sent to this address at once. Leave it empty to ask by phone or letter",
    )

    def layout(self):
        names = L.Fields("first_name", "last_name")
        return L.Layout(names, "knows_how", "email", L.Actions(L.Submit("Save this referee")))


class CorrectRefereeForm(RefereeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "email"
        ].help_text = "A new address gets a new link at once, and the old one stops working"


class ReferenceForm(PlainForm):
    """What the referee says; `who` is the volunteer's name."""

    known_for = forms.CharField(label="How long have you known them?", max_length=100)
    answer = forms.ChoiceField(
        label="Do you recommend them?", choices=REFERENCE_ANSWERS, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label="What should we know?",
        max_length=5000,
        required=False,
        widget=forms.Textarea,
        help_text=(
            "For example, how they get on with people, whether you can rely on them, "
            "and whether you would trust them with somebody who is unwell"
        ),
    )
    by_hand = False

    def __init__(self, *args, who: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["known_for"].label = f"How long have you known {who}?"
        self.fields["answer"].label = f"Do you recommend {who} as a volunteer?"
        for name in ("known_for", "answer"):
            self.fields[name].error_messages["required"] = f"Answer “{self.fields[name].label}”"

    def layout(self):
        words = "Save this reference" if self.by_hand else "Send this reference"
        return L.Layout(L.Field("known_for", width=20), "answer", L.Field("text", rows=8), L.Submit(words))


class ReferenceByHandForm(OnceMixin, ReferenceForm):
    """The same, written down by a coordinator."""

    by_hand = True
