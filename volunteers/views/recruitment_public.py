"""The public page for people who want to volunteer."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Scheme
from peersupport.accounts.roles import ENQUIRER
from peersupport.core import clock
from peersupport.core.views.bases import PUBLIC, ScopedForm, ScopedPage
from volunteers.choices import FORM
from volunteers.forms.recruitment_public import InterestForm, new_stamp
from volunteers.models import Role
from volunteers.services.recruitment import Contact, enquire

CONTACT = ("first_name", "last_name", "email", "phone")


class OfScheme:
    """The scheme of the address."""

    permission = PUBLIC

    @cached_property
    def scheme(self) -> Scheme:
        return get_object_or_404(Scheme, slug=self.kwargs["slug"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(scheme=self.scheme.name, **kwargs)


class Interest(OfScheme, ScopedForm):
    form_class = InterestForm
    template_name = "volunteers/recruitment_interest.html"

    def get_form_kwargs(self):
        roles = Role.objects.of(self.scheme).on().order_by("name")
        return super().get_form_kwargs() | {"roles": list(roles)}

    def get_initial(self):
        return super().get_initial() | {"stamp": new_stamp(at=clock.now())}

    def save(self, form) -> str:
        given = form.cleaned_data
        enquire(
            by=Actor.outside(self.scheme, ENQUIRER),
            contact=Contact(**{name: given[name] for name in CONTACT}),
            source=FORM,
            wanted=given["wanted"],
            message=given["message"],
            sending=form.sending,
            signs=form.signs(at=clock.now()),
            at=clock.now(),
            today=clock.today(),
        )
        return reverse("volunteers-interest-thanks", args=[self.scheme.slug])


class InterestThanks(OfScheme, ScopedPage):
    """Says nothing about who has asked."""

    template_name = "volunteers/recruitment_thanks.html"
