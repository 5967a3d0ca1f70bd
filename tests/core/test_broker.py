"""A worker outlives its broker: a Redis that is cut off, and messages in files that are being written."""

import json
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from kombu import Connection, Exchange, Queue

from peersupport.core.broker import FilesTransport, RedisChannel, RedisTransport


@pytest.mark.parametrize(
    ("address", "transport"), [("redis://localhost", RedisTransport), ("filesystem://", FilesTransport)]
)
def test_addresses_mean_our_transports(address, transport):
    assert Connection(address).get_transport_cls() is transport


def test_a_channel_without_a_connection_says_so():
    channel = RedisChannel.__new__(RedisChannel)
    channel.connection = None
    with pytest.raises(ConnectionError, match="closed"):
        channel._connparams()


def test_celery_knows_what_to_do_about_it():
    assert issubclass(ConnectionError, RedisTransport.connection_errors)


# --- Files ------------------------------------------------------------------------------------


class Place:
    """A broker in a folder. Its queue has a name of its own: kombu remembers in a process what is bound."""

    def __init__(self, folder):
        self.name, self.messages, control = uuid4().hex, folder / "messages", folder / "control"
        for made in (self.messages, control):
            made.mkdir()
        self.table = control / f"{self.name}.exchange"
        self.options = {
            "data_folder_in": str(self.messages),
            "data_folder_out": str(self.messages),
            "control_folder": str(control),
            "polling_interval": 0.001,
        }

    def queue(self):
        """Of a connection of its own."""
        queue = Queue(self.name, Exchange(self.name), routing_key="work")
        return Connection("filesystem://", transport_options=self.options).SimpleQueue(queue)


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


def test_a_reader_never_meets_half_a_message(place):
    long, messages, queue = "x" * 200_000, 200, place.queue()

    def write():
        mine = place.queue()
        for _ in range(messages):
            mine.put(long)

    with ThreadPoolExecutor(2) as pool:
        writers = [pool.submit(write) for _ in range(2)]
        for _ in range(2 * messages):
            message = queue.get(timeout=60)
            assert message.payload == long
            message.ack()
    assert ([one.result() for one in writers], list(place.messages.iterdir())) == ([None, None], [])


def test_half_a_table_is_made_anew(place):
    channel = place.queue().channel
    whole = place.table.read_text()
    place.table.write_text(whole[:10])
    assert channel.get_table(place.name) == []
    channel._queue_bind(place.name, "work", "", place.name)
    place.table.write_text(whole[:10])
    channel._queue_bind(place.name, "work", "", place.name)
    assert [tuple(row) for row in channel.get_table(place.name)] == [("work", "", place.name)]


def test_who_starts_at_once_is_bound_once_each(place):
    channels = [place.queue().channel for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: channels[n]._queue_bind(place.name, "work", "", f"queue {n}"), range(8)))
    assert sorted(row[2] for row in json.loads(place.table.read_text())) == sorted(
        [place.name, *(f"queue {n}" for n in range(8))]
    )
