"""K8: a canary in every column about a person. None is seen in logs, Redis, addresses, messages or error pages."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import redis
from django.db import connection

from peersupport.celery import app
from peersupport.core import clock
from peersupport.messaging.models import Heartbeat, Message
from peersupport.messaging.recipients import look_up
from tests.conftest import MONDAY_MORNING
from tests.faults import canaries, people
from tests.faults.figures import Figure
from tests.faults.processes import wait_for
from tests.faults.stage import Stage
from tests.faults.walk import Walk
from tests.house.whose import one_of_everything

NAME = "K8"
ROLES = ("priya", "denise_member", "hilda", "maria", "ana", "whitlock")
TYPED = "zqjjjjjjvq"  # what somebody types while we watch


def run(stage: Stage, cast, *, short: bool) -> Figure:
    (relationship,) = people.supported(cast, ["Fay Six"])
    keys = one_of_everything(cast, MONDAY_MORNING)
    canaries.fill_empty_tables(cast.scheme)
    planted = canaries.plant()
    groups = [stage.process("web", LOG_LEVEL="INFO"), stage.process("worker"), stage.beat()]
    stage.wait_for_web()
    walk = Walk(stage)
    try:
        with overheard(stage) as told:
            for who in ROLES[:2] if short else ROLES:
                walk.as_member(getattr(cast, who), keys)
            walk.log(cast.denise_member, relationship, TYPED)
            walk.errors(cast.priya, TYPED)
            _every_timer_runs()
            redis_has = canaries.seen(*told, *canaries.in_redis(_redis(stage)))
        _database_fails(stage, walk, cast, relationship)
    finally:
        stage.end(*groups)
    hits = {
        "logs": canaries.seen(*stage.logs().values()),
        "Redis and task arguments": redis_has,
        "addresses": canaries.seen(*walk.addresses),
        "messages": _in_messages(stage, cast),
        "error pages": canaries.seen(*walk.error_pages),
    }
    return _figure(planted, hits, walk)


def _redis(stage: Stage) -> redis.Redis:
    return redis.Redis(port=stage.redis.port, decode_responses=True, encoding_errors="replace")


@contextmanager
def overheard(stage: Stage) -> Iterator[list[str]]:
    """Everything that anybody says to Redis meanwhile."""
    told: list[str] = []
    client = redis.Redis(port=stage.redis.port)
    with client.monitor() as monitor:
        listener = threading.Thread(target=_listen, args=(monitor, told), daemon=True)
        listener.start()
        try:
            yield told
        finally:
            client.close()


def _listen(monitor, told: list[str]) -> None:
    try:
        told.extend(command["command"] for command in monitor.listen())
    except (OSError, ValueError, redis.RedisError):
        return


def _every_timer_runs() -> None:
    """Ask for each task of the timetable through the broker, and wait until all have run and nothing is due."""
    since, names = clock.now(), {entry["task"] for entry in app.conf.beat_schedule.values()}
    for name in names:
        app.send_task(name)
    ran = Heartbeat.objects.everywhere().filter(name__in=names, last_run_at__gte=since)
    wait_for("every timer runs", lambda: ran.count() == len(names), seconds=150)
    due = Message.objects.everywhere().filter(state="waiting", not_before__lte=since)
    wait_for("the outbox is empty", lambda: not due.exists(), seconds=150)


def _database_fails(stage: Stage, walk: Walk, cast, relationship) -> None:
    browser = walk.sign_in(cast.denise_member)
    stage.postgres.fall_over()
    try:
        walk.broken_service(browser, relationship, TYPED)
    finally:
        stage.postgres.start()
        connection.close()


def _in_messages(stage: Stage, cast) -> set[str]:
    """A message may hold its recipient's own first name. Earlier figures had schemes of their own."""
    found = set()
    own = {str(cast.scheme.pk), str(cast.hillside.pk)}
    for row in stage.gateway.taken():
        scheme, key = row["reference"].split("#")[0].split(":", 1)
        if scheme not in own:
            continue
        message = Message.objects.of(scheme).get(key=key)
        name = look_up(message.recipient_kind, message.recipient_key).first_name
        found |= canaries.seen(*map(str, row["personalisation"].values())) - canaries.seen(name)
    return found


def _figure(planted: canaries.Planted, hits: dict[str, set[str]], walk: Walk) -> Figure:
    told = "; ".join(f"{len(found)} in {place}{_columns(planted, found)}" for place, found in hits.items())
    fields, total = len(planted.fields), len(planted.fields | planted.empty)
    return Figure(
        NAME,
        f"canaries in {fields} of {total} columns that hold words about people, {walk.pages} pages, "
        f"{len(walk.error_pages)} error pages",
        f"hits: {told}",
        met=not any(hits.values()) and walk.statuses.get(200, 0) > walk.pages / 4,
    )


def _columns(planted: canaries.Planted, found: set[str]) -> str:
    """Where the first few come from, to look for the leak."""
    names = sorted({planted.where.get(word, "what was typed") for word in found})[:4]
    return f" ({', '.join(names)})" if names else ""
