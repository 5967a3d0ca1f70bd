"""K1: workers are killed while they send. Nothing is lost and nothing arrives twice."""

import random
import time

from tests.faults import people
from tests.faults.figures import Figure, allowed
from tests.faults.processes import Group, TookTooLong, wait_for
from tests.faults.stage import EMBEDDED, PRODUCTION, Stage

NAME = "K1"
A_KILL = 20  # messages for each kill
# Every so many kills hit a whole worker, the others one process of its pool. With the broker of files a worker is one
# process (docs/adr/0005), and each kill hits it.
WHOLE = 5
KILLS = {PRODUCTION: 50, EMBEDDED: 12}
GOAL_SECONDS = 30
PATIENCE = 150  # for a worker to start on a machine that is busy with other things


def run(stage: Stage, cast, *, short: bool) -> Figure:
    kills = 6 if short else KILLS[stage.kind]
    dice = random.Random(kills)
    people.ask(cast, "k1:", range(kills * A_KILL))
    workers, beat = [stage.process("worker", str(n)) for n in range(2)], stage.beat()
    try:
        for number in range(kills):
            _kill_while_sending(workers, dice, whole=number % WHOLE == 0)
        recovery = _drained(patience=allowed(2 * GOAL_SECONDS, short=short))
    finally:
        stage.end(beat, *workers)
    return _figure(stage, kills, recovery, allowed(GOAL_SECONDS, short=short))


def _kill_while_sending(workers: list[Group], dice: random.Random, *, whole: bool) -> None:
    """Wait until messages leave, and kill in the midst of it."""
    before = people.unsent("k1:")
    wait_for(
        "a message is sent", lambda: people.unsent("k1:") < before or not before, seconds=PATIENCE, every=0.02
    )
    time.sleep(dice.random() * 0.2)
    worker = dice.choice(workers)
    if not whole and worker.kill_child(dice.choice):
        return
    worker.kill()
    worker.start()


def _drained(*, patience: float) -> float:
    """Seconds from the last kill until everything is sent."""
    try:
        return wait_for("everything is sent", lambda: people.unsent("k1:") == 0, seconds=patience)
    except TookTooLong:
        return float("inf")


def _figure(stage: Stage, kills: int, recovery: float, goal: float) -> Figure:
    asked = kills * A_KILL
    arrived, repeated = stage.gateway.deliveries("k1:")
    lost = asked - arrived
    return Figure(
        NAME,
        f"{kills} kills of workers, {asked:,} messages, {stage.kind}",
        f"{lost} lost, {repeated} repeated, recovery {recovery:.1f} s ({people.tried_again('k1:')} caught in the act)",
        met=(lost, repeated) == (0, 0) and recovery < goal,
    )
