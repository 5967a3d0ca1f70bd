"""Accepting or declining a referral."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.once import OnceMixin
from peersupport.core.templatetags.words import day
from programmes.choices import DECLINE_REASONS
from programmes.models import Cohort, Patient

NEW = "new"


class AcceptForm(OnceMixin, PlainForm):
    """`cohorts` take people now; `people` on record may be the same person, and then one has to be chosen."""

    label_size = "s"

    cohort = forms.ModelChoiceField(Cohort.objects.none(), label="Cohort", empty_label="Choose a cohort")
    same_as = forms.ChoiceField(
        label="Who is it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether this is the same person as on record, or somebody else"},
    )

    def __init__(
        self, data: Any = None, *, cohorts: QuerySet[Cohort], people: Sequence[Patient], action: str, **kwargs
    ):
        super().__init__(data, prefix="accept", **kwargs)
        self.action, self.people = action, {str(person.pk): person for person in people}
        self.fields["cohort"].queryset = cohorts
        only = list(cohorts[:2])
        self.fields["cohort"].initial = only[0] if len(only) == 1 else None
        if people:
            known = [(key, f"The same person: {_told(person)}") for key, person in self.people.items()]
            self.fields["same_as"].choices = [*known, (NEW, "Somebody else, not on record")]
        else:
            del self.fields["same_as"]

    def layout(self):
        who = [L.Field("same_as", small=True)] if self.people else []
        return L.Layout(*who, "cohort", L.Submit("Accept"))

    @property
    def same_person(self) -> Patient | None:
        return self.people.get(self.cleaned_data.get("same_as", ""))

    @property
    def is_new(self) -> bool:
        return self.cleaned_data.get("same_as") == NEW


class DeclineForm(OnceMixin, PlainForm):
    label_size = "s"

    reason = forms.ChoiceField(
        label="Reason",
        widget=forms.RadioSelect,
        choices=DECLINE_REASONS,
        error_messages={"required": "Choose a reason"},
    )
    note = forms.CharField(
        label="Note to the referrer",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="They read it when signed in, if the person agreed. It is in no e-mail",
    )

    def __init__(self, data: Any = None, *, action: str, **kwargs):
        super().__init__(data, prefix="decline", **kwargs)
        self.action = action

    def layout(self):
        return L.Layout(L.Field("reason", small=True), "note", L.Button("Decline"))


class WithdrawForm(OnceMixin, PlainForm):
    why = forms.CharField(
        label="Why is it taken back?",
        max_length=300,
        help_text="For example, the person has changed their mind, or it was sent twice",
    )

    def layout(self):
        return L.Layout("why", L.Actions(L.Submit("Take the referral back", warning=True)))


def _told(person: Patient) -> str:
    return f"{person.full_name}, born {day(person.born_on)}"
