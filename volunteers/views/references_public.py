"""The page behind a referee's link. Looking uses nothing up: programs that check links look too."""

from functools import cached_property

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from peersupport.core import clock
from peersupport.core.views.bases import PUBLIC, ScopedForm, ScopedPage
from volunteers.forms.references import ReferenceForm
from volunteers.models import Reference
from volunteers.selectors.references import by_token
from volunteers.services.references import give


class GiveReference(ScopedForm):
    permission = PUBLIC
    form_class = ReferenceForm
    template_name = "volunteers/references_give.html"

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs) if self.is_open else self._closed()
        # The address is a secret: nobody keeps the page, no search engine lists it, no log of ours names it.
        response._has_been_logged = True
        patch_cache_control(response, no_store=True, private=True)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    @cached_property
    def reference(self) -> Reference:
        found = by_token(self.kwargs["token"])
        if found is None:
            raise Http404
        return found

    @property
    def is_open(self) -> bool:
        return self.reference.is_open(clock.today())

    def _closed(self):
        """Says why, and names nobody."""
        words = {"given": self.reference.returned_at is not None, "scheme": self.reference.scheme.name}
        return render(self.request, "volunteers/references_closed.html", words, status=410)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"who": self.reference.volunteer.name}

    def get_context_data(self, **kwargs):
        who, scheme = self.reference.volunteer.name, self.reference.scheme.name
        return super().get_context_data(who=who, scheme=scheme, **kwargs)

    def save(self, form) -> str:
        give(reference=self.reference, at=clock.now(), today=clock.today(), **form.cleaned_data)
        return reverse("references-thanks")


class ReferenceThanks(ScopedPage):
    """Says nothing about who was asked, or about whom."""

    permission = PUBLIC
    template_name = "volunteers/references_thanks.html"
