"""What volunteers sign: the texts, version by version, and who signed which."""

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import Membership, SchemeRow, SchemeRows
from peersupport.accounts.roles import VOLUNTEER


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

    `sign_by_on` is the last day on which whoever signed something before may be newly matched without it.
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
    """A signature. Without a text it was taken over from another register or from paper."""

    PERSONAL = ("signed_as",)
    PLAIN = ("volunteer", "text", "version", "signed_on")

    volunteer = models.ForeignKey("volunteers.Volunteer", on_delete=models.CASCADE, related_name="agreements")
    text = models.ForeignKey(
        AgreementText, null=True, blank=True, on_delete=models.PROTECT, related_name="signatures"
    )
    version = models.PositiveSmallIntegerField(default=1)
    signed_on = models.DateField()
    signed_as = models.CharField("name typed", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "version"],
                condition=Q(text__isnull=True),
                name="one_signature_per_version",
            ),
            models.UniqueConstraint(
                fields=["volunteer", "text"],
                condition=Q(text__isnull=False),
                name="one_signature_per_text",
            ),
        ]

    @property
    def name(self) -> str:
        """ "Role agreement, version 1", "Our principles, version 2"."""
        return f"{self.text.name if self.text_id else 'Role agreement'}, version {self.version}"
