"""Forms of coordinators around joining: the bar above the list, a new person, roles, moving and letting go."""

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.once import OnceMixin
from volunteers.choices import LEAVING, NOT_REAL, STAGES, STEPPED_DOWN, VOLUNTEER
from volunteers.forms.bars import RoleBar
from volunteers.models import Role, Volunteer
from volunteers.selectors.recruitment import HELD, READ, STUCK, STUCK_DAYS, WAY

SHOWN = (
    (WAY, "Everybody on the way"),
    (HELD, "To look at first"),
    (READ, "With a reference to read"),
    (STUCK, f"{STUCK_DAYS} days or more in one stage"),
)


class RecruitmentBar(RoleBar):
    action = "recruitment"
    form_attributes = {"role": "search", "aria-label": "People on the way"}
    stage = forms.ChoiceField(label="Stage", required=False, choices=[("", "All on the way"), *STAGES])
    show = forms.ChoiceField(label="Show", required=False, choices=SHOWN)
    reason = forms.ChoiceField(required=False, choices=[("", ""), *LEAVING], widget=forms.HiddenInput)

    def wanted(self) -> dict:
        """What `people` takes."""
        more = {
            "stage": self.given("stage"),
            "show": self.given("show") or WAY,
            "reason": self.given("reason"),
        }
        return super().wanted() | more


class NewVolunteerForm(OnceMixin, PlainForm):
    """Somebody who asked on the phone, at a course, in a letter."""

    first_name = forms.CharField(label="First name", max_length=100)
    last_name = forms.CharField(label="Last name", max_length=100)
    called = forms.CharField(label="Likes to be called", required=False, max_length=100)
    email = forms.EmailField(label="E-mail address", required=False, max_length=254)
    phone = forms.CharField(label="Phone number", required=False, max_length=30)
    message = forms.CharField(
        label="What did they say?", required=False, max_length=2000, widget=forms.Textarea
    )

    def layout(self):
        names = (L.Fields("first_name", "last_name"), L.Field("called", width=20))
        reach = (L.Fields("email", "phone"), L.Field("message", rows=4))
        return L.Layout(*names, *reach, L.Actions(L.Submit("Save this enquiry")))

    def clean(self):
        given = super().clean()
        if not self.errors and not given.get("email") and not given.get("phone"):
            self.add_error("email", "Enter an e-mail address or a phone number")
        return given


class GiveRolesForm(OnceMixin, PlainForm):
    """Made with the roles that are switched on and not held yet."""

    roles = forms.ModelMultipleChoiceField(
        None,
        label="Which roles?",
        widget=forms.CheckboxSelectMultiple,
        help_text="One person may hold several",
    )

    def __init__(self, *args, volunteer: Volunteer, **kwargs):
        super().__init__(*args, **kwargs)
        held = volunteer.held_roles.filter(until_on__isnull=True).values("role")
        rows = Role.objects.of(volunteer.scheme_id).on().exclude(pk__in=held)
        self.fields["roles"].queryset = rows.order_by("name")

    def layout(self):
        return L.Layout("roles", L.Actions(L.Submit("Save these roles")))


class MoveForm(OnceMixin, PlainForm):
    """Made with the stage somebody is in: only moves that are allowed are offered."""

    to = forms.ChoiceField(label="Move to", widget=forms.RadioSelect)
    why = forms.CharField(
        label="Why by hand?",
        max_length=200,
        help_text="For example, the reference was given on paper. It stays in the history",
    )

    def __init__(self, *args, stage: str, **kwargs):
        super().__init__(*args, **kwargs)
        allowed = VOLUNTEER.moves[stage] - {STEPPED_DOWN}
        self.fields["to"].choices = [(code, words) for code, words in STAGES if code in allowed]

    def layout(self):
        return L.Layout("to", "why", L.Actions(L.Submit("Move")))


class GoOnForm(OnceMixin, PlainForm):
    """Somebody has doubts; a coordinator lets the person go on all the same, and says why."""

    why = forms.CharField(
        label="Why may they go on all the same?",
        max_length=200,
        help_text="For example, you have talked with the referee. It stays in the history",
    )

    def layout(self):
        return L.Layout("why", L.Actions(L.Submit("Let them go on")))


class StepDownForm(OnceMixin, PlainForm):
    """Why somebody leaves. Nobody is blamed: the answers are counted, so that the scheme can change."""

    reason = forms.ChoiceField(
        label="Why do they leave?",
        choices=[choice for choice in LEAVING if choice[0] != NOT_REAL],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label="In their words", required=False, max_length=200)

    def layout(self):
        return L.Layout("reason", "why", L.Actions(L.Submit("Let them go", warning=True)))
