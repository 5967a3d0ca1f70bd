"""Practice of one volunteer: what was seen, watching it, and the questions that are asked."""

from functools import cached_property

from django.contrib import messages
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.presenters import Action
from peersupport.core.views.bases import ScopedAction, ScopedDetail, ScopedForm, ScopedPage
from volunteers.choices import OBSERVATION, QUESTION_USES
from volunteers.forms.observations import ObservationForm, QuestionForm
from volunteers.models import Observation, QualityQuestion, Volunteer
from volunteers.presenters import observations as words
from volunteers.presenters import volunteers as volunteer_words
from volunteers.selectors import observations as selectors
from volunteers.services import observations as services
from volunteers.views.volunteers import AboutVolunteer


class PracticePage(ScopedDetail):
    permission = may.SEE_VOLUNTEERS
    model = Volunteer
    template_name = "volunteers/observations_volunteer.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        events.looked(by=self.actor, person=self.object, at=clock.now(), page="practice")
        works = self.actor.can(may.WORK_VOLUNTEERS)
        rows = selectors.observations(self.object, actor=self.actor)
        page = volunteer_words.page(self.object, "volunteers-practice", actor=self.actor)
        return context | page | {"observations": words.observations(rows, works=works), "works": works}


class MyPractice(ScopedPage):
    permission = may.SEE_MY_PEOPLE
    template_name = "volunteers/observations_own.html"

    def get_context_data(self, **kwargs):
        me = self.load(Volunteer, user_id=self.actor.user_key)
        rows = selectors.observations(me, actor=self.actor)
        return super().get_context_data(observations=words.observations(rows, works=False), **kwargs)


class Observe(AboutVolunteer):
    permission = may.WORK_VOLUNTEERS
    form_class = ObservationForm
    template_name = "volunteers/observations_new.html"
    done_words = "The observation is saved."

    def get_form_kwargs(self):
        asked = selectors.questions(self.actor.scheme, OBSERVATION)
        return super().get_form_kwargs() | {"questions": asked, "today": clock.today()}

    def save(self, form) -> str:
        facts = {name: form.cleaned_data[name] for name in ("observed_on", "note", "share")}
        about = {
            "volunteer": self.volunteer,
            "answers": form.answers(),
            "at": clock.now(),
            "today": clock.today(),
        }
        services.observe(by=self.actor, **about, **facts)
        return self.back

    @property
    def back(self) -> str:
        return reverse("volunteers-practice", args=[self.volunteer.pk])


class Share(ScopedAction):
    permission = may.WORK_VOLUNTEERS

    @cached_property
    def observation(self) -> Observation:
        return self.load(Observation, pk=self.kwargs["pk"])

    def act(self) -> str:
        services.share(by=self.actor, observation=self.observation, at=clock.now(), today=clock.today())
        messages.success(self.request, "The volunteer can read it now.")
        return self.back()

    def back(self) -> str:
        return reverse("volunteers-practice", args=[self.observation.volunteer_id])


class QualityQuestions(ScopedForm):
    permission = may.MANAGE_SCHEME
    form_class = QuestionForm
    template_name = "volunteers/observations_questions.html"
    done_words = "The question is asked from now on."

    def get_context_data(self, **kwargs):
        rows = [row for use, _ in QUESTION_USES for row in selectors.questions(self.actor.scheme, use)]
        start = Action("Start with our own few questions", reverse("quality-questions-start"), post=True)
        return super().get_context_data(questions=words.questions(rows), start=start, **kwargs)

    def save(self, form) -> str:
        facts = {name: form.cleaned_data[name] for name in ("use", "words")}
        services.add_question(by=self.actor, **facts, at=clock.now())
        return reverse("quality-questions")


class StartQuestions(ScopedAction):
    permission = may.MANAGE_SCHEME

    def act(self) -> str:
        services.start_questions(by=self.actor, at=clock.now())
        return self.back()

    def back(self) -> str:
        return reverse("quality-questions")


class EndQuestion(StartQuestions):
    def act(self) -> str:
        row = self.load(QualityQuestion, pk=self.kwargs["pk"])
        services.end_question(by=self.actor, question=row, at=clock.now(), today=clock.today())
        return self.back()
