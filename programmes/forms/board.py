"""The bar above the volunteers' board."""

from collections.abc import Iterable

from django import forms

from peersupport.accounts.models import Membership, Team
from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from volunteers.forms.supervision import MINE
from volunteers.models import Role

FREE, MISSING, OVER, JOINING, LEFT = "free", "missing", "over", "joining", "left"
SHOWN = (
    ("", "Everyone active"),
    (FREE, "Place free now"),
    (MISSING, "Something missing"),
    (OVER, "Over the limit"),
    (JOINING, "On the way to being ready"),
    (LEFT, "Stepped down"),
)


class BoardBar(PlainForm):
    """Search and filters; all of it stands in the address."""

    method = "get"
    action = "volunteers"
    form_attributes = {"role": "search", "aria-label": "Volunteers"}
    says_optional = False

    q = forms.CharField(
        label="Name", required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
    role = forms.ModelChoiceField(None, label="Role", required=False, empty_label="All roles")
    area = forms.ModelChoiceField(None, label="Area", required=False, empty_label="All areas")
    supervisor = forms.ChoiceField(label="Supervisor", required=False)
    show = forms.ChoiceField(label="State", required=False, choices=SHOWN)

    def __init__(self, *args, actor, supervisors: Iterable[Membership], **kwargs):
        super().__init__(*args, **kwargs)
        names = [(str(row.pk), row.user.name) for row in supervisors]
        self.fields["supervisor"].choices = [("", "Everybody's"), (MINE, "Mine"), *names]
        self.fields["role"].queryset = Role.objects.of(actor.scheme).order_by("name")
        self.fields["area"].queryset = Team.objects.of(actor.scheme).order_by("name")

    def layout(self):
        fields = ("q", "role", "area", "supervisor", "show")
        return L.Layout(L.Bar(*fields, L.Button("Search", small=True), wide=("q",)))

    def wanted(self) -> dict:
        """`q`, `role`, `area` (rows or None), `supervisor` ("mine", a key or empty) and `show`; a filter that makes
        no sense is left out.
        """
        self.is_valid()
        chosen = self.cleaned_data
        return {
            "q": chosen.get("q", ""),
            "role": chosen.get("role"),
            "area": chosen.get("area"),
            "supervisor": chosen.get("supervisor", ""),
            "show": chosen.get("show", ""),
        }
