"""What a referral and a patient both say about a person."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from nhs_number import is_valid

from peersupport.accounts.models import Practice, SchemeRow
from peersupport.core.fields import CodesField, EncryptedTextField
from programmes.choices import NO_NHS_NUMBER


def check_nhs_number(value: str) -> None:
    """Ten digits with the right check digit, and not one digit repeated (2222222222 passes the sum)."""
    if (
        len(value) != 10
        or not value.isascii()
        or not value.isdigit()
        or len(set(value)) == 1
        or not is_valid(value)
    ):
        raise ValidationError("This is not a valid NHS number. Check it, or leave it empty and say why.")


class AboutPerson(SchemeRow):
    """`born_on` and `nhs_number` recognise a person; `nhs_number_reason` says why it is missing."""

    ABOUT_PERSONAL = (
        "nhs_number",
        "nhs_number_reason",
        "first_name",
        "last_name",
        "called",
        "born_on",
        "sex",
        "phone",
        "may_leave_message",
        "email",
        "postcode",
        "conditions",
        "diagnosed_year",
        "languages",
        "needs",
        "needs_other",
        "interests",
        "life",
        "background",
    )
    ABOUT_PLAIN = ("practice", "modes", "times")

    nhs_number = models.CharField("NHS number", max_length=10, blank=True, validators=[check_nhs_number])
    nhs_number_reason = models.CharField(max_length=20, blank=True, choices=NO_NHS_NUMBER)
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    called = models.CharField("likes to be called", max_length=100, blank=True)
    born_on = models.DateField("date of birth")
    sex = models.CharField(
        max_length=10,
        blank=True,
        choices=[("female", "Female"), ("male", "Male"), ("other", "Prefers another word")],
    )
    phone = models.CharField(max_length=30, blank=True)
    may_leave_message = models.BooleanField("OK to leave a message", default=False)
    email = models.EmailField("e-mail", max_length=254, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    practice = models.ForeignKey(Practice, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    conditions = CodesField()
    diagnosed_year = models.PositiveSmallIntegerField(null=True, blank=True)
    languages = CodesField()
    modes = CodesField("contact by")
    times = CodesField("good times")
    needs = CodesField("needs information in another way")
    needs_other = EncryptedTextField(blank=True)
    interests = CodesField()
    life = CodesField("life situation")
    background = CodesField()

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        return f"{self.called or self.first_name} {self.last_name}".strip()

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def short_name(self) -> str:
        return self.called or self.first_name

    def age(self, on: date) -> int:
        return on.year - self.born_on.year - ((on.month, on.day) < (self.born_on.month, self.born_on.day))

    def __str__(self) -> str:
        return self.name
