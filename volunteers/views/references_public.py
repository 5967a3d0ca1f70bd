"""The page behind a referee's link."""

from django.urls import reverse

from peersupport.core import clock
from peersupport.core.views.bases import PUBLIC, ScopedForm, ScopedPage
from peersupport.core.views.by_link import ByLink
from volunteers.choices import STEPPED_DOWN
from volunteers.forms.references import ReferenceForm
from volunteers.selectors.references import by_token
from volunteers.services.references import give


class GiveReference(ByLink, ScopedForm):
    find = staticmethod(by_token)
    form_class = ReferenceForm
    template_name = "volunteers/references_give.html"
    closed_template = "volunteers/references_closed.html"

    def why_closed(self):
        gone = self.link.volunteer.stage == STEPPED_DOWN
        return {"given": self.link.returned_at is not None, "gone": gone}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"who": self.link.volunteer.name}

    def get_context_data(self, **kwargs):
        who, scheme = self.link.volunteer.name, self.link.scheme.name
        return super().get_context_data(who=who, scheme=scheme, **kwargs)

    def save(self, form) -> str:
        give(reference=self.link, at=clock.now(), today=clock.today(), **form.cleaned_data)
        return reverse("references-thanks")


class ReferenceThanks(ScopedPage):
    """Says nothing about who was asked, or about whom."""

    permission = PUBLIC
    template_name = "volunteers/references_thanks.html"
