"""A worker outlives its Redis, and never reads half a message from a file."""

import threading
from contextlib import closing
from pathlib import Path

import pytest
from kombu import Connection

from peersupport.core.broker import Channel, FileChannel, Transport


def test_redis_means_our_transport():
    assert Connection("redis://localhost").get_transport_cls() is Transport


def test_a_channel_without_a_connection_says_so():
    channel = Channel.__new__(Channel)
    channel.connection = None
    with pytest.raises(ConnectionError, match="closed"):
        channel._connparams()


def test_celery_knows_what_to_do_about_it():
    assert issubclass(ConnectionError, Transport.connection_errors)


@pytest.fixture
def files(tmp_path):
    """Connections to a broker of files in a folder of its own."""
    for name in ("data", "control"):
        (tmp_path / name).mkdir()
    options = {"data_folder_in": tmp_path / "data", "data_folder_out": tmp_path / "data"}
    options |= {"control_folder": tmp_path / "control"}
    return lambda: Connection("filesystem://", transport_options=options)


def test_a_message_in_a_file_is_seen_when_it_is_whole(files, tmp_path, monkeypatch):
    seen = []

    def look(part, place):
        seen.append(([path.suffix for path in (tmp_path / "data").iterdir()], queue.qsize()))
        rename(part, place)

    rename = Path.replace
    with files() as connection, closing(connection.SimpleQueue("letters")) as queue:
        assert isinstance(queue.channel, FileChannel)
        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", look)
            queue.put({"wake": "up"})
        assert seen == [([".part"], 0)]
        assert queue.get(timeout=1).payload == {"wake": "up"}


def test_a_list_of_queues_that_is_being_written_is_read_again(files, tmp_path):
    with files() as connection, closing(connection.SimpleQueue("parcels")) as queue:
        (table,) = (tmp_path / "control").iterdir()
        whole = table.read_text()
        table.write_text("")
        threading.Timer(0.05, table.write_text, [whole]).start()
        queue.put("still there")
        assert queue.get(timeout=1).payload == "still there"
