from django.apps import AppConfig

from peersupport.accounts import handovers
from peersupport.messaging import people, recipients
from volunteers import activity
from volunteers.services import recruitment_stops


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = "Programmes"

    def ready(self):
        recipients.register("patient", "programmes.selectors.recipients.reach_patients")
        recipients.register("supporter", "programmes.selectors.recipients.reach_supporters", decides=True)
        recipients.register("referrer", "programmes.selectors.recipients.reach_referrers")
        recipients.register("staff", "programmes.selectors.recipients.reach_staff")
        recipients.register("feedback", "programmes.selectors.feedback.reach_askees")
        people.register("feedback", words="The person", function="programmes.selectors.feedback.recipients")
        recipients.register("invitation", "programmes.selectors.invitations.reach_invited")
        people.register(
            "invitation", words="The person", function="programmes.selectors.invitations.recipients"
        )
        people.register("patient", words="The person", function="programmes.selectors.recipients.patients")
        people.register("supporter", words="Volunteer", function="programmes.selectors.recipients.supporters")
        people.register("referrer", words="Referrer", function="programmes.selectors.recipients.referrers")
        people.register("staff", words="Staff", function="programmes.selectors.recipients.members")
        handovers.register(
            "programmes.selectors.handovers.open_work",
            afterwards="programmes.services.concerns_handover.hand_over",
        )
        recruitment_stops.register_for_roles("programmes.selectors.relationships_running.still_supports_as")
        activity.register(
            done="programmes.selectors.contacts_hours.done",
            planned="programmes.selectors.contacts_hours.planned",
        )
        recruitment_stops.register("programmes.selectors.relationships_running.still_supports")
