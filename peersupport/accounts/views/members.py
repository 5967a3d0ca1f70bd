"""Staff and clinicians of the scheme: who they are, inviting them and letting them go."""

from functools import cached_property

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.accounts.forms.members import EndForm, InviteForm, SecondFactorForm
from peersupport.accounts.models import Membership
from peersupport.accounts.presenters.members import table
from peersupport.accounts.roles import VOLUNTEER
from peersupport.accounts.selectors import invites
from peersupport.accounts.services import memberships
from peersupport.accounts.services.second_factor import demand
from peersupport.core import clock
from peersupport.core.presenters import Link
from peersupport.core.views.bases import ScopedAction, ScopedForm, ScopedPage


class MembersPage(ScopedPage):
    permission = may.MANAGE_SCHEME
    template_name = "accounts/members_list.html"

    def get_context_data(self, **kwargs):
        found, today = invites.members(actor=self.actor, on=clock.today()), clock.today()
        me = self.actor.membership.pk
        return super().get_context_data(
            table=table(found, on=today, me=me),
            crumbs=[Link("Today", reverse("today"))],
            second_factor_from=self.actor.scheme.second_factor_from_on,
            **kwargs,
        )


class OfMember:
    """The member of the address; volunteers are worked with on their own pages."""

    permission = may.MANAGE_SCHEME

    @cached_property
    def member(self) -> Membership:
        return get_object_or_404(
            Membership.objects.visible_to(self.actor).exclude(role=VOLUNTEER), pk=self.kwargs["pk"]
        )

    def back(self) -> str:
        return reverse("members")


class InviteMember(ScopedForm):
    permission = may.MANAGE_SCHEME
    form_class = InviteForm
    template_name = "accounts/members_form.html"
    keeps_typed_text = True

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"scheme": self.actor.scheme}

    def get_context_data(self, **kwargs):
        intro = "They get an e-mail with a link to choose a password. It works once, for 14 days."
        back = {"back": reverse("members"), "back_text": "Staff and clinicians"}
        return super().get_context_data(title="Invite somebody", intro=intro, **back, **kwargs)

    def save(self, form) -> str:
        given = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        member = memberships.invite(by=self.actor, at=clock.now(), today=clock.today(), **given)
        messages.success(self.request, f"{member.user.name} is invited.")
        return reverse("members")


class SendAgain(OfMember, ScopedAction):
    def act(self) -> str:
        about = {"by": self.actor, "membership": self.member}
        memberships.send_again(**about, at=clock.now(), today=clock.today())
        messages.success(self.request, f"{self.member.user.name} is sent a new link.")
        return self.back()


class EndMember(OfMember, ScopedForm):
    """Says what is open, and asks who takes over."""

    form_class = EndForm
    template_name = "accounts/members_end.html"

    @cached_property
    def left(self) -> int:
        return invites.open_work(self.member)

    def get_form_kwargs(self):
        others = invites.could_take_over(self.member, on=clock.today())
        return super().get_form_kwargs() | {"others": others, "left": self.left}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            name=self.member.user.name, left=self.left, back=self.back(), **kwargs
        )

    def save(self, form) -> str:
        about = {"by": self.actor, "membership": self.member, "to": form.cleaned_data.get("to")}
        memberships.end(**about, at=clock.now(), today=clock.today())
        messages.success(self.request, f"{self.member.user.name} is out from now on.")
        return self.back()


class DemandSecondFactor(ScopedForm):
    permission = may.MANAGE_SCHEME
    form_class = SecondFactorForm
    template_name = "accounts/members_form.html"
    done_words = "Saved."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"today": clock.today()}

    def get_initial(self):
        return super().get_initial() | {"from_on": self.actor.scheme.second_factor_from_on}

    def get_context_data(self, **kwargs):
        intro = (
            "Until that day everybody on the staff is reminded to set it up: an app on the phone shows a code "
            "that is asked for beside the password. From that day on nobody on the staff gets past the page "
            "that sets it up. Volunteers and clinicians are not asked."
        )
        back = {"back": reverse("members"), "back_text": "Staff and clinicians"}
        return super().get_context_data(title="Second factor", intro=intro, **back, **kwargs)

    def save(self, form) -> str:
        demand(by=self.actor, from_on=form.cleaned_data["from_on"], at=clock.now(), today=clock.today())
        return reverse("members")
