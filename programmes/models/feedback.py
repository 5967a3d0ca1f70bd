"""What a person who is supported says about it: by a link that works once, or written down from paper."""

from datetime import date

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import SchemeRow, SchemeRows
from peersupport.accounts.roles import VOLUNTEER
from peersupport.core.fields import EncryptedTextField
from programmes.choices import BY_LINK, FEEDBACK_WAYS
from programmes.models.relationships import Relationship
from volunteers.choices import ANSWERS
from volunteers.models import QualityQuestion


class Feedbacks(SchemeRows):
    def visible_to(self, actor) -> "Feedbacks":
        """Staff only: a volunteer never reads what one person said about them."""
        if actor.role == VOLUNTEER:
            return self.none()
        return self.within(actor).filter(relationship__in=Relationship.objects.visible_to(actor))

    def to_talk(self) -> "Feedbacks":
        """Who wants to talk to somebody, and nobody has yet."""
        return self.filter(wants_talk=True, talked_on__isnull=True)

    def to_read(self) -> "Feedbacks":
        """What somebody wrote, and nobody has read; a worry may stand in it. Who wants to talk is `to_talk`."""
        written = self.filter(returned_at__isnull=False, read_on__isnull=True).exclude(words="")
        return written.exclude(wants_talk=True, talked_on__isnull=True)


class Feedback(SchemeRow):
    """`nonce` and the house's key make the link anew when it is sent; only `token_hash` tells the link.

    `read_by` is who has read the words first.
    """

    PERSONAL = ("words", "wants_talk", "talk_words")
    PLAIN = (
        "relationship",
        "way",
        "nonce",
        "token_hash",
        "asked_on",
        "link_until_on",
        "returned_at",
        "recorded_by",
        "read_on",
        "read_by",
        "talked_on",
        "talked_by",
    )

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="feedback")
    way = models.CharField(max_length=10, choices=FEEDBACK_WAYS, default=BY_LINK)
    nonce = models.UUIDField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, blank=True)
    asked_on = models.DateField()
    link_until_on = models.DateField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.CharField(max_length=150, blank=True)
    words = EncryptedTextField(blank=True)
    read_on = models.DateField(null=True, blank=True)
    read_by = models.CharField(max_length=150, blank=True)
    wants_talk = models.BooleanField(default=False)
    talked_on = models.DateField(null=True, blank=True)
    talked_by = models.CharField(max_length=150, blank=True)
    talk_words = EncryptedTextField(blank=True)

    objects = Feedbacks.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="one_feedback_per_link"
            )
        ]

    @property
    def is_unread(self) -> bool:
        return bool(self.returned_at and self.words and not self.read_on)

    def is_open(self, on: date) -> bool:
        """Whether the link can still be used."""
        return self.returned_at is None and self.link_until_on is not None and on <= self.link_until_on


class FeedbackAnswer(SchemeRow):
    PERSONAL = ("answer",)
    PLAIN = ("feedback", "question")

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(QualityQuestion, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=ANSWERS)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feedback", "question"], name="one_answer_per_feedback")
        ]
