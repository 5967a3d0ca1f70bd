"""Make the demo: two fictional schemes with people in every state, dates relative to today."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from peersupport.accounts.models import Scheme
from peersupport.core import clock
from peersupport.reporting.demo.clear import clear
from peersupport.reporting.demo.play import play


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument(
            "--fresh", action="store_true", help="remove the demo that is there, and make it anew"
        )
        parser.add_argument("--if-empty", action="store_true", help="only where there is no scheme at all")

    def handle(self, *, fresh, if_empty, **options):
        if not settings.EMBEDDED:
            raise CommandError("The demo's password is known to everybody: it is for the demo mode only.")
        if if_empty and Scheme.objects.exists():
            return
        if fresh:
            clear()
        if Scheme.objects.filter(is_demo=True).exists():
            self.stdout.write("The demo is here already. Make it anew with --fresh.")
            return
        play(now=clock.now(), password=settings.DEMO_PASSWORD)
        self.stdout.write("The demo is ready. Sign in as priya.nair@example.org.")
