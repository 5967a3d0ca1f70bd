"""People on the way: the list with its numbers, and entering an enquiry."""

from functools import cached_property

from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedForm, ScopedList
from volunteers.choices import BY_STAFF
from volunteers.forms.recruitment import NewVolunteerForm, RecruitmentBar
from volunteers.presenters import recruitment as words
from volunteers.selectors import recruitment_figures as figures
from volunteers.selectors.recruitment import HELD, READ, STUCK, WAY, lines, people
from volunteers.services.recruitment import Contact, enquire

CONTACT = ("first_name", "last_name", "called", "email", "phone")


class Recruitment(ScopedList):
    permission = may.WORK_VOLUNTEERS
    template_name = "volunteers/recruitment_list.html"
    page_size = 25

    @cached_property
    def bar(self) -> RecruitmentBar:
        return RecruitmentBar(self.request.GET, actor=self.actor)

    def rows(self):
        return people(actor=self.actor, on=clock.today(), **self.bar.wanted())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        about = {"actor": self.actor, "on": clock.today()}
        found = {show: len(people(show=show, **about)) for show in (WAY, HELD, READ, STUCK)}
        stages = figures.stage_figures(**about)
        return context | {
            "bar": self.bar,
            "stats": words.stats(found, stages),
            "held": words.held(found[HELD]),
            "table": words.table(lines(context["page"].object_list, **about)),
            "empty": words.empty(anybody=found[WAY] > 0),
            "by_stage": words.by_stage(stages),
            "reasons": words.reasons(figures.leaving(**about)),
            "compared": words.compared(figures.reached(**about)),
            "source": words.SOURCE,
            "crumbs": words.crumbs(),
            "manages": self.actor.can(may.MANAGE_SCHEME),
            "slug": self.actor.scheme.slug,
        }


class NewVolunteer(ScopedForm):
    """Somebody asked on the phone, at a course, or in a letter."""

    permission = may.WORK_VOLUNTEERS
    form_class = NewVolunteerForm
    template_name = "volunteers/recruitment_new.html"
    keeps_typed_text = True
    done_words = "The enquiry is saved."

    def save(self, form) -> str:
        given = form.cleaned_data
        volunteer = enquire(
            by=self.actor,
            contact=Contact(**{name: given[name] for name in CONTACT}),
            source=BY_STAFF,
            message=given["message"],
            at=clock.now(),
            today=clock.today(),
        )
        return reverse("volunteers-joining", args=[volunteer.pk])
