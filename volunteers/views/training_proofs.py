"""A module learned elsewhere, its certificate, and somebody's needs, for those who coordinate."""

from django.contrib import messages

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from volunteers.forms.training import NeedsForm, columns_of
from volunteers.forms.training_proofs import ModuleDoneForm
from volunteers.models import Module
from volunteers.presenters import certificates as certificate_words
from volunteers.presenters import training_own as words
from volunteers.selectors.certificates import sent_by
from volunteers.selectors.training_own import done_by, said_by
from volunteers.services.training_own import say_needs
from volunteers.services.training_proofs import record_module
from volunteers.views.volunteers import AboutVolunteer


class RecordModule(AboutVolunteer):
    permission = may.WORK_VOLUNTEERS
    form_class = ModuleDoneForm
    template_name = "volunteers/training_record.html"
    keeps_typed_text = False  # a file cannot be kept

    def get_form_kwargs(self):
        rows = Module.objects.visible_to(self.actor).filter(course__closed_on__isnull=True)
        modules = rows.select_related("course").order_by("course__name", "position", "pk")
        return super().get_form_kwargs() | {"modules": modules, "today": clock.today()}

    def get_context_data(self, **kwargs):
        done = words.done_table(done_by(self.volunteer))
        waiting = certificate_words.to_answer(sent_by(self.volunteer))
        return super().get_context_data(done=done, waiting=waiting, **kwargs)

    def act(self, facts: dict) -> None:
        upload = facts.pop("file")
        about = {"volunteer": self.volunteer, "upload": upload, **facts}
        record_module(by=self.actor, **about, at=clock.now(), today=clock.today())
        messages.success(self.request, f"{facts['module'].name} is recorded.")


class VolunteerNeeds(AboutVolunteer):
    """What somebody needs to be able to learn: private, and looking at it is written down."""

    permission = may.WORK_VOLUNTEERS
    form_class = NeedsForm
    template_name = "volunteers/training_needs.html"
    done_words = "Saved."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"works": True}

    def get_initial(self):
        return super().get_initial() | columns_of(said_by(self.volunteer))

    def get_context_data(self, **kwargs):
        events.looked(by=self.actor, person=self.volunteer, at=clock.now(), page="training-needs")
        title = f"What makes training possible for {self.volunteer.name}"
        return super().get_context_data(title=title, back_text=self.volunteer.name, **kwargs)

    def act(self, facts: dict) -> None:
        say_needs(by=self.actor, volunteer=self.volunteer, fields=facts, at=clock.now(), today=clock.today())
