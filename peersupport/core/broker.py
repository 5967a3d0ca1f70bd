"""Redis as the broker, for workers that outlive it.

In kombu 5.7 a channel whose connection is gone has nothing left to read the address of Redis from. Whoever finishes a
task then, or closes the channel with tasks in hand, meets an AttributeError, and the worker dies of it. Here it is
the ConnectionError that Celery knows what to do about: it connects anew, and Redis gives the task out again.
"""

from kombu.transport import TRANSPORT_ALIASES, redis


class Channel(redis.Channel):
    # Over the connection that is gone nothing can be given back. Redis does it after the visibility timeout.
    do_restore = False

    def _connparams(self, *args, **options):
        if getattr(self.connection, "client", None) is None:
            raise ConnectionError("the connection of this channel is closed")
        return super()._connparams(*args, **options)


class Transport(redis.Transport):
    Channel = Channel


def use() -> None:
    """From now on `redis://` means this."""
    TRANSPORT_ALIASES["redis"] = f"{__name__}:Transport"
