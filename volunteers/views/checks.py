"""Record a check."""

from peersupport.accounts import permissions as may
from peersupport.core import clock
from volunteers.forms.checks import CheckForm, roles_with_a_check
from volunteers.services.checks import record_check
from volunteers.views.volunteers import AboutVolunteer


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
