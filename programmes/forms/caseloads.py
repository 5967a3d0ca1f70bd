"""The caseload of a role: looked at with an example of a year, then saved as a new version."""

from django import forms

from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.layout import Actions, Button, ButtonLink, Field, Layout, Submit
from peersupport.core.forms.once import OnceMixin
from programmes.schedule.caseload import Growing
from programmes.selectors.caseloads import Wanted
from volunteers.models import Role

MOST_PEOPLE, MOST_CONTACTS, MOST_STEPS = 30, 10, 6
STEPS_WRONG = "Give the people of each step as numbers with commas between them, like 2, 1, 2"


def initial_of(wanted: Wanted) -> dict:
    usual = Growing()
    joins = wanted.figures.get("joins", usual.joins)
    return {
        "caseload": wanted.caseload,
        "joins": ", ".join(str(number) for number in joins),
        "months": wanted.figures.get("months", usual.cycle_months),
        "people": wanted.people_at_once,
        "contacts": wanted.figures.get("contacts", 3),
    }


class CaseloadFields(forms.Form):
    caseload = forms.ChoiceField(
        label="How people are added", widget=forms.RadioSelect, choices=Role._meta.get_field("caseload").choices,
        error_messages={"required": "Choose how people are added"},
    )  # fmt: skip
    joins = forms.CharField(
        label="In steps: how many people in each step", required=False, max_length=30,
        help_text="2, 1, 2 is two people, one more when both have stepped down, two more when all three have again",
    )  # fmt: skip
    months = forms.IntegerField(
        label="In steps: starts again after", required=False, min_value=1, max_value=48
    )
    people = forms.IntegerField(
        label="A fixed number, and the most with contacts a week: people at once", required=False,
        min_value=1, max_value=MOST_PEOPLE,
    )  # fmt: skip
    contacts = forms.IntegerField(
        label="A number of contacts a week: how many", required=False, min_value=1, max_value=MOST_CONTACTS
    )

    def clean_joins(self) -> str:
        text = self.cleaned_data["joins"]
        parts = [part.strip() for part in text.split(",") if part.strip()]
        right = all(part.isascii() and part.isdigit() and 1 <= int(part[:4]) <= MOST_PEOPLE for part in parts)
        if not right or len(parts) > MOST_STEPS:
            raise forms.ValidationError(STEPS_WRONG)
        return ", ".join(parts)

    def clean(self):
        said = super().clean()
        needs = {
            "hcc": {"joins": STEPS_WRONG, "months": "Say after how many months it starts again"},
            "fixed": {"people": "Say how many people at once"},
            "budget": {"contacts": "Say how many contacts a week", "people": "Say how many people at once, at most"},
        }  # fmt: skip
        for name, words in needs.get(said.get("caseload"), {}).items():
            if not said.get(name) and name not in self.errors:
                self.add_error(name, words)
        return said

    def wanted(self) -> Wanted:
        said = self.cleaned_data
        if said["caseload"] == "hcc":
            joins = [int(part) for part in said["joins"].split(", ")]
            return Wanted("hcc", sum(joins), {"joins": joins, "months": said["months"]})
        figures = {"contacts": said["contacts"]} if said["caseload"] == "budget" else {}
        return Wanted(said["caseload"], said["people"], figures)


class AskCaseload(CaseloadFields, PlainForm):
    method = "get"
    label_size = "s"
    says_optional = False

    def layout(self):
        return Layout(
            "caseload",
            Field("joins", width=10),
            Field("months", width=3, suffix="months"),
            Field("people", width=3),
            Field("contacts", width=3, suffix="a week"),
            Button("Show an example"),
        )


class SaveCaseload(OnceMixin, CaseloadFields, PlainForm):
    """Only the reason is to be seen: the example beside it says what is saved."""

    label_size = "s"

    seen = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label="Why?", max_length=300, error_messages={"required": "Say why"})

    def __init__(self, *args, back: str, **kwargs):
        self.back = back
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - {"why"}:
            self.fields[name].widget = forms.HiddenInput()

    def layout(self):
        return Layout("why", Actions(Submit("Save new version"), ButtonLink("Back", self.back)))
