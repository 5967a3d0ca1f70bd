from django.apps import AppConfig

from peersupport.accounts import letters
from peersupport.messaging import people, recipients
from peersupport.messaging.choices import ACCOUNT


class MessagingConfig(AppConfig):
    name = "peersupport.messaging"
    label = "messaging"
    verbose_name = "Messages"

    def ready(self):
        outbox = "peersupport.messaging.services.outbox"
        letters.register(ask=f"{outbox}.ask", cancel=f"{outbox}.cancel")
        recipients.register("invited", "peersupport.messaging.selectors.invites.reach_invited")
        people.register("invited", words="Invited", function="peersupport.messaging.selectors.invites.people")
        recipients.register(ACCOUNT, "peersupport.messaging.selectors.accounts.reach_accounts")
        people.register(ACCOUNT, words="Account", function="peersupport.messaging.selectors.accounts.people")
