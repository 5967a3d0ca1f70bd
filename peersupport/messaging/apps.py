from django.apps import AppConfig

from peersupport.accounts import letters
from peersupport.messaging import people, recipients


class MessagingConfig(AppConfig):
    name = "peersupport.messaging"
    label = "messaging"
    verbose_name = "Messages"

    def ready(self):
        outbox = "peersupport.messaging.services.outbox"
        letters.register(ask=f"{outbox}.ask", cancel=f"{outbox}.cancel")
        recipients.register("invited", "peersupport.messaging.selectors.invites.reach_invited")
        people.register("invited", words="Invited", function="peersupport.messaging.selectors.invites.people")
