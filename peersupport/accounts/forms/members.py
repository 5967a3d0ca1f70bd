"""Invite somebody, let somebody go, choose a password, and when staff need a second factor."""

from datetime import date

from django import forms

from peersupport.accounts import roles
from peersupport.accounts.models import Membership, Practice, Team
from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField
from peersupport.core.forms.once import OnceMixin

INVITED = [(code, words) for code, words in roles.ROLES if code != roles.VOLUNTEER]


class InviteForm(OnceMixin, PlainForm):
    """Volunteers are invited from their own record."""

    name = forms.CharField(label="Name", max_length=150)
    email = forms.EmailField(label="E-mail address", max_length=254)
    role = forms.ChoiceField(label="What may they do?", choices=INVITED, widget=forms.RadioSelect)
    title = forms.CharField(label="What they do, in words", max_length=60, required=False)
    team = forms.ModelChoiceField(
        None,
        label="Area",
        required=False,
        empty_label="The whole scheme",
        help_text="A coordinator with an area sees the people of that area only",
    )
    practice = forms.ModelChoiceField(
        None,
        label="Practice",
        required=False,
        empty_label="None",
        help_text="Where a clinician who refers works",
    )

    def __init__(self, *args, scheme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.of(scheme).order_by("name")
        self.fields["practice"].queryset = Practice.objects.of(scheme).order_by("name", "pk")

    def layout(self):
        who = L.Fields("name", "email")
        return L.Layout(who, "role", "title", "team", "practice", L.Actions(L.Submit("Send the invite")))

    def clean(self):
        given = super().clean()
        if given.get("team") and given.get("role") != roles.COORDINATOR:
            self.add_error("team", "An area is for coordinators. Choose “The whole scheme”")
        if given.get("practice") and given.get("role") != roles.REFERRER:
            self.add_error("practice", "A practice is for clinicians who refer. Choose “None”")
        return given


class MemberChoice(forms.ModelChoiceField):
    def label_from_instance(self, row: Membership) -> str:
        return row.user.name


class EndForm(OnceMixin, PlainForm):
    """Made with who could take over; asked for only when something is open."""

    to = MemberChoice(None, label="Who takes over?", widget=forms.RadioSelect, empty_label=None)

    def __init__(self, *args, others: list[Membership], left: int, **kwargs):
        super().__init__(*args, **kwargs)
        if left:
            rows = Membership.objects.everywhere().filter(pk__in=[row.pk for row in others])
            self.fields["to"].queryset = rows.select_related("user").order_by("user__name", "pk")
        else:
            del self.fields["to"]

    def layout(self):
        asked = ["to"] if "to" in self.fields else []
        return L.Layout(*asked, L.Actions(L.Submit("Let them go", warning=True)))


class PasswordForm(PlainForm):
    """One box, long rather than strange."""

    password = forms.CharField(
        label="Your password",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(render_value=False),
        help_text="12 characters or more. Three words that you remember are a good password",
    )

    def layout(self):
        return L.Layout(L.Field("password", autocomplete="new-password"), L.Submit("Save my password"))


class SecondFactorForm(OnceMixin, PlainForm):
    """From which day on; empty for never."""

    from_on = MemorableDateField(label="Staff need a second factor from", required=False, example="1 3 2027")

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from_on"].help_text = "Leave it empty to let everybody choose"

    def layout(self):
        return L.Layout("from_on", L.Actions(L.Submit("Save this day")))
