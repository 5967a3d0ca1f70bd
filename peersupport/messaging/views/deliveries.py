"""Where GOV.UK Notify reports what became of a message: a POST with a bearer token."""

import hmac
import json

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from peersupport.core import clock
from peersupport.core.views.bases import PUBLIC, Gate
from peersupport.messaging.services import deliveries


@method_decorator(csrf_exempt, name="dispatch")
class TakeReceipt(Gate):
    """The answer says nothing of what is known here. Without a token in the settings the page does not exist."""

    permission = PUBLIC
    http_method_names = ["post"]

    def post(self, request):
        if not settings.NOTIFY_RECEIPTS_TOKEN:
            raise Http404
        if not self._is_theirs(request.headers.get("Authorization", "")):
            return HttpResponse(status=403)
        said = self._read(request.body)
        if said is None:
            return HttpResponse(status=400)
        deliveries.take(reference=said[0], status=said[1], at=clock.now())
        return HttpResponse(status=204)

    @staticmethod
    def _is_theirs(header: str) -> bool:
        """Compared in constant time, so that no stopwatch tells the token."""
        wanted = f"Bearer {settings.NOTIFY_RECEIPTS_TOKEN}"
        return hmac.compare_digest(header.encode(), wanted.encode())

    @staticmethod
    def _read(body: bytes) -> tuple[str, str] | None:
        try:
            said = json.loads(body)
            reference, status = said["reference"], said["status"]
        except (ValueError, KeyError, TypeError):
            return None
        if not isinstance(reference, str) or not isinstance(status, str) or "\x00" in reference:
            return None
        return reference, status
