"""The bars above lists of volunteers: search and filters, all of it in the address."""

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from volunteers.models import Role


class NameBar(PlainForm):
    """Search by name. A list adds its filters, and shows them in the order in which they are declared."""

    method = "get"
    says_optional = False
    q = forms.CharField(
        label="Name", required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )

    def layout(self):
        shown = [name for name in self.fields if not self[name].is_hidden]
        return L.Layout(L.Bar(*shown, L.Button("Search", small=True), wide=("q",)))

    def given(self, name: str):
        """What was asked for; an empty text for nothing, or for what makes no sense."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""


class RoleBar(NameBar):
    """By name and role."""

    role = forms.ModelChoiceField(None, label="Role", required=False, empty_label="All roles")

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = Role.objects.of(actor.scheme).order_by("name")

    def wanted(self) -> dict:
        """`q` and the key of the `role`, or None."""
        role = self.given("role")
        return {"q": self.given("q"), "role": role.pk if role else None}
