"""What volunteers sign: the texts, version by version, and who signed which."""

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import Membership, SchemeRow, SchemeRows
from peersupport.accounts.roles import VOLUNTEER
from volunteers.models.roles import Role


class AgreementTexts(SchemeRows):
    def visible_to(self, actor) -> "AgreementTexts":
        """Staff see all; a volunteer those of their roles, and the principles."""
        rows = self.within(actor)
        if actor.role != VOLUNTEER:
            return rows
        held = Q(role__held__volunteer__user=actor.user_key, role__held__until_on__isnull=True)
        return rows.filter(Q(role__isnull=True) | held).distinct()


class AgreementText(SchemeRow):
    """One version of the agreement of a role; without a role, of the principles. Append-only.

    `sign_by_on` is the last day on which whoever signed an older one may be newly matched without it.
    """

    PLAIN = ("role", "version", "text", "changes", "published_on", "published_by", "sign_by_on")

    role = models.ForeignKey(
        "volunteers.Role", null=True, blank=True, on_delete=models.PROTECT, related_name="agreement_texts"
    )
    version = models.PositiveSmallIntegerField()
    text = models.TextField()
    changes = models.CharField("what is new", max_length=300, blank=True)
    published_on = models.DateField()
    published_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sign_by_on = models.DateField()

    objects = AgreementTexts.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "role", "version"],
                condition=Q(role__isnull=False),
                name="one_text_per_version",
            ),
            # Two conditions, because SQLite takes every NULL for another one.
            models.UniqueConstraint(
                fields=["scheme", "version"],
                condition=Q(role__isnull=True),
                name="one_common_text_per_version",
            ),
            models.CheckConstraint(
                condition=Q(sign_by_on__gte=models.F("published_on")), name="text_signed_after_published"
            ),
        ]

    @property
    def name(self) -> str:
        """ "Coach agreement", "Our principles"."""
        return f"{self.role.name} agreement" if self.role_id else "Our principles"

    @property
    def paragraphs(self) -> list[str]:
        return [part.strip() for part in self.text.replace("\r", "").split("\n\n") if part.strip()]


class Agreement(SchemeRow):
    """A signature of a text; without one, of an agreement of the `role` that this register does not know.

    `seen_by` saw it on paper. Without that, and without a text, it came from another register.
    """

    PERSONAL = ("signed_as",)
    PLAIN = ("volunteer", "text", "role", "version", "signed_on", "seen_by", "recorded_by")

    volunteer = models.ForeignKey("volunteers.Volunteer", on_delete=models.CASCADE, related_name="agreements")
    text = models.ForeignKey(
        AgreementText, null=True, blank=True, on_delete=models.PROTECT, related_name="signatures"
    )
    role = models.ForeignKey(Role, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    signed_on = models.DateField()
    signed_as = models.CharField("name typed", max_length=200, blank=True)
    seen_by = models.CharField(max_length=150, blank=True)
    recorded_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "role", "version"],
                condition=Q(text__isnull=True),
                name="one_signature_per_version",
            ),
            models.CheckConstraint(
                condition=Q(text__isnull=True) ^ Q(role__isnull=True), name="signature_of_text_or_role"
            ),
            models.UniqueConstraint(
                fields=["volunteer", "text"],
                condition=Q(text__isnull=False),
                name="one_signature_per_text",
            ),
        ]

    @property
    def name(self) -> str:
        """ "Coach agreement", "Our principles, version 2"."""
        return f"{self.text.name}, version {self.version}" if self.text_id else f"{self.role.name} agreement"
