from django.apps import AppConfig

from peersupport.messaging import people, recipients


class VolunteersConfig(AppConfig):
    name = "volunteers"
    verbose_name = "Volunteers"

    def ready(self):
        recipients.register("volunteer", "volunteers.selectors.recipients.volunteer")
        recipients.register("referee", "volunteers.selectors.references.referee")
        people.register("volunteer", words="Volunteer", function="volunteers.selectors.recipients.volunteers")
        people.register("referee", words="Referee", function="volunteers.selectors.recipients.referees")
