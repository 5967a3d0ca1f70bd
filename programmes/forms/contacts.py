"""The log of a contact: one page, under a minute, on a phone."""

from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.layout import Actions, Button, Details, Field, Inline, Layout, Submit
from peersupport.core.forms.once import OnceMixin
from programmes.choices import DID_NOT_WANT, MOVED, NOT_HELD, PROGRESS, TALKED
from programmes.selectors.contacts_log import LogPage
from programmes.selectors.drafts import Draft
from volunteers.choices import MODES

YES_NO = (("yes", "Yes"), ("no", "No"))
LONGEST_TALK = 600  # minutes
DANGER = "Danger now: call 999 first. If you say yes, we ask you two short questions and tell"


class LogForm(OnceMixin, PlainForm):
    """Nothing about what happened or a worry is ever filled in beforehand; how and the days come from the plan."""

    label_size = "s"
    says_optional = False

    planned = forms.CharField(required=False, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label="What happened?", widget=forms.RadioSelect, error_messages={"required": "Say what happened"}
    )
    happened_on = MemorableDateField(label="Day of the contact")
    mode = forms.ChoiceField(label="How?", choices=MODES, widget=forms.RadioSelect)
    minutes = forms.IntegerField(
        label="How long?",
        required=False,
        min_value=1,
        max_value=LONGEST_TALK,
        error_messages={
            "invalid": "Minutes must be a number, like 30",
            "min_value": "Minutes must be 1 or more",
            "max_value": f"Minutes must be {LONGEST_TALK} or less",
        },
    )
    progress = forms.ChoiceField(
        label="How did it go?", required=False, choices=PROGRESS, widget=forms.RadioSelect
    )
    worried = forms.ChoiceField(widget=forms.RadioSelect, choices=YES_NO)
    hard = forms.BooleanField(
        label="This was hard for me",
        required=False,
        help_text="We ask how you are. Only those who look after you see it",
    )
    note = forms.CharField(
        label="A short note (optional)",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    next_step = forms.CharField(label="What you will do next time (optional)", required=False, max_length=500)
    next_on = MemorableDateField(label="Next contact", required=False)

    def __init__(self, *args, page: LogPage, coordinator: str, draft: Draft | None = None, **kwargs):
        self.page = page
        super().__init__(*args, **kwargs)
        self._ask_about(page.name, coordinator)
        self._bound_days()
        self.initial |= {
            "planned": str(page.planned.pk) if page.planned else "",
            "happened_on": page.happened_on,
            "mode": page.relationship.mode,
            "next_on": page.coming.due_on if page.coming else None,
            **(draft.initial if draft else {}),
        }

    def _ask_about(self, name: str, coordinator: str) -> None:
        outcomes = [
            (TALKED, "We talked"),
            (MOVED, "We moved it to another day"),
            (DID_NOT_WANT, f"{name} did not want to talk"),
        ]
        missed = [(NOT_HELD, "It did not happen")] if self.page.may_be_missed else []
        self.fields["outcome"].choices = outcomes + missed
        worried = self.fields["worried"]
        worried.label = f"Are you worried about {name}’s safety?"
        worried.help_text = f"{DANGER} {coordinator} at once."
        worried.error_messages["required"] = f"Say whether you are worried about {name}’s safety"
        self.fields["note"].help_text = f"{name} can ask to read this"
        self.fields["next_on"].help_text = (
            "From the plan. Change it if you agreed another day, or moved this contact"
            if self.page.coming
            else "This is the last contact of the plan. Enter a day only if you moved it"
        )

    def _bound_days(self) -> None:
        today = self.page.today
        example = f"{today.day} {today.month} {today.year}"
        happened, following = self.fields["happened_on"], self.fields["next_on"]
        happened.latest, happened.earliest = today, self.page.first_day
        following.earliest = today
        happened.example = following.example = example

    def layout(self):
        another_day = self["happened_on"].errors or not self._is_as_expected()
        return Layout(
            "outcome",
            Details("It was on another day", "happened_on", open=bool(another_day)),
            Inline("mode"),
            Field("minutes", width=3, suffix="minutes"),
            Inline("progress"),
            Inline("worried", small=False),
            "hard",
            "note",
            "next_step",
            "next_on",
            Actions(Submit("Save"), Button("Keep as a draft", name="keep", value="yes")),
        )

    def _is_as_expected(self) -> bool:
        return not self.fields["happened_on"].has_changed(self.page.today, self["happened_on"].value())

    def clean(self):
        said = super().clean()
        if said.get("outcome") == TALKED:
            self._need("minutes", "Say how many minutes you talked, like 30")
            self._need("progress", "Say how it went")
        if said.get("outcome") == MOVED and "next_on" not in self.errors and not self._new_day():
            self.add_error("next_on", "Enter the new day of this contact")
        return said

    def _need(self, name: str, words: str) -> None:
        if name not in self.errors and not self.cleaned_data.get(name):
            self.add_error(name, words)

    def _new_day(self):
        """The day in the boxes if somebody changed it, else None: the plan stands."""
        day = self.cleaned_data.get("next_on")
        return None if self.page.coming and day == self.page.coming.due_on else day

    def entry(self) -> dict:
        """What the service takes."""
        said = self.cleaned_data
        names = ("outcome", "happened_on", "mode", "minutes", "progress", "hard", "note", "next_step")
        return {name: said[name] for name in names} | {
            "worried": said["worried"] == "yes",
            "next_on": self._new_day(),
            "planned": self.page.planned,
        }


class NoAnswerForm(OnceMixin, PlainForm):
    """One button: nobody answered."""

    planned = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, page: LogPage, action: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.page, self.action = page, action
        self.initial["planned"] = str(page.planned.pk) if page.planned else ""

    def layout(self):
        return Layout(Submit("Save no answer"))
