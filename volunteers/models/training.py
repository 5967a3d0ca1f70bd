"""Training that was finished. Courses and modules come with the training theme."""

from django.db import models

from peersupport.accounts.models import SchemeRow


class Training(SchemeRow):
    PLAIN = ("volunteer", "course", "finished_on", "refresh_by_on")

    volunteer = models.ForeignKey("volunteers.Volunteer", on_delete=models.CASCADE, related_name="training")
    course = models.CharField(max_length=100, default="Role training")
    finished_on = models.DateField()
    refresh_by_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "course", "finished_on"], name="one_training_per_day"
            )
        ]
