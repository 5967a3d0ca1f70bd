"""Are messages sent, and do the timers run? For a monitor without names, and for managers in words."""

from django.http import JsonResponse
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.selectors.checks import last_check
from peersupport.core import clock
from peersupport.core.calendar import ends_soon
from peersupport.core.presenters import Link
from peersupport.core.views.bases import PUBLIC, Gate, ScopedPage
from peersupport.messaging.presenters import health as words
from peersupport.messaging.selectors import health


class ScheduleHealth(Gate):
    """503 when the oldest due message waits for over 10 minutes, beat is silent for over 5, or a timer needs a look."""

    permission = PUBLIC
    http_method_names = ["get", "head"]

    def get(self, request):
        numbers = words.numbers(health.health(at=clock.now()))
        return JsonResponse(numbers, status=200 if numbers["ok"] else 503)


class Timers(ScopedPage):
    permission = may.MANAGE_SCHEME
    template_name = "messaging/timers.html"

    def get_context_data(self, **kwargs):
        at, today = clock.now(), clock.today()
        return super().get_context_data(
            crumbs=[Link("Messages", reverse("messages"))],
            stats=[*words.stats(health.health(at=at)), words.chain(last_check(self.actor.scheme))],
            holidays=words.holidays(ends_soon(self.actor.scheme.division, on=today), today=today),
            table=words.timers(health.timers(at=at)),
            **kwargs,
        )
