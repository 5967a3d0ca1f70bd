"""What Celery is told with Redis: a task outlives its worker, and nobody waits long for a broker that is silent."""

import json
import os
import subprocess
import sys

from django.conf import settings

SHOW = """
import json
from peersupport import settings as s
names = [n for n in dir(s) if n.startswith("CELERY_")]
print(json.dumps({n: getattr(s, n) for n in names}))
"""


def with_redis() -> dict:
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    env = kept | {"PEERSUPPORT_MODE": "demo", "REDIS_URL": "redis://127.0.0.1:1/0"}
    done = subprocess.run([sys.executable, "-c", SHOW], env=env, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_a_task_outlives_its_worker_and_a_silent_broker_is_left_after_two_seconds():
    said = with_redis()
    assert said["CELERY_BROKER_TRANSPORT_OPTIONS"] == {
        "visibility_timeout": 300,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_timeout": 2,
        "socket_connect_timeout": 2,
    }
    names = ("TASK_ACKS_LATE", "TASK_REJECT_ON_WORKER_LOST", "TASK_IGNORE_RESULT")
    assert [said[f"CELERY_{name}"] for name in names] == [True, True, True]
    assert (said["CELERY_TASK_TIME_LIMIT"], said["CELERY_TASK_SOFT_TIME_LIMIT"]) == (120, 90)
    assert said["CELERY_WORKER_POOL"] == "prefork"  # the only one that keeps to time limits


def test_without_redis_a_worker_is_one_process_that_cannot_live_on_half_dead():
    assert settings.CELERY_WORKER_POOL == "threads"


def test_tasks_travel_as_json_only():
    assert (settings.CELERY_TASK_SERIALIZER, settings.CELERY_ACCEPT_CONTENT) == ("json", ["json"])
