"""Courses for those who coordinate: modules, people, dates, the register."""

from functools import cached_property

from django.contrib import messages
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.presenters import Link
from peersupport.core.templatetags.words import count
from peersupport.core.views.bases import ScopedAction, ScopedDetail, ScopedForm, ScopedPage
from volunteers.forms import courses as forms
from volunteers.forms.training import QuestionForm
from volunteers.models import Course, Module, Question, Session
from volunteers.presenters import courses as words
from volunteers.presenters import training_own as own
from volunteers.selectors import courses
from volunteers.selectors.roles import names_of_kinds, words_of_kinds
from volunteers.services import courses as services
from volunteers.services.courses_order import close, move_up, reopen
from volunteers.services.courses_questions import add_question, remove_question

NO_MARK = "This module has no pass mark yet, so nobody is asked. Change the module to set one."


class CoursesPage(ScopedPage):
    permission = may.SEE_VOLUNTEERS
    template_name = "volunteers/courses_list.html"

    def get_context_data(self, **kwargs):
        table = words.table(courses.courses(actor=self.actor, on=clock.today()))
        works = self.actor.can(may.WORK_VOLUNTEERS)
        return super().get_context_data(table=table, works=works, crumbs=words.crumbs(), **kwargs)


class CoursePage(ScopedDetail):
    permission = may.SEE_VOLUNTEERS
    model = Course
    template_name = "volunteers/courses_detail.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        found, works = courses.course_page(self.object, actor=self.actor), self.actor.can(may.WORK_VOLUNTEERS)
        return context | {
            "crumbs": words.crumbs(Link("Courses", reverse("courses"))),
            "modules": words.modules(found, words_of_kinds(self.actor.scheme), works=works),
            "sessions": words.sessions(found, on=clock.today(), works=works),
            "people": words.people(found, works=works),
            "debriefs": words.debriefs(found) if works else (),
            "closed_on": self.object.closed_on,
            "actions": words.actions(self.object) if works else (),
        }


class CourseForm(ScopedForm):
    """A form that leads back to the course."""

    permission = may.WORK_VOLUNTEERS
    template_name = "volunteers/courses_form.html"
    keeps_typed_text = True
    title = ""

    @cached_property
    def course(self) -> Course:
        return self.load(Course, pk=self.kwargs["pk"])

    @property
    def back(self) -> str:
        return reverse("courses-detail", args=[self.course.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=self.title, back=self.back, back_text=self.course.name, **kwargs
        )

    def fields(self, form) -> dict:
        return {name: value for name, value in form.cleaned_data.items() if name != "once"}


class NewCourse(CourseForm):
    form_class = forms.CourseForm
    title = "A new course"

    def get_context_data(self, **kwargs):
        return ScopedForm.get_context_data(
            self, title=self.title, back=reverse("courses"), back_text="Courses", **kwargs
        )

    def save(self, form) -> str:
        course = services.add_course(by=self.actor, **self.fields(form), at=clock.now())
        return reverse("courses-detail", args=[course.pk])


class ChangeCourse(CourseForm):
    form_class = forms.CourseForm
    title = "Name of the course"

    def get_initial(self):
        return super().get_initial() | {"name": self.course.name, "about": self.course.about}

    def save(self, form) -> str:
        services.change_course(by=self.actor, course=self.course, **self.fields(form), at=clock.now())
        return self.back


class ModuleForm(CourseForm):
    form_class = forms.ModuleForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"roles": names_of_kinds(self.actor.scheme)}

    def module_facts(self, form) -> dict:
        fields = self.fields(form)
        return {"anyway": fields.pop("anyway"), "fields": fields}


class AddModule(ModuleForm):
    title = "Add a module"

    def save(self, form) -> str:
        services.add_module(by=self.actor, course=self.course, **self.module_facts(form), at=clock.now())
        return self.back


class ChangeModule(ModuleForm):
    @cached_property
    def module(self) -> Module:
        return self.load(Module, pk=self.kwargs["pk"])

    @property
    def course(self) -> Course:
        return self.module.course

    @property
    def title(self) -> str:
        return self.module.name

    def get_initial(self):
        columns = {name: getattr(self.module, name) for name in forms.MODULE_COLUMNS}
        return super().get_initial() | columns | {"needed_for": list(self.module.needed_for)}

    def save(self, form) -> str:
        services.change_module(
            by=self.actor, module=self.module, **self.module_facts(form), at=clock.now(), today=clock.today()
        )
        return self.back


class PlanSessions(CourseForm):
    form_class = forms.SessionsForm
    title = "Plan dates"

    def get_form_kwargs(self):
        live = [module for module in self.course.modules.order_by("position", "pk") if module.is_live]
        return super().get_form_kwargs() | {"modules": live, "today": clock.today()}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        empty = "Dates are for modules that are held live. Add a module of live practice or a half day first."
        return context | ({} if context["form"].modules else {"empty": empty})

    def save(self, form) -> str:
        about = {"course": self.course, "at": clock.now(), "today": clock.today()}
        made = services.plan_sessions(by=self.actor, **about, **form.facts())
        messages.success(self.request, f"{count(len(made), 'date')} planned.")
        return self.back


class TakeRegister(CourseForm):
    form_class = forms.RegisterForm

    @cached_property
    def session(self) -> Session:
        return self.load(Session, pk=self.kwargs["pk"])

    @property
    def course(self) -> Course:
        return self.session.module.course

    @property
    def title(self) -> str:
        return f"Register: {words.session_title(self.session)}"

    def get_form_kwargs(self):
        people = courses.on_register(self.session, actor=self.actor)
        marked = courses.register(self.session, actor=self.actor)
        return super().get_form_kwargs() | {"people": people, "marked": marked}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        empty = "Nobody takes part in this course yet. Add people first."
        return context | ({} if context["form"].people else {"empty": empty})

    def save(self, form) -> str:
        about = {"session": self.session, "states": form.states()}
        services.take_register(by=self.actor, **about, at=clock.now(), today=clock.today())
        messages.success(self.request, "The register is saved.")
        return self.back


class CancelSession(ScopedAction):
    permission = may.WORK_VOLUNTEERS

    @cached_property
    def session(self) -> Session:
        return self.load(Session, pk=self.kwargs["pk"])

    def act(self) -> str:
        services.cancel_session(by=self.actor, session=self.session, at=clock.now(), today=clock.today())
        return self.back()

    def back(self) -> str:
        return reverse("courses-detail", args=[self.session.module.course_id])


class Questions(CourseForm):
    """The quiz of a module: the questions so far, and a form for one more."""

    form_class = QuestionForm
    template_name = "volunteers/courses_questions.html"

    @cached_property
    def module(self) -> Module:
        return self.load(Module, pk=self.kwargs["pk"])

    @property
    def course(self) -> Course:
        return self.module.course

    @property
    def title(self) -> str:
        return f"Quiz: {self.module.name}"

    def get_context_data(self, **kwargs):
        rows = self.module.questions.order_by("position", "pk")
        note = f"Passed at {self.module.pass_mark}%." if self.module.pass_mark else NO_MARK
        return super().get_context_data(questions=own.questions(rows), note=note, **kwargs)

    def save(self, form) -> str:
        said = self.fields(form)
        answers = said.pop("answers").split("\n")
        add_question(by=self.actor, module=self.module, answers=answers, **said, at=clock.now())
        return reverse("modules-questions", args=[self.module.pk])


class RemoveQuestion(ScopedAction):
    permission = may.WORK_VOLUNTEERS

    def act(self) -> str:
        question = self.load(Question, pk=self.kwargs["pk"])
        remove_question(by=self.actor, question=question, at=clock.now(), today=clock.today())
        return reverse("modules-questions", args=[question.module_id])


class MoveModule(ScopedAction):
    """One place earlier."""

    permission = may.WORK_VOLUNTEERS

    @cached_property
    def module(self) -> Module:
        return self.load(Module, pk=self.kwargs["pk"])

    def act(self) -> str:
        move_up(by=self.actor, module=self.module, at=clock.now())
        return self.back()

    def back(self) -> str:
        return reverse("courses-detail", args=[self.module.course_id])


class ReopenCourse(CourseForm):
    form_class = forms.ReopenForm
    title = "Open the course again"

    def save(self, form) -> str:
        reopen(by=self.actor, course=self.course, at=clock.now(), anyway=form.cleaned_data["anyway"])
        messages.success(self.request, f"{self.course.name} is open again.")
        return self.back


class CloseCourse(ScopedAction):
    permission = may.WORK_VOLUNTEERS

    def act(self) -> str:
        course = self.load(Course, pk=self.kwargs["pk"])
        close(by=self.actor, course=course, at=clock.now(), today=clock.today())
        messages.success(self.request, f"{course.name} is closed. Nobody needs its modules any more.")
        return self.back()

    def back(self) -> str:
        return reverse("courses-detail", args=[self.kwargs["pk"]])
