"""The candidate's own page: signed in, or by link before there is an account. Both show and do the same."""

from functools import cached_property

from django.contrib import messages
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.accounts.actors import Actor
from peersupport.accounts.roles import CANDIDATE
from peersupport.core import clock
from peersupport.core.views.bases import PUBLIC, ScopedForm, ScopedPage
from peersupport.core.views.by_link import ByLink
from volunteers.forms.joining import OwnRefereeForm
from volunteers.models import Volunteer
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


class HasLink(ByLink):
    """Whoever has the link."""

    find = staticmethod(by_token)
    closed_template = "volunteers/joining_closed.html"

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


class JoiningByLink(HasLink, MyJoining):
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


class NameByLink(HasLink, NameOwnReferee):
    pass
