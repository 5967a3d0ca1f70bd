"""Channels that leave nothing of this machine: for the demo and for trying things out."""

import hashlib
import sys
from pathlib import Path

from django.conf import settings

from peersupport.messaging.channels.base import Channel, Parcel


def as_text(parcel: Parcel) -> str:
    return f"To: {parcel.to}\nReference: {parcel.reference}\n\n{parcel.body}\n"


class Console(Channel):
    """Prints the message."""

    def send(self, parcel: Parcel) -> None:
        sys.stdout.write(f"{as_text(parcel)}{'-' * 79}\n")


class File(Channel):
    """One file a message in EMAIL_FILE_PATH. The same reference is the same file, so a second try adds nothing."""

    def send(self, parcel: Parcel) -> None:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(parcel.reference.encode()).hexdigest()[:32]
        (folder / f"text-{name}.txt").write_text(as_text(parcel))
