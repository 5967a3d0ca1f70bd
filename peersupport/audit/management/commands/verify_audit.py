from django.core.management.base import BaseCommand, CommandError

from peersupport.audit.models import ChainHead
from peersupport.audit.services.events import broken_links


class Command(BaseCommand):
    help = "Check the chain of audit events of every scheme and name what was tampered with."

    def handle(self, *args, **options):
        broken = [
            f"scheme {head.scheme_key}, event {number}"
            for head in ChainHead.objects.all()
            for number in broken_links(head.scheme_key)
        ]
        if broken:
            raise CommandError("Tampered with: " + "; ".join(broken))
        self.stdout.write("Every event is as it was written.")
