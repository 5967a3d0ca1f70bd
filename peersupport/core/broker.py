"""The brokers, for workers that outlive them: Redis, and the folder of files of an install without Redis.

Redis: in kombu 5.7 a channel whose connection is gone has nothing left to read the address of Redis from. Whoever
finishes a task then, or closes the channel with tasks in hand, meets an AttributeError, and the worker dies of it.
Here it is the ConnectionError that Celery knows what to do about: it connects anew, and Redis gives the task out again.

Files: kombu 5.7 writes messages and tables under their final names, so that a reader meets half of them on a busy
machine, and the worker dies of that. Here a message appears when it is whole, and one process at a time has the tables.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from uuid import uuid4

from kombu.transport import TRANSPORT_ALIASES, filesystem, redis
from kombu.utils.json import dumps, loads


class RedisChannel(redis.Channel):
    # Over the connection that is gone nothing can be given back. Redis does it after the visibility timeout.
    do_restore = False

    def _connparams(self, *args, **options):
        if getattr(self.connection, "client", None) is None:
            raise ConnectionError("the connection of this channel is closed")
        return super()._connparams(*args, **options)


class RedisTransport(redis.Transport):
    Channel = RedisChannel


class FilesChannel(filesystem.Channel):
    def _put(self, queue, message, **more):  # type: ignore[override]  # kombu calls it by two names
        name = f"{round(monotonic() * 1000)}_{uuid4()}.{queue}.msg"  # kombu reads the oldest first, by name
        half = Path(self.data_folder_out, f"{name}.half")
        half.write_text(dumps(message))
        half.rename(half.with_suffix(""))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.control_folder.mkdir(exist_ok=True)
        with (self.control_folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def get_table(self, exchange):
        with self._alone():
            self._mend(exchange)
            return super().get_table(exchange)

    def _queue_bind(self, exchange, *args):
        with self._alone():
            self._mend(exchange)
            super()._queue_bind(exchange, *args)

    def _delete(self, queue, exchange, *args, **kwargs):
        with self._alone():
            self._mend(exchange)
            super()._delete(queue, exchange, *args, **kwargs)

    def _mend(self, exchange) -> None:
        """A process that was killed while it wrote a table has left half of it: workers bind their queues anew."""
        file = self._exchange_file(exchange)
        try:
            loads(file.read_text())
        except FileNotFoundError:
            pass
        except ValueError:
            file.unlink()


class FilesTransport(filesystem.Transport):
    Channel = FilesChannel


def use() -> None:
    """From now on `redis://` and `filesystem://` mean these."""
    TRANSPORT_ALIASES["redis"] = f"{__name__}:RedisTransport"
    TRANSPORT_ALIASES["filesystem"] = f"{__name__}:FilesTransport"
