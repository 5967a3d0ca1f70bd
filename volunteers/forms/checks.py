"""Record a check: the role says which level, so nobody chooses one."""

from datetime import date

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin
from volunteers.choices import NO_CHECK, ON_UPDATE_SERVICE
from volunteers.models import Role, Volunteer


def roles_with_a_check(volunteer: Volunteer) -> list[Role]:
    """The roles held now for which a check may be asked, by name."""
    held = (
        volunteer.held_roles.filter(until_on__isnull=True).select_related("role").order_by("role__name", "pk")
    )
    return [row.role for row in held if row.role.check_level != NO_CHECK]


class CheckForm(OnceMixin, PlainForm):
    """Made with the roles that need a check, who records it, and today."""

    role = forms.ChoiceField(label="For which role?", widget=forms.RadioSelect)
    issued_on = MemorableDateField(label="Date on the certificate", example="4 11 2026")
    number = forms.CharField(
        label="Number of the certificate",
        max_length=20,
        help_text="Only the number. What the certificate says is never written down",
    )
    seen_by = forms.CharField(label="Who saw it?", max_length=150)
    on_update_service = forms.BooleanField(
        label="The volunteer has joined the Update Service and agrees that we look it up", required=False
    )

    def __init__(self, *args, roles: list[Role], seen_by: str, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.roles = {str(role.pk): role for role in roles}
        self.fields["role"].choices = [(key, self._words(role)) for key, role in self.roles.items()]
        if len(roles) == 1:
            self.fields["role"].widget = forms.HiddenInput()
            self.fields["role"].initial = str(roles[0].pk)
        self.fields["issued_on"].latest = today
        self.fields["issued_on"].help_text = f"For example, {today.day} {today.month} {today.year}"
        self.fields["seen_by"].initial = seen_by
        if not any(role.check_level in ON_UPDATE_SERVICE for role in roles):
            del self.fields["on_update_service"]

    def layout(self):
        only = [L.Note(self._why(role), strong=self._words(role)) for role in self.roles.values()]
        which = only if len(only) == 1 else ["role"]
        actions = L.Actions(L.Submit("Save this check"))
        number, seen = L.Field("number", width=20, code=True), L.Field("seen_by", width=30)
        update = [name for name in ("on_update_service",) if name in self.fields]
        return L.Layout(*which, "issued_on", number, seen, *update, actions)

    def clean_role(self) -> Role:
        return self.roles[self.cleaned_data["role"]]

    @staticmethod
    def _words(role: Role) -> str:
        return f"{role.name}: {role.check_asked}"

    @staticmethod
    def _why(role: Role) -> str:
        return f"{role.check_reason}. It is renewed after {role.check_months} months at the latest."
