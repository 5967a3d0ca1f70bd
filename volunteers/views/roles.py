"""The roles of the scheme, for whoever manages it."""

from functools import cached_property

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedAction, ScopedDetail, ScopedForm, ScopedPage
from volunteers.choices import ROLE_KINDS
from volunteers.forms.roles import EndHeldRoleForm, RoleForm, columns_of
from volunteers.models import HeldRole, Role, Volunteer
from volunteers.presenters import roles as words
from volunteers.presenters import roles_page as whole
from volunteers.selectors.roles import held_now, roles
from volunteers.selectors.roles_page import role_page
from volunteers.services import roles as services
from volunteers.services.recruitment_stops import role_stops
from volunteers.services.roles_held import end_role
from volunteers.services.roles_usual import usual


class RolesPage(ScopedPage):
    permission = may.MANAGE_SCHEME
    template_name = "volunteers/roles_list.html"

    def get_context_data(self, **kwargs):
        found = roles(actor=self.actor, on=clock.today())
        return super().get_context_data(
            on=words.table(found.on, caption="Roles that are switched on"),
            off=words.table(found.off, caption="Roles that are switched off"),
            ready=words.ready(found.ready),
            is_new=not (found.on or found.off),
            start=words.start(),
            crumbs=words.crumbs(),
            **kwargs,
        )


class OneRole(ScopedDetail):
    """Everything that a role asks for; a manager finds the way to change each of it."""

    permission = may.SEE_VOLUNTEERS
    model = Role
    template_name = "volunteers/roles_detail.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        today, manages = clock.today(), self.actor.can(may.MANAGE_SCHEME)
        found = role_page(self.object, actor=self.actor, on=today)
        return context | {
            "note": whole.note(self.object),
            "crumbs": whole.crumbs(manages=manages),
            "facts": whole.facts(found, manages=manages),
            "modules": whole.modules(found),
            "documents": whole.documents(found),
            "rules": whole.rules(found, on=today),
            "actions": whole.actions(self.object) if manages else (),
            "manages": manages,
            "works": self.actor.can(may.WORK_VOLUNTEERS),
        }


class RolePage(ScopedForm):
    """What a new and a known role have in common."""

    permission = may.MANAGE_SCHEME
    form_class = RoleForm
    template_name = "volunteers/roles_form.html"
    keeps_typed_text = True

    def fields(self, form) -> dict:
        return {name: said for name, said in form.cleaned_data.items() if name not in ("once", "anyway")}


class NewRole(RolePage):
    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"is_new": True}

    def get_initial(self):
        kind = self.request.GET.get("kind", "")
        name = dict(ROLE_KINDS).get(kind, "")
        begins = {"check_months": 36, "references_needed": 2, "workforce": "adult"}
        begins |= {"needs_training": True, "needs_agreement": True, "caseload": "fixed", "people_at_once": 3}
        return super().get_initial() | begins | usual(kind) | {"kind": kind, "name": name}

    def save(self, form) -> str:
        role = services.add_role(by=self.actor, fields=self.fields(form), at=clock.now())
        messages.success(self.request, f"{role.name} is switched on.")
        return reverse("roles")


class ChangeRole(RolePage):
    @cached_property
    def role(self) -> Role:
        return self.load(Role, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"is_new": False}

    def get_initial(self):
        return super().get_initial() | columns_of(self.role)

    def get_context_data(self, **kwargs):
        held = held_now(self.role, on=clock.today())
        return super().get_context_data(role=self.role, held=held, **kwargs)

    def save(self, form) -> str:
        role = services.change_role(
            by=self.actor,
            role=self.role,
            fields=self.fields(form),
            anyway=form.cleaned_data["anyway"],
            at=clock.now(),
            today=clock.today(),
        )
        messages.success(self.request, f"{role.name} is saved.")
        return reverse("roles-detail", args=[role.pk])


class SwitchRole(ScopedAction):
    """On becomes off, off becomes on."""

    permission = may.MANAGE_SCHEME

    def act(self) -> str:
        role = self.load(Role, pk=self.kwargs["pk"])
        on = role.off_since_on is not None
        services.switch(by=self.actor, role=role, on=on, at=clock.now(), today=clock.today())
        messages.success(self.request, f"{role.name} is switched {'on' if on else 'off'}.")
        return self.back()

    def back(self) -> str:
        return reverse("roles")


class StartRoles(ScopedAction):
    permission = may.MANAGE_SCHEME

    def act(self) -> str:
        services.start_with_usual_roles(by=self.actor, at=clock.now())
        return self.back()

    def back(self) -> str:
        return reverse("roles")


class EndHeldRole(ScopedForm):
    """Somebody holds a role no longer; the page says what follows."""

    permission = may.WORK_VOLUNTEERS
    form_class = EndHeldRoleForm
    template_name = "volunteers/roles_end.html"

    @cached_property
    def held(self) -> HeldRole:
        seen = Volunteer.objects.visible_to(self.actor)
        rows = HeldRole.objects.visible_to(self.actor).filter(volunteer__in=seen)
        return get_object_or_404(rows.select_related("role", "volunteer"), pk=self.kwargs["pk"])

    @property
    def back(self) -> str:
        return reverse("volunteers-detail", args=[self.held.volunteer_id])

    def get_context_data(self, **kwargs):
        stops_words = role_stops(self.held, clock.today())
        return super().get_context_data(held=self.held, back=self.back, stops=stops_words, **kwargs)

    def save(self, form) -> str:
        end_role(by=self.actor, held=self.held, at=clock.now(), today=clock.today())
        messages.success(self.request, f"{self.held.volunteer.name} is {self.held.role.name} no longer.")
        return self.back
