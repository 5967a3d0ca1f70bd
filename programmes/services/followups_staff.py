"""Whom of the staff a follow-up goes to."""

from datetime import date

from peersupport.accounts.models import Membership
from peersupport.accounts.roles import MANAGER
from peersupport.accounts.selectors.memberships import coordinators
from programmes.models import PlannedContact


class Staff:
    """Who is told for what, read once for each scheme."""

    def __init__(self, today: date):
        self.today = today
        self._here: dict = {}

    def all(self, scheme) -> dict:
        if scheme.pk not in self._here:
            staff = coordinators(scheme=scheme, on=self.today)
            self._here[scheme.pk] = {member.pk: member for member in staff if member.user.is_active}
        return self._here[scheme.pk]

    def managers(self, scheme) -> list[Membership]:
        return [member for member in self.all(scheme).values() if member.role == MANAGER]

    def of(self, planned: PlannedContact) -> list[Membership]:
        """The owner of the person's place, else the volunteer's coordinator, else everybody who could be."""
        row = planned.relationship
        return self._first(planned.scheme, row.enrolment.owner_id, row.volunteer.coordinator_id)

    def for_volunteer(self, volunteer) -> list[Membership]:
        return self._first(volunteer.scheme, volunteer.coordinator_id)

    def _first(self, scheme, *keys) -> list[Membership]:
        here = self.all(scheme)
        found = next((here[key] for key in keys if key in here), None)
        return [found] if found else list(here.values())
