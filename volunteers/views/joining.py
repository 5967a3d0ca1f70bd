"""Accounts and links of people on the way, for those who coordinate; and what the scheme has set."""

from django.contrib import messages
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedAction, ScopedForm
from volunteers.forms.joining import RulesForm
from volunteers.models import Volunteer
from volunteers.selectors.joining import rules
from volunteers.services import joining


class OnAccount(ScopedAction):
    permission = may.WORK_VOLUNTEERS
    done_words = ""

    @property
    def about(self) -> dict:
        volunteer = self.load(Volunteer, pk=self.kwargs["pk"])
        return {"by": self.actor, "volunteer": volunteer, "at": clock.now(), "today": clock.today()}

    def act(self) -> str:
        about = self.about
        self.do(**about)
        messages.success(self.request, f"{about['volunteer'].name} {self.done_words}")
        return self.back()

    def do(self, **about) -> None:
        raise NotImplementedError

    def back(self) -> str:
        return reverse("volunteers-joining", args=[self.kwargs["pk"]])


class InviteVolunteer(OnAccount):
    done_words = "is sent a link to an account."

    def do(self, **about) -> None:
        joining.invite(**about)


class SendJoiningLink(OnAccount):
    done_words = "is sent the link to their own page."

    def do(self, **about) -> None:
        joining.send_link(**about)


class JoiningRulesPage(ScopedForm):
    permission = may.MANAGE_SCHEME
    form_class = RulesForm
    template_name = "volunteers/joining_rules.html"
    done_words = "Saved."

    def get_initial(self):
        found = rules(self.actor.scheme)
        return super().get_initial() | {
            "account_at": found.account_at,
            "asks_by_itself": found.asks_by_itself,
        }

    def save(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("account_at", "asks_by_itself")}
        joining.set_rules(by=self.actor, **said, at=clock.now())
        return reverse("recruitment")
