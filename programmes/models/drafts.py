"""A log of a contact that somebody has begun and not sent: one a person and relationship, until it is logged."""

from django.db import models

from peersupport.accounts.models import SchemeRow, SchemeRows, User
from peersupport.core.fields import EncryptedTextField
from programmes.models.relationships import Relationship


class LogDrafts(SchemeRows):
    def visible_to(self, actor) -> "LogDrafts":
        """Only one's own, and only while one may see the person."""
        mine = self.within(actor).filter(user_id=actor.user_key)
        return mine.filter(relationship__in=Relationship.objects.visible_to(actor))


class LogDraft(SchemeRow):
    """`typed` is the form as the browser sent it. It is no record: nobody else reads it, and it is deleted."""

    PERSONAL = ("typed",)
    PLAIN = ("relationship", "user", "kept_at")

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    typed = EncryptedTextField(blank=True)
    kept_at = models.DateTimeField()

    objects = LogDrafts.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["relationship", "user"], name="one_draft_of_a_log_per_person")
        ]
