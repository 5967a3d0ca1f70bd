from django.core.management.base import BaseCommand

from peersupport.core import clock
from peersupport.messaging.services import heartbeats
from peersupport.messaging.services.pump import pump


class Command(BaseCommand):
    help = "Send what waits in the outbox, without Celery or a broker."

    def handle(self, *args, **options):
        self.stdout.write(f"{pump(at=clock.now())} sent")
        heartbeats.ran(name="messaging.pump", at=clock.now())
