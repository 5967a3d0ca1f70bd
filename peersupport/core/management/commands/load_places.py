"""Load where postcodes lie, so that matching knows how far two people live apart.

A CSV file with the columns postcode, easting and northing, as the ONS Postcode Directory and Code-Point Open have
them; rows may also be sectors (TQ2 7) or districts (TQ2). Load it again whenever there is a newer one.
"""

import csv
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from peersupport.core.errors import Refusal
from peersupport.core.services.places import Loaded, load


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="CSV, UTF-8")

    def handle(self, *, files, **options):
        for path in files:
            self._say(path, self._load(path))

    @staticmethod
    def _load(path: Path) -> Loaded:
        try:
            with path.open(encoding="utf-8-sig", newline="") as lines:
                return load(lines)
        except UnicodeDecodeError:
            raise CommandError(f"{path} is not a UTF-8 text file.") from None
        except (OSError, csv.Error, Refusal) as error:
            raise CommandError(f"{path}: {error}") from None

    def _say(self, path: Path, loaded: Loaded) -> None:
        self.stdout.write(
            f"{path.name}: {loaded.taken:,} places taken, {loaded.unplaced:,} without a position, "
            f"{loaded.refused:,} rows refused"
        )
        for line, reason in loaded.reasons:
            self.stderr.write(f"  line {line}: {reason}")
        if (more := loaded.refused - len(loaded.reasons)) > 0:
            self.stderr.write(f"  and {more:,} more")
