"""What a coordinator decides, and why."""

from collections.abc import Sequence

from django import forms

from matching.choices import KEEP_WAITING, MATCH, NO_SINGLE, TRY_ANOTHER
from matching.forms.who import Named, WhoMixin
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.layout import Columns, Field, Layout, Submit
from peersupport.core.forms.once import OnceMixin

ABOUT_ONE = (MATCH, TRY_ANOTHER)


class DecisionForm(WhoMixin, OnceMixin, PlainForm):
    label_size = "s"
    says_optional = False

    decision = forms.ChoiceField(
        label="What did you decide?",
        widget=forms.RadioSelect,
        error_messages={"required": "Say what you decided"},
    )
    why = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self,
        *args,
        name: str,
        role: str,
        shown: Sequence[Named],
        rest: Sequence[Named],
        wide: bool = False,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.wide = wide
        self.nobody_words = f"Choose the {role} you decided about"
        self.offer(f"About which {role}?", shown, rest)
        self.fields["volunteer"].required = False
        self.nobody = not (shown or rest)
        about_one = [
            (MATCH, "Match them, and plan the contacts next"),
            (TRY_ANOTHER, f"Not this {role}, try another"),
        ]
        self.fields["decision"].choices = [
            *([] if self.nobody else about_one),
            (KEEP_WAITING, f"Keep {name} on the waiting list"),
            (NO_SINGLE, f"No single {role}, offer a group"),
        ]
        why = self.fields["why"]
        why.label, why.help_text = (
            f"Why? Use words that {name} could read",
            "What each of them said counts more than the score",
        )
        why.error_messages["required"] = f"Say why, in words that {name} could read"

    def clean(self):
        cleaned = super().clean()
        if self.cleaned_data.get("decision") in ABOUT_ONE and not self.cleaned_data.get("volunteer"):
            self.add_error("volunteer", self.nobody_words)
        return cleaned

    def layout(self):
        what, why = Field("decision", small=True), Field("why")
        who = [] if self.nobody else self.who_fields()
        chosen = [Columns([what], who)] if self.wide and who else [what, *who]
        return Layout(*chosen, why, Submit("Save decision"))
