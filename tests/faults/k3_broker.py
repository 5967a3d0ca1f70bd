"""K3: Redis is killed, cut off and silent under two beats. Messages go out, and nobody's page waits for it."""

import time
from uuid import uuid4

from programmes.models import Contact
from tests.cast import PASSWORD
from tests.faults import people
from tests.faults.figures import Figure, allowed
from tests.faults.k2_web import fill, log_page
from tests.faults.line import CUT, OPEN, SILENT
from tests.faults.processes import TookTooLong, wait_for
from tests.faults.stage import Stage

NAME = "K3"
A_KILL = 20  # messages for each kill of Redis
ENTRIES = 5  # saved in each state of the line
DOWN_SECONDS = 1.5
GOAL_SECONDS, GOAL_SAVED = 30, 1.0
PATIENCE = 150  # for workers to start on a machine that is busy with other things


def run(stage: Stage, cast, *, short: bool) -> Figure:
    kills = 2 if short else 5
    (relationship,) = people.supported(cast, ["Eve Five"])
    groups = [stage.web(), *(stage.process("worker", str(n)) for n in range(2)), *map(stage.beat, "ab")]
    try:
        saving = Saving(stage, cast, relationship)
        wait_for("beat and worker", lambda: _sent(cast, "k3:first"), seconds=PATIENCE)
        usual = max(saving.save() for _ in range(ENTRIES))
        for number in range(kills):
            _kill(stage, cast, number)
        slow = {how: _in_state(stage, cast, saving, how) for how in (CUT, SILENT)}
        recovery = _recovery(patience=allowed(3 * GOAL_SECONDS, short=short))
    finally:
        stage.line.be(OPEN)
        stage.end(*groups)
    return _figure(stage, kills, recovery, usual, slow, saving, short=short)


class Saving:
    """Denise saves contacts through the page, and somebody signs in, while the broker is away."""

    def __init__(self, stage: Stage, cast, relationship):
        self.stage, self.email, self.saved = stage, cast.denise.user.email, []
        self.place, self.browser = log_page(relationship), self.sign_in()
        self.filled = fill(self.browser, relationship) | {"worried": "yes"}

    def sign_in(self):
        return self.stage.browser(timeout=60).sign_in(self.email, PASSWORD)

    def save(self) -> float:
        """Seconds until the page says that it is saved."""
        note = f"Entry {len(self.saved)} of K3"
        started = time.monotonic()
        answer = self.browser.post(self.place, self.filled | {"note": note, "once": str(uuid4())})
        taken = time.monotonic() - started
        assert answer.status == 302, answer.status
        self.saved.append(note)
        return taken

    def lost(self) -> int:
        there = set(Contact.objects.everywhere().filter(note__gt="").values_list("note", flat=True))
        return sum(note not in there for note in self.saved)


def _sent(cast, key: str) -> bool:
    people.ask(cast, key, range(1))
    return people.unsent(key) == 0


def _kill(stage: Stage, cast, number: int) -> None:
    people.ask(cast, "k3:", range(number * A_KILL, (number + 1) * A_KILL))
    time.sleep(1)
    stage.redis.kill()
    time.sleep(DOWN_SECONDS)
    stage.redis.start()


def _in_state(stage: Stage, cast, saving: Saving, how: str) -> tuple[float, float]:
    """The slowest entry and the slowest sign-in while the line is like this, in seconds."""
    people.ask(cast, f"k3:{how}", range(A_KILL))
    stage.line.be(how)
    time.sleep(1)
    slowest = max(saving.save() for _ in range(ENTRIES))
    started = time.monotonic()
    saving.sign_in()
    signing = time.monotonic() - started
    stage.line.be(OPEN)
    return slowest, signing


def _recovery(*, patience: float) -> float:
    """Seconds from the end of the last outage until everything is sent."""
    try:
        return wait_for("everything is sent", lambda: people.unsent("k3:") == 0, seconds=patience)
    except TookTooLong:
        return float("inf")


def _figure(
    stage: Stage, kills: int, recovery: float, usual: float, slow: dict, saving: Saving, *, short: bool
) -> Figure:
    """On a machine that is slow by itself, twice the usual time is still no waiting for Redis."""
    asked = (kills + 2) * A_KILL + 1
    arrived, repeated = stage.gateway.deliveries("k3:")
    lost = asked - arrived + saving.lost()
    slowest = max(entry for entry, _ in slow.values())
    signing = max(sign_in for _, sign_in in slow.values())
    return Figure(
        NAME,
        f"Redis killed {kills} times, cut off and silent, two beats, {asked} messages",
        f"{lost} lost, {repeated} repeated, recovery {recovery:.1f} s; slowest of {2 * ENTRIES} contacts saved "
        f"meanwhile {slowest:.2f} s ({usual:.2f} s with Redis), slowest sign-in {signing:.2f} s",
        met=(lost, repeated) == (0, 0)
        and recovery < allowed(GOAL_SECONDS, short=short)
        and slowest < allowed(max(GOAL_SAVED, 2 * usual), short=short),
    )
