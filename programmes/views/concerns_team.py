"""Who leads on worries here, and how soon they are answered."""

from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.accounts.models import Membership
from peersupport.accounts.roles import COORDINATOR, MANAGER
from peersupport.core import clock
from peersupport.core.views.bases import ScopedForm
from programmes.forms.concerns_team import TeamForm
from programmes.presenters import concerns as words
from programmes.selectors import concerns_route
from programmes.services import concerns_team as service


class Team(ScopedForm):
    permission = may.MANAGE_SCHEME
    template_name = "programmes/concerns_team.html"
    form_class = TeamForm
    done_words = "Saved. New worries go this way from now on."

    def get_form_kwargs(self):
        scheme = self.actor.scheme
        here = concerns_route.team(scheme=scheme, on=clock.today())
        staff = Membership.objects.of(scheme).on(clock.today()).filter(role__in=(COORDINATOR, MANAGER))
        hours = {"acknowledge_hours": scheme.acknowledge_hours, "decide_hours": scheme.decide_hours}
        return super().get_form_kwargs() | {
            "staff": staff.select_related("user").order_by("user__name", "pk"),
            "initial": {"lead": here.lead, "deputy": here.deputy, **hours},
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=reverse("concerns"), not_silenced=words.NOT_SILENCED, **kwargs)

    def save(self, form) -> str:
        names = ("lead", "deputy", "acknowledge_hours", "decide_hours")
        service.set_team(by=self.actor, at=clock.now(), **{name: form.cleaned_data[name] for name in names})
        return reverse("concerns-team")
