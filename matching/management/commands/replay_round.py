"""Come to the answer of a past matching round again, from nothing but what it stored. Ends with 1 if it differs."""

from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from matching.models import Run
from matching.presenters.runs import replayed
from matching.services.runs_replayed import again
from peersupport.accounts.actors import Actor
from peersupport.core import clock
from peersupport.core.errors import Refusal


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument(
            "run", type=UUID, metavar="ID", help="of the round, as in the address of its page"
        )

    def handle(self, *, run, **options):
        row = Run.objects.everywhere().select_related("scheme").filter(pk=run).first()
        if row is None:
            raise CommandError("There is no round with this ID.")
        try:
            found = again(run=row, by=Actor.system(row.scheme), at=clock.now())
        except Refusal as refusal:
            raise CommandError(refusal.words) from refusal
        self.stdout.write(replayed(found))
        if not found.same:
            raise CommandError("The answer is not the same.")
