"""The public form for people who want to volunteer, with quiet guards that send nobody away."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4, uuid5

from django import forms
from django.core.signing import BadSignature, Signer

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from volunteers.models import Role

FASTEST = timedelta(seconds=3)
LONGEST = timedelta(days=1)
_signer = Signer(salt="volunteers.interest")


def new_stamp(*, at: datetime) -> str:
    """Says when this page was shown, and which showing it was."""
    return _signer.sign_object({"at": at.isoformat(), "sending": str(uuid4())})


class InterestForm(PlainForm):
    """Made with the roles that are open and the stamp of this showing.

    `website` is a trap: people do not see it, programs fill it in.
    """

    # One of e-mail and phone is needed, so neither may be called optional.
    says_optional = False

    first_name = forms.CharField(
        label="Your first name", max_length=100, widget=forms.TextInput({"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label="Your last name", max_length=100, widget=forms.TextInput({"autocomplete": "family-name"})
    )
    email = forms.EmailField(
        label="Your e-mail address",
        required=False,
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label="Your phone number",
        required=False,
        max_length=30,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    wanted = forms.MultipleChoiceField(
        label="What would you like to do? (optional)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose all that you like, or none. We can talk about it",
    )
    message = forms.CharField(
        label="Is there anything you want to tell us? (optional)",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text="For example, when we can best reach you. You need not write about your health here",
    )
    website = forms.CharField(
        label="Leave this box empty",
        required=False,
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, roles: list[Role], **kwargs):
        super().__init__(*args, **kwargs)
        kinds = {role.kind: role.name for role in roles}
        self.fields["wanted"].choices = list(kinds.items())

    def layout(self):
        wanted = ["wanted"] if self.fields["wanted"].choices else []
        return L.Layout(
            "first_name",
            "last_name",
            L.Fieldset(
                "How can we reach you?", L.Fields("email", "phone"), hint="One of the two is enough", size="s"
            ),
            *wanted,
            L.Field("message", rows=4),
            L.Div("website", classes="nhsuk-u-visually-hidden"),
            L.Submit("Send"),
        )

    def clean(self):
        given = super().clean()
        tried = {"email", "phone"} & self.errors.keys()
        if not tried and not given.get("email") and not given.get("phone"):
            self.add_error("email", "Enter an e-mail address or a phone number, so that we can answer")
        return given

    def signs(self, *, at: datetime) -> frozenset[str]:
        """What looks odd, as codes of HELD_FOR. Call it on a valid form."""
        trap = {"trap"} if self.cleaned_data["website"] else set()
        shown_at = self._stamp[0]
        if shown_at is None or not timedelta() <= at - shown_at <= LONGEST:
            return frozenset(trap | {"stamp"})
        return frozenset(trap | ({"fast"} if at - shown_at < FASTEST else set()))

    @property
    def sending(self) -> UUID | None:
        """The same for the same answers on the same showing: who goes back and enters a friend is no second press."""
        showing, said = self._stamp[1], {**self.cleaned_data, "stamp": ""}
        return uuid5(showing, repr(sorted(said.items()))) if showing else None

    @property
    def _stamp(self) -> tuple[datetime | None, UUID | None]:
        try:
            said = _signer.unsign_object(self.cleaned_data["stamp"])
        except (BadSignature, ValueError):
            return None, None
        return datetime.fromisoformat(said["at"]), UUID(said["sending"])
