"""Today: four numbers, one worklist, the week ahead."""

from datetime import date
from functools import cached_property

from django.utils import timezone

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.calendar import ends_soon
from peersupport.core.templatetags.words import clock_time, long_day
from peersupport.core.views.bases import ScopedList
from peersupport.messaging.presenters.health import holidays
from peersupport.reporting.presenters import today as words
from peersupport.reporting.presenters import today_numbers as number_words
from peersupport.reporting.selectors import today as worklist
from peersupport.reporting.selectors import today_numbers


class Today(ScopedList):
    permission = may.SEE_TODAY
    template_name = "reporting/today.html"
    page_size = 30

    @cached_property
    def tasks(self) -> list[worklist.Task]:
        return worklist.tasks(actor=self.actor, at=clock.now())

    @property
    def owner(self) -> str:
        return self.request.GET.get("owner", "")

    def holidays(self, today: date) -> dict[str, str]:
        """For those who can have it mended."""
        if not self.actor.can(may.MANAGE_SCHEME):
            return {}
        return holidays(ends_soon(self.actor.scheme.division, on=today), today=today)

    def rows(self) -> list[worklist.Task]:
        return worklist.owned_by(self.tasks, owner=self.owner, actor=self.actor)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        now, page = clock.now(), context["page"]
        today = timezone.localdate(now)
        owners = worklist.owners(self.tasks, actor=self.actor)
        shown = list(page.object_list)
        return context | {
            "note": f"{long_day(today)}. Updated at {clock_time(now)}",
            "holidays": self.holidays(today),
            "stats": number_words.stats(
                today_numbers.numbers(actor=self.actor, at=now), now=now, today=today
            ),
            "filters": number_words.filters(
                owners, owner=self.owner, may_own=self.actor.can(may.WORK_REFERRALS)
            ),
            "work": words.rows(shown, actor=self.actor, now=now, first_is_green=page.number == 1),
            "anything": bool(self.tasks),
            "coming": number_words.coming(today_numbers.coming(actor=self.actor, on=today), today),
        }
