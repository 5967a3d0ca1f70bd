"""The bar above the waiting list."""

from django import forms

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Team
from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from programmes.choices import URGENCIES
from programmes.models import Cohort, Programme
from programmes.selectors.enrolments import Narrowed


class WaitingBar(PlainForm):
    """Everything chosen stands in the address. Somebody limited to a team gets no team filter."""

    method = "get"
    action = "waiting-list"
    says_optional = False
    form_attributes = {"role": "search", "aria-label": "Waiting list"}

    q = forms.CharField(
        label="Name or NHS number",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    programme = forms.ModelChoiceField(Programme.objects.none(), required=False, empty_label="All programmes")
    cohort = forms.ModelChoiceField(Cohort.objects.none(), required=False, empty_label="All cohorts")
    team = forms.ModelChoiceField(Team.objects.none(), required=False, empty_label="All teams")
    urgency = forms.ChoiceField(label="How soon", required=False, choices=[("", "All"), *URGENCIES])

    def __init__(self, *args, actor: Actor, **kwargs):
        super().__init__(*args, **kwargs)
        scheme = actor.scheme
        self.fields["programme"].queryset = Programme.objects.of(scheme).order_by("name")
        cohorts = Cohort.objects.of(scheme).select_related("programme")
        self.fields["cohort"].queryset = cohorts.order_by("programme__name", "-starts_on", "-pk")
        self.fields["team"].queryset = Team.objects.of(scheme).order_by("name")
        if actor.team_id:
            del self.fields["team"]

    def layout(self):
        return L.Layout(L.Bar(*self.fields, L.Button("Search", small=True), wide=("q",)))

    def narrowed(self) -> Narrowed:
        """What the list takes; a filter that makes no sense is left out."""
        self.is_valid()
        rows = {name: self.cleaned_data.get(name) for name in ("programme", "cohort", "team")}
        return Narrowed(
            text=self.cleaned_data.get("q", ""),
            urgency=self.cleaned_data.get("urgency", ""),
            **{name: str(row.pk) if row else "" for name, row in rows.items()},
        )
