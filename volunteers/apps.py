from django.apps import AppConfig

from peersupport.accounts import handovers
from peersupport.messaging import people, recipients
from volunteers import activity


class VolunteersConfig(AppConfig):
    name = "volunteers"
    verbose_name = "Volunteers"

    def ready(self):
        recipients.register("volunteer", "volunteers.selectors.recipients.reach_volunteers")
        recipients.register("referee", "volunteers.selectors.references.reach_referees")
        recipients.register("candidate", "volunteers.selectors.joining.reach_candidates")
        handovers.register("volunteers.selectors.volunteers.open_work")
        activity.register(
            done="volunteers.selectors.workload.done", planned="volunteers.selectors.workload.planned"
        )
        people.register("volunteer", words="Volunteer", function="volunteers.selectors.recipients.volunteers")
        people.register("candidate", words="Candidate", function="volunteers.selectors.recipients.candidates")
        people.register_own("volunteers.selectors.recipients.own")
        people.register("referee", words="Referee", function="volunteers.selectors.recipients.referees")
