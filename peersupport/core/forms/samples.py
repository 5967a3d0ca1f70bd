"""Two forms for the components page: every kind of field, and a filter bar. They save nothing."""

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.dates import MemorableDateField

WRONG = {
    "minutes": "half",
    "email": "mo at example",
    "born_day": "31",
    "born_month": "2",
    "born_year": "1958",
    "note": "Back from hospital, feeling stronger.",
    "role": "maybe",
}
HAPPENED = {
    "talked": "We talked",
    "moved": "We moved it to another day",
    "declined": "Harold did not want to talk today",
}
NEEDS = {
    "large": "Large print",
    "easy": "Easy read",
    "bsl": "Sign language",
    "interpreter": "Interpreter",
    "other": "Something else",
}
AGREED = {
    "contact": "we may contact them about peer support",
    "tell": "you and their practice hear what became of it",
}


def radios(label: str, choices: dict[str, str], **options) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(choices.items()), widget=forms.RadioSelect, **options)


def checkboxes(label: str, choices: dict[str, str], **options) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=list(choices.items()), widget=widget, **options)


def paragraph(label: str, **options) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}), **options)


class SampleFields(PlainForm):
    """Every kind of field."""

    label_size = "s"
    action = "#maincontent"

    name = forms.CharField(label="Full name", max_length=100)
    nhs_number = forms.CharField(label="NHS number", required=False, help_text="10 digits, or leave it empty")
    email = forms.EmailField(label="E-mail address")
    phone = forms.CharField(
        label="Phone number", widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    )
    minutes = forms.IntegerField(label="How long?", min_value=1, max_value=600)
    born = MemorableDateField(label="Date of birth", help_text="For example, 27 3 1958")
    role = forms.ChoiceField(
        label="Role", choices=[("", "Choose one"), ("coach", "Coach"), ("befriender", "Befriender")]
    )
    what = radios("What happened?", HAPPENED)
    how = radios("How?", {"phone": "Phone", "video": "Video", "met": "In person", "text": "Text"})
    worried = radios(
        "Are you worried about Harold’s safety?",
        {"yes": "Yes", "no": "No"},
        help_text="Danger now: call 999 first. If you say yes, we ask you two short questions.",
        error_messages={"required": "Say whether you are worried about Harold’s safety"},
    )
    needs = checkboxes("Does the person need information in another way?", NEEDS, required=False)
    consent = checkboxes("The person has agreed that", AGREED)
    agree = forms.BooleanField(label="I have read the agreement")
    note = paragraph("A short note", required=False, help_text="Harold can ask to read this", max_length=20)
    reason = paragraph("Reason for referral", max_length=500)
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    file = forms.FileField(label="Spreadsheet", help_text="A CSV file")
    secret = forms.CharField(required=False, widget=forms.HiddenInput)

    def layout(self):
        number = L.Field("nhs_number", code=True, inputmode="numeric")
        person = L.Fields(number, "name", "email", L.Field("phone", width=20), "born", "role")
        minutes, worried = L.Field("minutes", width=3, suffix="minutes"), L.Inline("worried", small=False)
        return L.Layout(
            L.Columns(
                L.Card("The person", person, L.Inline("needs", inline="wide"), text="What you know now."),
                L.Card("The contact", "what", L.Inline("how"), minutes, worried, "note"),
            ),
            L.Fieldset(
                "Before you send",
                L.Field("consent", small=True),
                "agree",
                L.Field("reason", count=500),
                hint="Only what the person wants us to know",
            ),
            L.Fields("password", "file"),
            L.Details(
                "More questions",
                L.Note("You decide.", strong="The score never decides."),
                L.Text("From you: Dr Sam Whitlock", quiet=True),
            ),
            L.Actions(
                L.Submit("Save"), L.Button("Save and log another"), L.ButtonLink("Back", "#maincontent")
            ),
        )


class SampleBar(PlainForm):
    """A filter bar."""

    method = "get"
    form_attributes = {"role": "search", "aria-label": "Volunteers"}
    says_optional = False

    q = forms.CharField(label="Name", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    role = forms.ChoiceField(label="Role", required=False, choices=[("", "All roles"), ("coach", "Coach")])
    area = forms.ChoiceField(label="Area", required=False, choices=[("", "All areas"), ("harton", "Harton")])
    show = forms.ChoiceField(label="State", required=False, choices=[("", "Everyone active")])

    def layout(self):
        return L.Layout(L.Bar("q", "role", "area", "show", L.Button("Search", small=True), wide=("q",)))
