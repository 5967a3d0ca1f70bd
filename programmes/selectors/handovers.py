"""What a member of staff leaves open in this room."""

from django.db.models import QuerySet

from programmes.choices import RECEIVED, SUPPORTED, WAITING
from programmes.models import Concern, Enrolment, Referral


def open_work(membership) -> list[QuerySet]:
    """Referrals to answer, people who wait or are supported, and worries that are not closed."""
    about = {"scheme": membership.scheme_id, "owner": membership}
    return [
        Referral.objects.everywhere().filter(**about, state=RECEIVED),
        Enrolment.objects.everywhere().filter(**about, state__in=(WAITING, SUPPORTED)),
        Concern.objects.everywhere().open().filter(**about),
    ]
