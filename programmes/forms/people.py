"""The bar above the list of people."""

from django import forms

from peersupport.accounts.models import Team
from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from programmes.choices import ENDED, SUPPORTED, UNSOUGHT, WAITING

STATES = (
    ("", "Everybody"), (WAITING, "Waiting"), (SUPPORTED, "Supported"), (UNSOUGHT, "No single peer"), (ENDED, "Ended"),
)  # fmt: skip
SORTS = (
    ("name", "Name"),
    ("next", "Next contact"),
    ("since", "Longest first"),
    ("age", "Oldest first"),
)


class PeopleBar(PlainForm):
    """Search, filter and sort; all of it stands in the address. Somebody limited to a team gets no team filter."""

    method = "get"
    action = "people"
    form_attributes = {"role": "search", "aria-label": "People"}
    says_optional = False

    q = forms.CharField(
        label="Name or NHS number", required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
    state = forms.ChoiceField(label="State", required=False, choices=STATES)
    team = forms.ModelChoiceField(None, label="Team", required=False, empty_label="All teams")
    sort = forms.ChoiceField(label="Sorted by", required=False, choices=SORTS)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.of(actor.scheme).order_by("name")
        if actor.team_id:
            del self.fields["team"]

    def layout(self):
        names = [name for name in ("q", "state", "team", "sort") if name in self.fields]
        return L.Layout(L.Bar(*names, L.Button("Search", small=True), wide=("q",)))

    def wanted(self) -> dict:
        """What `selectors.people.people` takes; a filter that makes no sense is left out."""
        self.is_valid()
        team = self.cleaned_data.get("team")
        return {
            "q": self.cleaned_data.get("q", ""),
            "state": self.cleaned_data.get("state", ""),
            "team": team.pk if team else None,
            "sort": self.cleaned_data.get("sort") or "name",
        }
