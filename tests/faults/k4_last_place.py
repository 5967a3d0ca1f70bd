"""K4: coordinators reach for the last place in the same moment. One gets it, the others read why."""

import sys
from collections import Counter

from tests.cast import Cast
from tests.conftest import MONDAY_MORNING
from tests.faults.figures import Figure
from tests.faults.stage import EMBEDDED, PRODUCTION, Stage
from tests.matching.last_place import one_place_each, reach

NAME = "K4"
# SQLite lets one writer in at a time: there it shows that nobody is told of a locked database.
ROUNDS = {PRODUCTION: 100, EMBEDDED: 20}


def run(stage: Stage, cast: Cast, *, short: bool) -> Figure:
    rounds, ends = 4 if short else ROUNDS[stage.kind], Counter()
    one_place_each(cast)
    for coordinators in (2, 8):
        for number in range(rounds):
            ends[_end(cast, f"{coordinators}x{number}", coordinators)] += 1
    return Figure(
        NAME,
        f"{rounds} rounds of two and of eight coordinators on the last place, {stage.kind}",
        f"{ends['too many']} oversubscribed, {ends['nobody']} without a winner, {ends['error']} errors",
        met=ends == Counter(good=2 * rounds),
    )


def _end(cast: Cast, name: str, coordinators: int) -> str:
    try:
        answers = reach(cast, name, coordinators, at=MONDAY_MORNING)
    except Exception as error:
        print(f"{name}: {error!r}", file=sys.stderr)
        return "error"
    return {0: "nobody", 1: "good"}.get(answers.count("matched"), "too many")
