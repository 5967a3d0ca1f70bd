"""The candidate's own page: signed in, or by link before there is an account. Both show and do the same."""

from functools import cached_property

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.roles import CANDIDATE
from peersupport.core import clock
from peersupport.core.views.bases import PUBLIC, ScopedForm, ScopedPage
from volunteers.forms.joining import OwnRefereeForm
from volunteers.models import JoiningLink, Volunteer
from volunteers.presenters import joining_own as own
from volunteers.selectors.joining import account, by_token
from volunteers.selectors.recruitment_person import joining
from volunteers.services.references import name_own_referee


class SignedIn:
    """I, by my account."""

    permission = may.SEE_MY_PEOPLE

    @cached_property
    def me(self) -> Volunteer:
        return self.load(Volunteer, user_id=self.actor.user_key)

    @property
    def by(self) -> Actor:
        return self.actor

    @property
    def here(self) -> str:
        return reverse("my-joining")

    @property
    def name_place(self) -> str:
        return reverse("my-joining-referee")


class ByLink:
    """Whoever has the link. Looking uses nothing up."""

    permission = PUBLIC

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs) if self.is_open else self._closed()
        # The address is a secret: nobody keeps the page, no search engine lists it, no log of ours names it.
        response._has_been_logged = True
        patch_cache_control(response, no_store=True, private=True)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    @cached_property
    def link(self) -> JoiningLink:
        found = by_token(self.kwargs["token"])
        if found is None:
            raise Http404
        return found

    @property
    def is_open(self) -> bool:
        return self.link.is_open(clock.today())

    def _closed(self):
        words = {"scheme": self.link.scheme.name}
        return render(self.request, "volunteers/joining_closed.html", words, status=410)

    @cached_property
    def me(self) -> Volunteer:
        return self.link.volunteer

    @property
    def by(self) -> Actor:
        return Actor.outside(self.link.scheme, CANDIDATE, about=self.link.volunteer_id)

    @property
    def here(self) -> str:
        return reverse("joining-link", args=[self.kwargs["token"]])

    @property
    def name_place(self) -> str:
        return reverse("joining-link-referee", args=[self.kwargs["token"]])


class MyJoining(SignedIn, ScopedPage):
    """Where I stand: what is done, what comes next, what I still need."""

    template_name = "volunteers/joining_own.html"

    def get_context_data(self, **kwargs):
        found = joining(self.me, on=clock.today())
        return super().get_context_data(
            where=own.where(found),
            steps=own.way(found),
            needed=own.still_needed(found),
            referees=own.referees(found),
            may_name=own.may_name(found),
            name_place=self.name_place,
            by_link=self.permission == PUBLIC,
            signs_in=self.permission == PUBLIC and account(self.me, on=clock.today()).standing == "signs in",
            name=self.me.short_name,
            scheme=self.me.scheme.name,
            **kwargs,
        )


class JoiningByLink(ByLink, MyJoining):
    pass


class NameOwnReferee(SignedIn, ScopedForm):
    form_class = OwnRefereeForm
    template_name = "volunteers/joining_referee.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.here, **kwargs)

    def save(self, form) -> str:
        about = {"by": self.by, "volunteer": self.me, "at": clock.now(), "today": clock.today()}
        named = name_own_referee(**about, **form.cleaned_data)
        messages.success(self.request, f"{named.name} is sent the form.")
        return self.here


class NameByLink(ByLink, NameOwnReferee):
    pass
