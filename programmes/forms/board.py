"""The bar above the volunteers' board."""

from django import forms

from peersupport.accounts.models import Team
from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
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
    show = forms.ChoiceField(label="State", required=False, choices=SHOWN)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = Role.objects.of(actor.scheme).order_by("name")
        self.fields["area"].queryset = Team.objects.of(actor.scheme).order_by("name")

    def layout(self):
        return L.Layout(L.Bar("q", "role", "area", "show", L.Button("Search", small=True), wide=("q",)))

    def wanted(self) -> dict:
        """`q`, `role`, `area` (rows or None) and `show`; a filter that makes no sense is left out."""
        self.is_valid()
        chosen = self.cleaned_data
        return {
            "q": chosen.get("q", ""),
            "role": chosen.get("role"),
            "area": chosen.get("area"),
            "show": chosen.get("show", ""),
        }
