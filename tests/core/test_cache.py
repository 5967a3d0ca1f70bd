"""The cache is Redis where there is one, and nobody waits for it where there is none."""

import socket
from contextlib import closing
from uuid import uuid4

import pytest

from peersupport.core.cache import RedisOrMemory


@pytest.fixture(params=["cut", "silent"])
def nowhere(request):
    """The address of a Redis that refuses connections, or takes them and never answers."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port = listener.getsockname()[1]
        if request.param == "cut":
            listener.close()
        yield f"redis://127.0.0.1:{port}/0"


def test_without_an_answer_it_remembers_in_this_process(nowhere):
    cache, key = RedisOrMemory(nowhere, {}), str(uuid4())
    assert (cache.add(key, 1), cache.add(key, 2), cache.incr(key), cache.get(key)) == (True, False, 2, 2)
    assert (cache.touch(key), cache.delete(key), cache.get(key, "gone")) == (True, True, "gone")


def test_redis_is_asked_once_and_then_left_alone(nowhere, caplog):
    for _ in range(50):
        RedisOrMemory(nowhere, {}).set("key", "value")
    assert [record.getMessage()[:20] for record in caplog.records] == ["no answer from Redis"]
