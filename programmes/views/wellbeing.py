"""How one volunteer is: for those who look after them, and nobody else."""

from functools import cached_property

from django.http import Http404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.views.bases import ScopedForm
from programmes.presenters.wellbeing import reasons
from programmes.selectors.wellbeing import all_reasons
from volunteers.forms.wellbeing import CareForm
from volunteers.models import Volunteer
from volunteers.presenters import wellbeing as words
from volunteers.selectors.supervision import lines_of
from volunteers.selectors.wellbeing import answered, looks_after, talks
from volunteers.services.wellbeing import record_talk


class VolunteersWellbeing(ScopedForm):
    """The reasons in words, what was said and done, and a form for what came of it.

    Whoever does not look after this volunteer meets the same 404 as for no row.
    """

    permission = may.SUPERVISE
    form_class = CareForm
    template_name = "programmes/wellbeing.html"
    keeps_typed_text = True
    done_words = "Saved. Thank you for looking after them."

    @cached_property
    def volunteer(self) -> Volunteer:
        found = self.load(Volunteer, pk=self.kwargs["pk"])
        if not looks_after(found, actor=self.actor, on=clock.today()):
            raise Http404
        return found

    @property
    def back(self) -> str:
        return reverse("volunteers-supervision", args=[self.volunteer.pk])

    def get_context_data(self, **kwargs):
        who, today, scheme = self.volunteer, clock.today(), self.actor.scheme
        events.looked(by=self.actor, person=who, at=clock.now(), page="wellbeing")
        line = lines_of([who], scheme=scheme, on=today)[0]
        return super().get_context_data(
            volunteer=who,
            back=self.back,
            reasons=reasons(all_reasons(line, scheme=scheme, on=today), on=today),
            events=words.story(answered([who], scheme=scheme), talks(who)),
            **kwargs,
        )

    def save(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("outcome", "words")}
        record_talk(by=self.actor, volunteer=self.volunteer, **said, at=clock.now(), today=clock.today())
        return self.back
