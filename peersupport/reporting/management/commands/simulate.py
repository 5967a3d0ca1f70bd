"""Run a made-up scheme day by day on the product's own taper, caseload and load code, and count.

Every coach starts with nobody. Unless told otherwise all are there on day one, somebody always waits, and nobody
drops out or is away. The same options on the same --start give the same answer.

`waits` of --json, in days: median_days and longest_days of those who started; still_waiting people at the end, the
first of them for longest_still_waiting_days. All are null when somebody always waits.
"""

import json
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from dataclasses import asdict
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from peersupport.core import clock
from peersupport.core.calendar import DIVISIONS, closed_days
from peersupport.core.errors import Refusal
from programmes.schedule.caseload import (
    HEALTH_CONNECT_COACHING,
    PATTERNS,
    BadPattern,
    FixedNumber,
    Growing,
    Pattern,
    WeeklyBudget,
)
from programmes.schedule.simulation_figures import Figures, simulate
from programmes.schedule.simulation_whatif import WhatIf
from programmes.schedule.taper import DEFAULT_TAPER, Phase


def whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no whole number. Use digits only, for example 12.") from None


def number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no number. Use digits, for example 2.5.") from None


def a_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(
            f"{text!r} is no day. Use year, month and day, for example 2027-01-04."
        ) from None


def taper(text: str) -> tuple[Phase, ...]:
    """`8x1,4x2,2x4`: 8 contacts a week apart, 4 two weeks apart, 2 four weeks apart."""
    try:
        pairs = [part.split("x") for part in text.lower().split(",")]
        return tuple(Phase(int(weeks), int(contacts)) for contacts, weeks in pairs)
    except ValueError:
        raise ArgumentTypeError(
            f"{text!r} is no taper. Write contacts x weeks for each phase, for example 8x1,4x2,2x4."
        ) from None


def pattern(text: str) -> Pattern:
    """`hcc`, `growing:2+1+2:11`, `fixed:5` or `budget:3`."""
    try:
        return _pattern(text)
    except BadPattern as refusal:
        raise ArgumentTypeError(refusal.words) from None
    except ValueError:
        words = f"{text!r} is no pattern. Use hcc, growing:2+1+2:11, fixed:5 or budget:3."
        raise ArgumentTypeError(words) from None


# Option, type, default, help.
FIGURES = (
    ("seed", whole, 1, "another seed is other luck"),
    ("waiting", whole, None, "people who wait on day one (default: somebody always waits)"),
    ("arrivals-a-week", number, 0, "people who join the waiting list, on average"),
    ("drop-out", number, 0, "percent of people who leave before their last contact"),
    ("leave", whole, 0, "weeks a year that each coach is away, in one piece"),
    ("training-weeks", whole, 0, "weeks from joining until a coach takes people"),
    ("trained", whole, 0, "how many of --coaches need no training any more"),
    ("recruits", whole, 0, "coaches who join beside --coaches"),
    ("recruits-a-month", whole, 0, "how many of the recruits join each month (default: all on day one)"),
)


def _pattern(text: str) -> Pattern:
    match text.split(":"):
        case ["hcc"]:
            return HEALTH_CONNECT_COACHING
        case ["growing", joins, months]:
            return Growing(tuple(map(int, joins.split("+"))), int(months))
        case ["fixed", people]:
            return FixedNumber(int(people))
        case ["budget", contacts]:
            return WeeklyBudget(int(contacts))
    raise ValueError


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def create_parser(self, *args, **kwargs):
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--coaches", type=whole, required=True, help="coaches who are there on day one")
        parser.add_argument("--months", type=whole, required=True, help="how long it runs")
        parser.add_argument("--start", type=a_day, help="first day, YYYY-MM-DD (default: today)")
        for name, kind, default, words in FIGURES:
            parser.add_argument(f"--{name}", type=kind, default=default, help=words)
        parser.add_argument("--taper", type=taper, default=DEFAULT_TAPER, metavar="8x1,4x2,2x4",
                            help="contacts x weeks between them, phase by phase")  # fmt: skip
        parser.add_argument("--pattern", type=pattern, default=HEALTH_CONNECT_COACHING, metavar="hcc",
                            help="growing:2+1+2:11 (hcc is short for it), fixed:5 or budget:3")  # fmt: skip
        parser.add_argument(
            "--bank-holidays", choices=DIVISIONS, default=DIVISIONS[0], help="days without contacts"
        )
        parser.add_argument("--json", action="store_true", help="print the result as JSON and nothing else")

    def handle(self, *, coaches, months, start, **options) -> None:
        figures = {field: options[option] for option, field in fields().items()}
        try:
            asked = WhatIf(
                coaches=coaches,
                months=months,
                start=start or clock.today(),
                phases=options["taper"],
                pattern=options["pattern"],
                closed=closed_days(options["bank_holidays"]),
                **figures,
            )
            found = simulate(asked)
        except Refusal as refusal:
            raise CommandError(named(refusal)) from None
        if options["json"]:
            result = asdict(found) | {"parameters": parameters(asked, options["bank_holidays"])}
            self.stdout.write(json.dumps(result, indent=1, default=str))
        else:
            self.stdout.write(table(asked, found))


def named(refusal: Refusal) -> str:
    """The words, after the option to change."""
    option = next((option for option, field in fields().items() if field == refusal.field), refusal.field)
    return f"--{option.replace('_', '-')}: {refusal.words}" if option else refusal.words


def fields() -> dict[str, str]:
    """The field of WhatIf that each option fills."""
    options = [name.replace("-", "_") for name, *_ in FIGURES]
    return {option: "leave_weeks" if option == "leave" else option for option in options}


def parameters(asked: WhatIf, bank_holidays: str) -> dict:
    """Everything that was asked, so that the same run can be made again."""
    kind = next(kind for kind, pattern in PATTERNS.items() if type(asked.pattern) is pattern)
    figures = {name: value for name, value in asdict(asked).items() if name not in ("closed", "caseloads")}
    return figures | {"pattern": {"kind": kind, **figures["pattern"]}, "bank_holidays": bank_holidays}


def table(asked: WhatIf, found: Figures) -> str:
    """The same for people to read."""
    waits = found.waits
    lines = [
        f"{asked.coaches + asked.recruits} coaches, {asked.months} months from {day(asked.start)}, seed {asked.seed}",
        "",
        f"People supported        {found.people_supported:>7}   {found.people_finished} have finished, "
        f"{found.people_left_early} left early",
        f"Contacts held           {found.contacts_held:>7}",
        f"Contacts a week, most   {found.peak_contacts_a_week:>7}   of any one coach",
        f"Contacts a week, mean   {found.mean_contacts_a_week:>7}   from a coach's first contact to the last",
        f"Days waited, median     {shown(waits.median_days):>7}   longest {shown(waits.longest_days)}",
        f"Still waiting           {shown(waits.still_waiting):>7}   longest {shown(waits.longest_still_waiting_days)}",
        "",
        f"{'Month from':<18}{'Started':>9}{'So far':>9}{'Contacts':>10}{'Waiting':>9}",
    ]
    lines += [
        f"{day(m.starts_on):<18}{m.started:>9}{m.supported:>9}{m.contacts:>10}{shown(m.waiting):>9}"
        for m in found.months
    ]
    return "\n".join(lines)


def day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


def shown(number: float | None) -> str:
    return "-" if number is None else f"{number:g}"
