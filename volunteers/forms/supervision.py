"""The bar above the list of who is due."""

from collections.abc import Iterable

from django import forms

from peersupport.accounts.models import Membership
from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from volunteers.schedule.supervision import SOON_DAYS
from volunteers.selectors.supervision import EVERYBODY, IN_GROUPS, NOBODY, OVERDUE, PLANNED, SOON

SHOWN = (
    ("", "Everybody active"),
    (OVERDUE, "Overdue"),
    (SOON, f"Due within {SOON_DAYS} days"),
    (PLANNED, "With a session planned"),
    (IN_GROUPS, "Next in a group"),
    (NOBODY, "Without a supervisor"),
)
MINE = "mine"


class SupervisionBar(PlainForm):
    """Search and filters; all of it stands in the address."""

    method = "get"
    action = "supervision"
    form_attributes = {"role": "search", "aria-label": "Supervision"}
    says_optional = False

    q = forms.CharField(
        label="Name", required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
    supervisor = forms.ChoiceField(label="Supervisor", required=False)
    show = forms.ChoiceField(label="Show", required=False, choices=SHOWN)

    def __init__(self, *args, supervisors: Iterable[Membership], **kwargs):
        super().__init__(*args, **kwargs)
        names = [(str(row.pk), row.user.name) for row in supervisors]
        self.fields["supervisor"].choices = [("", "Everybody's"), (MINE, "Mine"), *names]

    def layout(self):
        return L.Layout(L.Bar("q", "supervisor", "show", L.Button("Search", small=True), wide=("q",)))

    def wanted(self) -> dict[str, str]:
        """`q`, `supervisor` ("mine", a key or empty) and `show`; a filter that makes no sense is left out."""
        self.is_valid()
        chosen = self.cleaned_data
        return {
            "q": chosen.get("q", ""),
            "supervisor": chosen.get("supervisor", ""),
            "show": chosen.get("show") or EVERYBODY,
        }
