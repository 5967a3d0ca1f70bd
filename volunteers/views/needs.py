"""A volunteer's own list of what is still needed, from all their pages."""

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedPage
from volunteers.models import Volunteer
from volunteers.presenters import needs as words
from volunteers.presenters import volunteers_own as own
from volunteers.selectors.needs import needs


class StillNeeded(ScopedPage):
    permission = may.SEE_MY_PEOPLE
    template_name = "volunteers/needs_own.html"

    def get_context_data(self, **kwargs):
        today = clock.today()
        me = self.load(Volunteer, user_id=self.actor.user_key)
        found = needs(me, actor=self.actor, on=today)
        return super().get_context_data(
            todos=words.to_do(found, on=today),
            coming=words.coming(found, on=today),
            missing=own.missing(found.record),
            joining=found.is_joining,
            call=own.who_to_call(me),
            **kwargs,
        )
