"""Gateways that misbehave."""

from django.core.mail.backends.base import BaseEmailBackend


class Failing(BaseEmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError("nobody there")
