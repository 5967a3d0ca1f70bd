"""What the pages of one person's matching share: the place on the waiting list, the volunteer, the reason kept."""

from functools import cached_property
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from peersupport.core import crypto
from programmes.models import Enrolment
from volunteers.models import Volunteer

RELATED = (
    "scheme", "patient__practice", "referral__sent_by", "cohort__programme__role", "cohort__programme__taper",
)  # fmt: skip


def reason_key(enrolment: UUID) -> str:
    return f"match reason {enrolment}"


def keep_reason(request, enrolment: UUID, why: str) -> None:
    """Keep the reason that was typed until the plan starts: it must not stand in an address."""
    request.session[reason_key(enrolment)] = crypto.encrypt(why)


class OfEnrolment:
    """Mixin: `enrolment` is the place on the waiting list, or 404."""

    @cached_property
    def enrolment(self) -> Enrolment:
        rows = Enrolment.objects.visible_to(self.actor).select_related(*RELATED)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def volunteer(self, key: str) -> Volunteer:
        """A volunteer whom this person may see, or 404."""
        try:
            return self.load(Volunteer, pk=UUID(key))
        except ValueError:
            raise Http404 from None

    @property
    def _reason_key(self) -> str:
        return reason_key(self.kwargs["pk"])

    def keep_reason(self, why: str) -> None:
        keep_reason(self.request, self.kwargs["pk"], why)

    def kept_reason(self) -> str:
        kept = self.request.session.get(self._reason_key)
        return crypto.decrypt(kept) if kept else ""

    def drop_reason(self) -> None:
        self.request.session.pop(self._reason_key, None)
