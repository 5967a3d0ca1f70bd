"""A worker outlives its Redis: what happens over a connection that is gone is a ConnectionError, never a crash."""

import pytest
from kombu import Connection

from peersupport.core.broker import Channel, Transport


def test_redis_means_our_transport():
    assert Connection("redis://localhost").get_transport_cls() is Transport


def test_a_channel_without_a_connection_says_so():
    channel = Channel.__new__(Channel)
    channel.connection = None
    with pytest.raises(ConnectionError, match="closed"):
        channel._connparams()


def test_celery_knows_what_to_do_about_it():
    assert issubclass(ConnectionError, Transport.connection_errors)
