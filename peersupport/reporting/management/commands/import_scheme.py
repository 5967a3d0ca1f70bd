"""Take over a scheme that was kept in spreadsheets: practices.csv, volunteers.csv, referrals.csv."""

import json
from datetime import date, datetime, time
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.text import slugify

from peersupport.accounts.actors import Actor
from peersupport.accounts.models import Scheme
from peersupport.core import clock
from peersupport.core.errors import Refusal
from peersupport.reporting.selectors.imports import judge
from peersupport.reporting.services.imports import take
from peersupport.reporting.services.schemes import ROLE_NAMES, open_scheme
from peersupport.reporting.sheets.folder import file_name, read_folder
from peersupport.reporting.sheets.reports import refused_csv, report

NOON = time(12)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="the folder with the CSV files")
        parser.add_argument(
            "--scheme", required=True, help="the name of the scheme; it is opened if it is new"
        )
        parser.add_argument(
            "--today", type=date.fromisoformat, help="YYYY-MM-DD, the day the sheets are true for"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--json", action="store_true", help="print the result as JSON and nothing else")
        parser.add_argument(
            "--refused-to", type=Path, help="folder for the refused rows (default: var/imports/…)"
        )

    def handle(self, *, folder, scheme, today, dry_run, refused_to, **options):
        today = today or clock.today()
        try:
            sheets = read_folder(folder)
            judged = (
                self._judge(sheets, scheme.strip(), today)
                if dry_run
                else self._take(sheets, scheme.strip(), today)
            )
        except Refusal as refusal:
            raise CommandError(refusal.words) from None
        if refused_to or not dry_run:
            self._hand_back(sheets, judged, refused_to or settings.VAR / "imports" / slugify(scheme))
        self._say(judged, as_json=options["json"], dry_run=dry_run)

    @staticmethod
    def _judge(sheets, name: str, today: date):
        scheme = Scheme.objects.filter(name=name).first()
        return judge(sheets, scheme=scheme, new_roles=ROLE_NAMES, today=today)

    @staticmethod
    def _take(sheets, name: str, today: date):
        at = moment_of(today)
        scheme = Scheme.objects.filter(name=name).first() or open_or_find(name, at=at, today=today)
        return take(sheets, by=Actor.system(scheme), at=at, today=today)

    def _hand_back(self, sheets, judged, folder: Path) -> None:
        """The refused rows, to be put right and imported again. They are about people: only for who ran this."""
        for kind in ("volunteers", "referrals"):
            text = refused_csv(getattr(sheets, kind), getattr(judged, kind))
            path = folder / f"refused-{file_name(kind)}"
            if text:
                folder.mkdir(parents=True, exist_ok=True)
                path.touch(mode=0o600)
                path.write_text(text, encoding="utf-8", newline="")
                self.stderr.write(f"Refused rows: {path}")
            else:
                path.unlink(missing_ok=True)

    def _say(self, judged, *, as_json: bool, dry_run: bool) -> None:
        found = report(judged)
        if as_json:
            self.stdout.write(json.dumps(found, indent=1))
            return
        for kind, result in found.items():
            verb = "would be taken" if dry_run else "taken or here already"
            self.stdout.write(f"{kind}: {result['accepted']} {verb}, {len(result['refused'])} refused")
            for line in result["refused"]:
                self.stdout.write(f"  row {line['row']}: {line['reason']}")


def open_or_find(name: str, *, at: datetime, today: date) -> Scheme:
    """Two who open it at once open it once."""
    try:
        return open_scheme(name, at=at, today=today)
    except (IntegrityError, ValidationError):
        if found := Scheme.objects.filter(name=name).first():
            return found
        raise CommandError("This name cannot be the name of a scheme: use 1 to 100 characters.") from None


def moment_of(today: date) -> datetime:
    """This moment, or noon of another day."""
    if today == clock.today():
        return clock.now()
    return timezone.make_aware(datetime.combine(today, NOON))
