from django.apps import AppConfig

from peersupport.messaging import recipients


class VolunteersConfig(AppConfig):
    name = "volunteers"
    verbose_name = "Volunteers"

    def ready(self):
        recipients.register("volunteer", "volunteers.selectors.recipients.volunteer")
        recipients.register("referee", "volunteers.selectors.references.referee")
