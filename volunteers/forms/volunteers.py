"""What is known of a volunteer, to be put right."""

from django import forms

from peersupport.accounts.models import Membership, Team, Term
from peersupport.accounts.models.vocabulary import CONDITION
from peersupport.accounts.selectors.memberships import coordinators
from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.versioned import VersionMixin
from volunteers.choices import LIFE_CHOICES
from volunteers.models import Volunteer

CONTACT = ("called", "email", "phone", "postcode")


class MyDetailsForm(VersionMixin, PlainForm):
    """What volunteers change themselves."""

    says_optional = False

    called = forms.CharField(label="Likes to be called", required=False, max_length=100)
    email = forms.EmailField(label="E-mail address", required=False, max_length=254)
    phone = forms.CharField(label="Phone number", required=False, max_length=30)
    postcode = forms.CharField(label="Postcode", required=False, max_length=10)
    life = forms.MultipleChoiceField(
        label="Your life, as far as you want to say",
        help_text="Some people ask for somebody who knows this from their own life. "
        "Coordinators see it, and you can take it out at any time",
        choices=LIFE_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def layout(self):
        reach = (L.Fields("email", "phone"), L.Field("postcode", width=10))
        life = L.Field("life", small=True)
        return L.Layout(L.Field("called", width=20), *reach, life, L.Actions(L.Submit("Save")))

    def clean(self):
        given = super().clean()
        if not self.errors and not given.get("email") and not given.get("phone"):
            self.add_error("phone", "Enter an e-mail address or a phone number")
        return given


class CoordinatorChoice(forms.ModelChoiceField):
    def label_from_instance(self, row: Membership) -> str:
        return row.user.name


class DetailsForm(MyDetailsForm):
    """Made with the scheme and today, for its teams, coordinators and words."""

    first_name = forms.CharField(label="First name", max_length=100)
    last_name = forms.CharField(label="Last name", max_length=100)
    born_on = MemorableDateField(label="Date of birth", required=False, example="27 3 1958")
    team = forms.ModelChoiceField(None, label="Area", required=False, empty_label="All areas")
    coordinator = CoordinatorChoice(None, label="Coordinator", required=False, empty_label="Nobody yet")
    conditions = forms.MultipleChoiceField(
        label="Lives with", required=False, widget=forms.CheckboxSelectMultiple
    )
    notes = forms.CharField(label="Notes", required=False, max_length=4000, widget=forms.Textarea)

    def __init__(self, *args, scheme, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.of(scheme).order_by("name")
        staff = [row.pk for row in coordinators(scheme=scheme, on=today)]
        rows = Membership.objects.of(scheme).filter(pk__in=staff).select_related("user")
        self.fields["coordinator"].queryset = rows.order_by("user__name", "pk")
        self.fields["life"].label = "Their life, as far as they want to say"
        self.fields[
            "life"
        ].help_text = "Some people ask for somebody who knows this. Tick only what the volunteer has told you"
        self.fields["conditions"].choices = list(Term.objects.of(scheme).kind(CONDITION).names().items())

    def layout(self):
        who = L.Card("Who", L.Fields("first_name", "last_name"), L.Field("called", width=20), "born_on")
        reach = L.Card("How to reach them", L.Fields("email", "phone"), L.Field("postcode", width=10))
        work = L.Card(
            "In the scheme",
            "team",
            "coordinator",
            "conditions",
            L.Field("life", small=True),
            L.Field("notes", rows=4),
        )
        return L.Layout(who, reach, work, L.Actions(L.Submit("Save")))


def own_columns(volunteer: Volunteer) -> dict:
    return {name: getattr(volunteer, name) for name in CONTACT} | {"life": list(volunteer.life)}


def columns_of(volunteer: Volunteer) -> dict:
    """What the coordinators' form starts with."""
    plain = ("first_name", "last_name", "born_on", "team", "coordinator", "notes")
    return (
        own_columns(volunteer)
        | {name: getattr(volunteer, name) for name in plain}
        | {"conditions": list(volunteer.conditions)}
    )
