from django.core.management.base import BaseCommand

from peersupport.accounts.actors import Actor
from peersupport.core import clock
from peersupport.core.errors import Refusal
from peersupport.messaging.selectors.log import by_reference
from peersupport.messaging.services.bounces import bounced


class Command(BaseCommand):
    help = "Record that messages came back, by the references that the gateway or the mail server names."

    def add_arguments(self, parser):
        parser.add_argument("references", nargs="+", metavar="REFERENCE")
        parser.add_argument("--soft", action="store_true", help="a full mailbox: nothing is held back")

    def handle(self, *args, references, soft, **options):
        for reference in references:
            self.stdout.write(f"{reference}: {self.record(reference, hard=not soft)}")

    def record(self, reference: str, *, hard: bool) -> str:
        message = by_reference(reference)
        if message is None:
            return "not known"
        try:
            bounced(message=message, hard=hard, by=Actor.system(message.scheme), at=clock.now())
        except Refusal as refusal:
            return refusal.words
        return "recorded"
