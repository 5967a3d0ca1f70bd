"""Places held by proposals that were accepted, while the two get to know each other."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from matching.choices import ACCEPTED
from matching.models import Proposal
from peersupport.core.prepared import prepared
from peersupport.core.sql import these
from programmes.models import who_waits
from programmes.promised import Promise


def promised(scheme: UUID, volunteers: Collection[UUID]) -> list[Promise]:
    """One query."""
    return [Promise(*values) for values in _accepted(scheme, volunteers)]


@prepared
def _accepted(scheme: UUID, volunteers: Collection[UUID]) -> QuerySet:
    rows = Proposal.objects.of(scheme).filter(who_waits("enrolment__"), state=ACCEPTED)
    rows = rows.filter(volunteer__in=these(volunteers))
    return rows.values_list(
        "volunteer_id", "enrolment_id", "enrolment__cohort__programme__role_id", "free_on"
    )
