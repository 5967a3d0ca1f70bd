"""Moving running plans to the newest version of a taper: before and after is looked at first."""

from functools import cached_property

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.presenters import Link
from peersupport.core.templatetags.words import count
from peersupport.core.views.bases import ScopedForm
from programmes.forms.retaper import RetaperForm
from programmes.models import Taper
from programmes.presenters import changes as change_words
from programmes.presenters import retaper as words
from programmes.selectors import retaper as selectors
from programmes.services import retaper as service
from programmes.views.contacts import key_of

A_PAGE = 25


class MovePlans(ScopedForm):
    permission = may.MANAGE_PROGRAMMES
    template_name = "programmes/retaper.html"
    form_class = RetaperForm
    keeps_typed_text = True

    @cached_property
    def taper(self) -> Taper:
        found = Taper.objects.of(self.actor.scheme).filter(pk=self.kwargs["pk"], retired_on=None).first()
        if found is None:
            raise Http404
        return found

    @property
    def place(self) -> str:
        return reverse("tapers-move", args=[self.taper.pk])

    @cached_property
    def paged(self):
        return Paginator(selectors.older(self.taper, by=self.actor), A_PAGE).get_page(
            self.request.GET.get("page")
        )

    @cached_property
    def found(self) -> list[selectors.OnOlder]:
        return selectors.on_newest(self.paged.object_list, self.taper, today=clock.today())

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "plans": words.choices(self.found), "back": reverse("tapers"),
            "initial": {"plans": [self.request.GET.get("plan", "")]},
        }  # fmt: skip

    def get_context_data(self, **kwargs):
        chosen = key_of(self.request.GET.get("plan"))
        one = next((one for one in self.found if one.relationship.pk == chosen), None)
        if one:
            person = one.relationship.patient
            events.looked(by=self.actor, person=person, at=clock.now(), page="plan change")
        return super().get_context_data(**kwargs) | {
            "name": self.taper.name,
            "note": f"Running plans that go on with version {self.taper.version}",
            "crumbs": [Link("Tapers and caseload", reverse("tapers"))],
            "table": words.table(self.found, self.place),
            "page": self.paged,
            "one": one.relationship.patient.name if one else "",
            "dates": change_words.preview(one.proposed) if one else None,
            "off": [row.due_on for row in one.proposed.gone] if one else [],
        }

    def save(self, form) -> str:
        chosen = [key for text in form.cleaned_data["plans"] if (key := key_of(text))]
        moved = service.move(
            taper=self.taper, plans=chosen, why=form.cleaned_data["why"], by=self.actor, at=clock.now()
        )
        messages.success(self.request, f"{count(moved, 'plan')} moved to version {self.taper.version}.")
        return self.place
