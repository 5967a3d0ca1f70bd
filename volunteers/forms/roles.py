"""A role of a scheme: its name, its check with the reason, and what follows from it."""

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.anyway import AnywayMixin
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.once import OnceMixin
from volunteers.choices import CHECK_LEVELS, ROLE_KINDS
from volunteers.models import Role
from volunteers.models.roles import WORKFORCES

UNLAWFUL = (
    "To ask for a check that the role is not eligible for is unlawful. That is why the level belongs to the "
    "role, with its reason, and nobody chooses it for a person."
)
COLUMNS = (
    "name",
    "check_level",
    "workforce",
    "check_reason",
    "check_months",
    "references_needed",
    "needs_training",
    "needs_agreement",
    "caseload",
    "people_at_once",
)


CASELOAD = ("caseload", "people_at_once")


class RoleForm(OnceMixin, AnywayMixin, PlainForm):
    """Made with the columns of a role to begin with; `kind` is asked for only when it is new."""

    says_optional = False

    kind = forms.ChoiceField(
        label="What kind of role is it?",
        choices=ROLE_KINDS,
        help_text="The product knows a role by its kind. You name it as you like; the kind stays",
    )
    name = forms.CharField(label="Name in your scheme", max_length=60)
    check_level = forms.ChoiceField(label="Check", choices=CHECK_LEVELS, widget=forms.RadioSelect)
    workforce = forms.ChoiceField(
        label="With whom does somebody work in this role?",
        choices=WORKFORCES,
        widget=forms.RadioSelect,
        help_text="The workforce that a standard or enhanced check is asked for. A basic check knows none",
    )
    check_reason = forms.CharField(
        label="Why is this role eligible for this check?",
        max_length=300,
        min_length=10,
        widget=forms.Textarea,
        help_text="What somebody does in this role, with whom, and how often",
    )
    check_months = forms.IntegerField(label="Renew the check after", min_value=1, max_value=120)
    references_needed = forms.IntegerField(label="References needed", min_value=0, max_value=4)
    needs_training = forms.BooleanField(label="Role training must be finished first", required=False)
    needs_agreement = forms.BooleanField(label="The role agreement must be signed first", required=False)
    caseload = forms.ChoiceField(
        label="How people are added",
        choices=Role._meta.get_field("caseload").choices,
        widget=forms.RadioSelect,
    )
    people_at_once = forms.IntegerField(label="People at once, at most", min_value=1, max_value=30)

    def __init__(self, *args, is_new: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_new:  # the caseload has a page of its own, with a preview and versions
            for name in ("kind", *CASELOAD):
                del self.fields[name]

    def layout(self):
        first = ["kind", "name"] if "kind" in self.fields else ["name"]
        check = L.Card(
            "Check",
            L.Note(UNLAWFUL),
            "check_level",
            "workforce",
            L.Field("check_reason", rows=3),
            L.Field("check_months", width=3, suffix="months"),
        )
        before = L.Card(
            "Before the first person",
            L.Field("references_needed", width=2),
            "needs_training",
            "needs_agreement",
        )
        caseload = [L.Card("Caseload", "caseload", L.Field("people_at_once", width=2))] * (
            "kind" in self.fields
        )
        return L.Layout(
            L.Card("The role", *first),
            check,
            before,
            *caseload,
            *self.confirm(),
            L.Actions(L.Submit("Save this role")),
        )


class EndHeldRoleForm(OnceMixin, PlainForm):
    def layout(self):
        return L.Layout(L.Actions(L.Submit("End this role", warning=True)))


def columns_of(role: Role) -> dict:
    """What the form starts with for a role that exists."""
    return {name: getattr(role, name) for name in COLUMNS}
