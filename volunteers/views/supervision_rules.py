"""The rules of supervision of one role, for whoever manages the scheme."""

from functools import cached_property

from django.contrib import messages
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedForm
from volunteers.forms.supervision_rules import FOR_ALL, OF_A_LEVEL, RulesForm
from volunteers.models import Role
from volunteers.presenters import supervisors as words
from volunteers.selectors.supervision_facts import all_of, rules_of
from volunteers.services import supervision_rules as services


class RoleSupervision(ScopedForm):
    """What holds now fills the form; every rule there has been stands below it."""

    permission = may.MANAGE_SCHEME
    form_class = RulesForm
    template_name = "volunteers/supervision_rules.html"
    keeps_typed_text = True

    @cached_property
    def role(self) -> Role:
        return self.load(Role, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"today": clock.today()}

    def get_initial(self):
        today = clock.today()
        found = {"starts_on": today, **services.USUAL_FOR_ALL}
        for level, usual in services.USUAL.items():
            found |= {f"{level}-{name}": value for name, value in usual.items()}
        for row in rules_of(self.actor.scheme).of(self.role.pk, today):
            found |= {f"{row.level}-{name}": getattr(row, name) for name in OF_A_LEVEL}
            found |= {name: getattr(row, name) for name in FOR_ALL}
        return super().get_initial() | found

    def get_context_data(self, **kwargs):
        rows = all_of(self.role)
        return super().get_context_data(role=self.role, table=words.rules(rows, on=clock.today()), **kwargs)

    def save(self, form) -> str:
        services.set_rules(by=self.actor, role=self.role, **form.facts(), at=clock.now(), today=clock.today())
        messages.success(self.request, f"The rules of {self.role.name} are saved.")
        return reverse("roles-supervision", args=[self.role.pk])
