from django.core.management.base import BaseCommand, CommandError

from peersupport.accounts.models import User
from peersupport.accounts.services import accounts
from peersupport.core import clock
from peersupport.core.errors import Refusal


class Command(BaseCommand):
    help = "Close somebody's account in every scheme: they are out at their next click."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--open-again", action="store_true", help="let them in again")

    def handle(self, *, email, open_again, **options):
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError("Nobody signs in with this e-mail address.")
        try:
            (accounts.open_again if open_again else accounts.close)(user=user, at=clock.now())
        except Refusal as refusal:
            raise CommandError(refusal.words) from refusal
        self.stdout.write("Open again." if open_again else "Closed.")
