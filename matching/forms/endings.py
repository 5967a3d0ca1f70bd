"""Support ends: why, and what comes next."""

from django import forms

from matching.choices import NO_SINGLE
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.layout import Actions, ButtonLink, Field, Layout, Submit
from peersupport.core.forms.once import OnceMixin
from programmes.choices import END_REASONS

MATCHERS_ONLY = "Only coordinators and managers can read this."
REMATCH, LEAVE = "rematch", "leave"
# A death and a withdrawn agreement stop more than one support: the person's record has a page for each.
OF_THEIR_OWN = ("died", "no-consent")


class EndForm(OnceMixin, PlainForm):
    label_size = "s"

    reason = forms.ChoiceField(
        label="Why does support end?",
        choices=[one for one in END_REASONS if one[0] not in OF_THEIR_OWN],
        widget=forms.RadioSelect,
        help_text=MATCHERS_ONLY,
        error_messages={"required": "Say why support ends"},
    )
    then = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": "Say what comes next"})
    note = forms.CharField(label="Note", required=False, max_length=200)

    def __init__(self, *args, name: str, role: str, back: str, **kwargs):
        self.back, self.name, self.role = back, name, role
        super().__init__(*args, **kwargs)
        self.fields["note"].help_text = f"{MATCHERS_ONLY} Say here why, if {name} is to have no single {role}"
        self.fields["then"].label = f"What comes next for {name}?"
        self.fields["then"].choices = (
            (REMATCH, f"Another {role}: {name} keeps the place on the waiting list"),
            (NO_SINGLE, f"No single {role}: offer a group. Rounds leave {name} out"),
            (LEAVE, f"{name} leaves the programme"),
        )

    def clean(self):
        said = super().clean()
        if said.get("then") == NO_SINGLE and not said.get("note", "").strip():
            self.add_error("note", f"Say why {self.name} has no single {self.role}")
        return said

    def layout(self):
        end = Submit("End support today", warning=True)
        chosen = (Field(name, small=True) for name in ("reason", "then"))
        return Layout(*chosen, "note", Actions(end, ButtonLink("Back", self.back)))
