from django.core.management.base import BaseCommand, CommandError

from peersupport.accounts.selectors.schemes import systems
from peersupport.audit.services.checks import check_all
from peersupport.core import clock


class Command(BaseCommand):
    help = "Check the chain of audit events of every scheme and name what was tampered with."

    def handle(self, *args, **options):
        checks = check_all(schemes=[system.scheme.pk for system in systems()], at=clock.now())
        broken = [f"scheme {one.scheme_key}, event {number}" for one in checks for number in one.broken]
        if broken:
            raise CommandError("Tampered with: " + "; ".join(broken))
        self.stdout.write("Every event is as it was written.")
