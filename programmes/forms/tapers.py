"""The phases of a taper: looked at with all weeks and dates, then saved. And which taper a programme is on."""

from collections.abc import Mapping, Sequence

from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.layout import Actions, Button, ButtonLink, Div, Field, Fieldset, Layout, Submit
from peersupport.core.forms.once import OnceMixin
from programmes.models import Taper
from programmes.schedule.taper import LONGEST_WEEKS, Phase

ROWS = 5
PARTS = ("name", "weeks", "contacts")


def initial_of(phases: Sequence[Phase]) -> dict[str, str | int]:
    """Phases as the fields take them."""
    found: dict[str, str | int] = {}
    for number, phase in enumerate(phases[:ROWS], 1):
        found |= {
            f"name_{number}": phase.name,
            f"weeks_{number}": phase.interval_weeks,
            f"contacts_{number}": phase.contacts,
        }
    return found


def _whole(label: str, asked: str) -> forms.IntegerField:
    words = f"{asked} as a whole number from 1 to {LONGEST_WEEKS}"
    wrong = dict.fromkeys(("invalid", "min_value", "max_value"), words)
    return forms.IntegerField(
        label=label, min_value=1, max_value=LONGEST_WEEKS, required=False, error_messages=wrong
    )


class PhaseFields(forms.Form):
    """`ROWS` phases; rows that are left empty are none."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, ROWS + 1):
            self.fields[f"name_{number}"] = forms.CharField(label="Name", max_length=40, required=False)
            self.fields[f"weeks_{number}"] = _whole(
                "Weeks between", f"Phase {number}: enter the weeks between"
            )
            self.fields[f"contacts_{number}"] = _whole("Contacts", f"Phase {number}: enter the contacts")

    def clean(self):
        said = super().clean()
        for number in range(1, ROWS + 1):
            weeks, contacts = f"weeks_{number}", f"contacts_{number}"
            if bool(said.get(weeks)) != bool(said.get(contacts)) and not {weeks, contacts} & set(self.errors):
                missing = contacts if said.get(weeks) else weeks
                self.add_error(missing, f"Phase {number}: give both figures, or neither")
        return said

    def phases(self) -> tuple[Phase, ...]:
        said = self.cleaned_data
        numbers = [number for number in range(1, ROWS + 1) if said.get(f"weeks_{number}")]
        return tuple(
            Phase(said[f"weeks_{number}"], said[f"contacts_{number}"], said.get(f"name_{number}", "").strip())
            for number in numbers
        )


class AskTaper(PhaseFields, PlainForm):
    method = "get"
    label_size = "s"
    says_optional = False

    def layout(self):
        rows = [
            Fieldset(
                f"Phase {number}",
                Div(f"name_{number}", f"weeks_{number}", f"contacts_{number}", classes="app-phase-fields"),
                size="s",
            )
            for number in range(1, ROWS + 1)
        ]
        named = [Field("name", width=20)] if "name" in self.fields else []
        return Layout(*named, *rows, Button("Show weeks and dates"))


class Hidden(OnceMixin):
    """Everything is hidden: the preview beside it says what is saved. It comes before the fields that it hides."""

    submit = "Save new version"

    def __init__(self, *args, back: str, **kwargs):
        self.back = back
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.fields[name].widget = forms.HiddenInput()

    def layout(self):
        return Layout(Actions(Submit(self.submit), ButtonLink("Back", self.back)))


class SaveTaper(Hidden, PhaseFields, PlainForm):
    """A changed taper."""


class TaperName(forms.Form):
    name = forms.CharField(
        label="Name", max_length=100, help_text="For example: Three months, 8 contacts",
        error_messages={"required": "Give the taper a name"},
    )  # fmt: skip


class RenameTaper(OnceMixin, TaperName, PlainForm):
    def __init__(self, *args, back: str, **kwargs):
        self.back = back
        super().__init__(*args, **kwargs)

    def layout(self):
        return Layout(Field("name", width=20), Actions(Submit("Save name"), ButtonLink("Back", self.back)))


class AskNewTaper(TaperName, AskTaper):
    """A taper beside those there are."""


class SaveNewTaper(TaperName, SaveTaper):
    submit = "Save this taper"


class TaperChoice(forms.Form):
    """`tapers` are those to choose from, each with its phases in words."""

    taper = forms.ChoiceField(
        label="Which taper?", widget=forms.RadioSelect, error_messages={"required": "Choose a taper"}
    )

    def __init__(self, *args, tapers: Mapping[Taper, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.by_key = {str(taper.pk): taper for taper in tapers}
        choices = [(str(taper.pk), f"{taper.name} ({words})") for taper, words in tapers.items()]
        self.fields["taper"].choices = choices

    def chosen(self) -> Taper:
        return self.by_key[self.cleaned_data["taper"]]


class AskUse(TaperChoice, PlainForm):
    method = "get"
    label_size = "s"
    says_optional = False

    def layout(self):
        return Layout("taper", Button("Show weeks and dates"))


class SaveUse(Hidden, TaperChoice, PlainForm):
    submit = "Use this taper"
