"""Raising a worry: who, two short questions, and nothing that anybody has to know beforehand."""

from uuid import UUID

from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.layout import Details, Inline, Layout, Submit
from peersupport.core.forms.once import OnceMixin
from programmes.choices import CONCERN_KINDS

NOBODY = "none"
NOT_SECRET = "We cannot keep this secret: we share it only with who must know."  # noqa: S105

ABOUT_STAFF = "It is about somebody who runs this scheme (optional)"


class ConcernForm(OnceMixin, PlainForm):
    """`people` are (value, name) to choose from; without any, the page says whom it is about."""

    label_size = "s"
    says_optional = False

    concern = forms.CharField(required=False, widget=forms.HiddenInput)
    about = forms.ChoiceField(
        label="Who are you worried about?",
        widget=forms.RadioSelect,
        error_messages={"required": "Say who you are worried about"},
    )
    words = forms.CharField(
        label="What did you see or hear?",
        max_length=10_000,
        help_text="Use the person’s own words if you can",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write what you saw or heard"},
    )
    in_danger_now = forms.ChoiceField(
        label="Is anyone in danger now?",
        choices=(("yes", "Yes"), ("no", "No")),
        widget=forms.RadioSelect,
        help_text="If yes, call 999 before you send this",
        error_messages={"required": "Say whether anyone is in danger now"},
    )
    kind = forms.ChoiceField(
        label="What kind of worry is it?", required=False, choices=[("", "I am not sure"), *CONCERN_KINDS]
    )

    staff = forms.MultipleChoiceField(
        label="Who is it about?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Whoever you tick is not told and never sees what you write here",
    )

    def __init__(
        self,
        *args,
        people: list[tuple[str, str]],
        staff: list[tuple[str, str]],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.fields["staff"].choices = staff
        if people:
            self.fields["about"].choices = [*people, (NOBODY, "Somebody else, or nobody in particular")]
        else:
            del self.fields["about"]

    def layout(self):
        about = ["about"] if "about" in self.fields else []
        return Layout(
            *about,
            "words",
            Inline("in_danger_now", small=False),
            Details("Say what kind of worry it is (optional)", "kind", open=bool(self["kind"].errors)),
            Details(ABOUT_STAFF, "staff", open=bool(self["staff"].value() or self["staff"].errors)),
            Submit("Send this worry now"),
        )

    def said(self) -> dict:
        """What the services take."""
        said = self.cleaned_data
        return {
            "words": said["words"],
            "kind": said["kind"],
            "in_danger_now": said["in_danger_now"] == "yes",
            "about": [UUID(key) for key in said["staff"]],
        }


class WordsForm(OnceMixin, PlainForm):
    """One text and one button; the step says how they are called."""

    label_size = "s"

    words = forms.CharField(max_length=10_000, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args, label: str, button: str, missing: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.button = button
        self.fields["words"].label = label
        self.fields["words"].required = bool(missing)
        self.fields["words"].error_messages["required"] = missing

    def layout(self):
        return Layout("words", Submit(self.button))


class AskInForm(OnceMixin, PlainForm):
    """Who else should see a worry, and why."""

    label_size = "s"
    says_optional = False

    member = forms.ModelChoiceField(
        label="Who should see it?",
        queryset=None,
        empty_label="Choose somebody",
        error_messages={"required": "Choose who should see it"},
    )
    words = forms.CharField(
        label="Why should they see it?",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write why they should see it"},
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members
        self.fields["member"].label_from_instance = lambda member: member.user.name

    def layout(self):
        return Layout("member", "words", Submit("Let them see it"))
