"""A volunteer's calendar: the page about its link, and what a calendar programme gets by the link."""

from functools import cached_property

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.presenters import Action
from peersupport.core.views.bases import PUBLIC, Gate, ScopedAction, ScopedPage
from peersupport.core.views.by_link import seal
from programmes.models import CalendarLink
from programmes.presenters import calendars as words
from programmes.selectors import calendars as selectors
from programmes.services import calendars as service
from volunteers.models import Volunteer


class OwnCalendar:
    permission = may.SEE_MY_PEOPLE

    @cached_property
    def me(self) -> Volunteer:
        return self.load(Volunteer, user_id=self.actor.user_key)


class MyCalendar(OwnCalendar, ScopedPage):
    template_name = "programmes/calendars_mine.html"

    def get_context_data(self, **kwargs):
        link = selectors.mine(self.me)
        token = selectors.token_of(link) if link else ""
        return super().get_context_data(
            link=link,
            address=words.address(token) if token else "",
            subscribe=words.to_subscribe(token) if token else "",
            actions=self._actions(link, works=bool(token)),
            **kwargs,
        )

    @staticmethod
    def _actions(link: CalendarLink | None, *, works: bool) -> list[Action]:
        make, stop = reverse("my-calendar-make"), reverse("my-calendar-stop")
        if link is None or not works:
            return [Action("Make my calendar link", make, post=True, secondary=False)]
        return [
            Action("Make a new link", make, post=True),
            Action("Stop the link", stop, post=True),
        ]


class MakeLink(OwnCalendar, ScopedAction):
    def act(self) -> str:
        service.make(volunteer=self.me, by=self.actor, at=clock.now())
        messages.success(self.request, "Your link is ready. A link you had before has stopped working.")
        return self.back()

    def back(self) -> str:
        return reverse("my-calendar")


class StopLink(MakeLink):
    def act(self) -> str:
        service.stop(volunteer=self.me, by=self.actor, at=clock.now())
        messages.success(
            self.request, "The link has stopped working. Remove the calendar from your phone too."
        )
        return self.back()


class Feed(Gate):
    """Asked for by programmes, without a session. Whatever is wrong with a link, the answer is the same."""

    permission = PUBLIC
    http_method_names = ["get", "head"]

    def dispatch(self, request, *args, **kwargs):
        return seal(super().dispatch(request, *args, **kwargs), no_cache=True, max_age=0)

    def get(self, request, token: str):
        link = selectors.by_token(token, on=clock.today())
        if link is None:
            return HttpResponse("There is no such calendar.\n", "text/plain", status=404)
        try:
            service.count_read(link=link, at=clock.now())
        except service.TooOften as refusal:
            return HttpResponse(refusal.words, "text/plain", status=429, headers={"Retry-After": "3600"})
        body = words.as_file(selectors.feed(link, today=clock.today()))
        return self._answer(request, body)

    @staticmethod
    def _answer(request, body: bytes) -> HttpResponse:
        etag = words.etag(body)
        response = HttpResponse(body, "text/calendar; charset=utf-8", headers={"ETag": etag})
        response.headers["Content-Disposition"] = 'inline; filename="peer-support.ics"'
        return get_conditional_response(request, etag=etag, response=response)
