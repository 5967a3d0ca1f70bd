"""Brokers as workers can live with: Redis that goes away, and messages in files.

In kombu 5.7 a channel whose connection is gone has nothing left to read the address of Redis from. Whoever finishes a
task then, or closes the channel with tasks in hand, meets an AttributeError, and the worker dies of it. Here it is
the ConnectionError that Celery knows what to do about: it connects anew, and Redis gives the task out again.

With files, kombu writes a message under the name that workers look for. A worker that was quicker read half of one,
and died of it. Here a message gets that name when it is whole.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from kombu.transport import TRANSPORT_ALIASES, filesystem, redis
from kombu.utils.json import dumps

T = TypeVar("T")


class Channel(redis.Channel):
    # Over the connection that is gone nothing can be given back. Redis does it after the visibility timeout.
    do_restore = False

    def _connparams(self, *args, **options):
        if getattr(self.connection, "client", None) is None:
            raise ConnectionError("the connection of this channel is closed")
        return super()._connparams(*args, **options)


class Transport(redis.Transport):
    Channel = Channel


class FileChannel(filesystem.Channel):
    def _put(self, queue: str, payload: dict, **more) -> None:  # type: ignore[override]  # kombu has two names
        name = f"{time.monotonic_ns() // 1_000_000}_{uuid4()}.{queue}.msg"
        place = Path(self.data_folder_out) / name
        part = place.with_suffix(".part")
        part.write_text(dumps(payload))
        part.replace(place)

    def get_table(self, exchange: str) -> list:
        return _when_whole(lambda: super(FileChannel, self).get_table(exchange))

    def _queue_bind(self, *args) -> None:
        _when_whole(lambda: super(FileChannel, self)._queue_bind(*args))


class FileTransport(filesystem.Transport):
    Channel = FileChannel


def _when_whole(read: Callable[[], T], tries: int = 20) -> T:
    """Another process may be writing the list of queues just now, which takes no time: read it again."""
    for _ in range(tries - 1):
        try:
            return read()
        except ValueError:
            time.sleep(0.01)
    return read()


def use() -> None:
    """From now on `redis://` and `filesystem://` mean these."""
    TRANSPORT_ALIASES["redis"] = f"{__name__}:Transport"
    TRANSPORT_ALIASES["filesystem"] = f"{__name__}:FileTransport"
