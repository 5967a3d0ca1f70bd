"""A cache in Redis that nobody ever waits for: while Redis is away or silent, each process remembers for itself.

What is kept in it may be lost at any time: counts of tries at the sign-in, for some minutes.
"""

import logging
from time import monotonic

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = logging.getLogger(__name__)
ANSWER_SECONDS = 0.2
ASK_AGAIN_SECONDS = 10
# Server -> the moment (monotonic) from which it is asked again, for all threads of this process.
_left_alone: dict[str, float] = {}


class RedisOrMemory(BaseCache):
    """After one question without an answer Redis is left alone for a while, so that a page waits once at most."""

    def __init__(self, server: str, params: dict):
        super().__init__(params)
        quick = {
            "socket_timeout": ANSWER_SECONDS,
            "socket_connect_timeout": ANSWER_SECONDS,
            "retry": Retry(NoBackoff(), 0),
        }
        self.redis = RedisCache(server, params | {"OPTIONS": params.get("OPTIONS", {}) | quick})
        self.memory = LocMemCache(server, params)
        self.server = server

    def _do(self, verb: str, *args, **kwargs):
        if monotonic() >= _left_alone.get(self.server, 0):
            try:
                return getattr(self.redis, verb)(*args, **kwargs)
            except (RedisError, OSError) as error:
                _left_alone[self.server] = monotonic() + ASK_AGAIN_SECONDS
                log.warning("no answer from Redis (%s): remembering in this process", type(error).__name__)
        return getattr(self.memory, verb)(*args, **kwargs)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._do("add", key, value, timeout, version)

    def get(self, key, default=None, version=None):
        return self._do("get", key, default, version)

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._do("set", key, value, timeout, version)

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        return self._do("touch", key, timeout, version)

    def delete(self, key, version=None):
        return self._do("delete", key, version)

    def incr(self, key, delta=1, version=None):
        return self._do("incr", key, delta, version)

    def clear(self):
        return self._do("clear")
