"""Record a check, the register of all of them, and what is done with one that was recorded."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.views.bases import Gate, ScopedForm, ScopedList
from peersupport.core.views.files import csv_file
from volunteers.forms.checks import CheckForm, roles_with_a_check
from volunteers.forms.checks_register import (
    ChecksBar,
    CorrectCheckForm,
    LookForm,
    TakeBackForm,
    columns_of,
)
from volunteers.models import Check, Volunteer
from volunteers.presenters import checks_export
from volunteers.presenters import checks_register as words
from volunteers.selectors.checks_register import Line, figures, looks_at, narrowed, register
from volunteers.services.checks import record_check
from volunteers.services.checks_kept import correct_check, record_look, take_back_check
from volunteers.views.volunteers import AboutVolunteer


class ChecksRegister(ScopedList):
    """Everybody whose role needs a check. Every number on top is a part of the list."""

    permission = may.SEE_VOLUNTEERS
    template_name = "volunteers/checks_list.html"

    @cached_property
    def bar(self) -> ChecksBar:
        return ChecksBar(self.request.GET, actor=self.actor)

    @cached_property
    def everybody(self) -> list[Line]:
        return register(actor=self.actor, on=clock.today())

    def rows(self):
        return narrowed(self.everybody, **self.bar.wanted())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        today, works = clock.today(), self.actor.can(may.WORK_VOLUNTEERS)
        return context | {
            "bar": self.bar,
            "stats": words.stats(figures(self.everybody)),
            "table": words.table(context["page"].object_list, on=today, works=works),
            "all": words.everybody(),
            "export": words.export(context["query"]),
            "filtered": any(self.bar.wanted().values()),
            "crumbs": words.crumbs(),
        }


class ExportChecks(Gate):
    """The list that is on the screen, all pages of it."""

    permission = may.SEE_VOLUNTEERS
    http_method_names = ["get"]

    def get(self, request):
        wanted = ChecksBar(request.GET, actor=self.actor).wanted()
        found = register(actor=self.actor, on=clock.today(), **wanted)
        events.record(
            by=self.actor, action="checks.exported", row=self.actor.scheme, at=clock.now(),
            detail={"lines": len(found)},
        )  # fmt: skip
        return csv_file(
            f"checks-{clock.today().isoformat()}", checks_export.COLUMNS, checks_export.rows(found)
        )


class RecordCheck(AboutVolunteer):
    permission = may.WORK_VOLUNTEERS
    form_class = CheckForm
    template_name = "volunteers/checks_record.html"
    done_words = "The check is recorded."

    @property
    def roles(self):
        return roles_with_a_check(self.volunteer)

    def get_form_kwargs(self):
        about = {"roles": self.roles, "seen_by": self.actor.name, "today": clock.today()}
        return super().get_form_kwargs() | about

    def act(self, facts: dict) -> None:
        record_check(by=self.actor, volunteer=self.volunteer, at=clock.now(), today=clock.today(), **facts)


class AboutCheck(ScopedForm):
    """A form about one check; afterwards the volunteer's record is shown."""

    permission = may.WORK_VOLUNTEERS
    template_name = "volunteers/checks_form.html"
    title = ""
    text = ""

    @cached_property
    def check(self) -> Check:
        seen = Volunteer.objects.visible_to(self.actor)
        rows = Check.objects.visible_to(self.actor).filter(volunteer__in=seen)
        return get_object_or_404(rows.select_related("volunteer"), pk=self.kwargs["pk"])

    @property
    def back(self) -> str:
        return reverse("volunteers-detail", args=[self.check.volunteer_id])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            volunteer=self.check.volunteer,
            title=self.title,
            text=self.text,
            back=self.back,
            facts=words.facts(self.check, on=clock.today()),
            looks=words.looks(looks_at(self.check)),
            **kwargs,
        )

    def act(self, facts: dict) -> None:
        """Call one service with what the form says."""
        raise NotImplementedError

    def save(self, form) -> str:
        self.act({name: value for name, value in form.cleaned_data.items() if name != "once"})
        return self.back


class LookUp(AboutCheck):
    form_class = LookForm
    title = "Look up the check"
    text = (
        "Look on the website of the Update Service, with the number and the date below, then say what it shows. "
        "If the certificate is current, it counts from today on for as long as the role says."
    )
    done_words = "What the service shows is saved."

    def act(self, facts: dict) -> None:
        record_look(by=self.actor, check=self.check, **facts, at=clock.now(), today=clock.today())


class CorrectCheck(AboutCheck):
    form_class = CorrectCheckForm
    title = "Correct the check"
    text = "For a slip of the pen. Level and workforce come from the role. For a newer certificate, record a check."
    done_words = "The check is corrected."
    keeps_typed_text = True

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"level": self.check.level, "today": clock.today()}

    def get_initial(self):
        return super().get_initial() | columns_of(self.check)

    def get_context_data(self, **kwargs):
        return super().get_context_data(take_back=reverse("checks-take-back", args=[self.check.pk]), **kwargs)

    def act(self, facts: dict) -> None:
        correct_check(by=self.actor, check=self.check, fields=facts, at=clock.now(), today=clock.today())


class TakeBack(AboutCheck):
    form_class = TakeBackForm
    title = "Take the check back"
    text = (
        "Only for a check that was recorded by mistake. It leaves the record; the audit keeps that it was there. "
        "If no other check is in date, nobody new is matched until one is. People supported now go on."
    )
    done_words = "The check is taken back."

    def act(self, facts: dict) -> None:
        take_back_check(by=self.actor, check=self.check, at=clock.now())
