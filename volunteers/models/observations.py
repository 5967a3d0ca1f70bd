"""Practice watched by somebody experienced, with a few questions of the scheme's own."""

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import Membership, SchemeRow, SchemeRows
from peersupport.core.fields import EncryptedTextField
from volunteers.choices import ANSWERS, QUESTION_USES
from volunteers.models.volunteers import Volunteer


class QualityQuestions(SchemeRows):
    def asked(self, use: str) -> "QualityQuestions":
        """Those that are asked now, in order."""
        return self.filter(use=use, ended_on__isnull=True).order_by("position", "pk")


class QualityQuestion(SchemeRow):
    """A question that was answered is never reworded: it ends, and another begins."""

    PLAIN = ("use", "position", "words", "ended_on")

    use = models.CharField(max_length=12, choices=QUESTION_USES)
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    ended_on = models.DateField(null=True, blank=True)

    objects = QualityQuestions.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "use", "words"],
                condition=Q(ended_on__isnull=True),
                name="one_quality_question_of_these_words",
            )
        ]


class Observations(SchemeRows):
    def visible_to(self, actor) -> "Observations":
        """Staff see those of their volunteers; a volunteer their own, once they were shared."""
        rows = self.within(actor).filter(volunteer__in=Volunteer.objects.visible_to(actor))
        own = Q(volunteer__user_id=actor.user_key) if actor.user_key else Q(pk=None)
        return rows.filter(~own | Q(shared_on__isnull=False))


class Observation(SchemeRow):
    PERSONAL = ("note",)
    PLAIN = ("volunteer", "observed_on", "observed_by", "shared_on")

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="observations")
    observed_on = models.DateField()
    observed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    note = EncryptedTextField(blank=True)
    shared_on = models.DateField(null=True, blank=True)

    objects = Observations.as_manager()


class ObservationAnswer(SchemeRow):
    PERSONAL = ("answer",)
    PLAIN = ("observation", "question")

    observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(QualityQuestion, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=ANSWERS)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["observation", "question"], name="one_answer_per_observation")
        ]
