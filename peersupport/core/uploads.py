"""Files that people send: small, of few kinds, and what they say they are. Pure: bytes in, an Upload out.

The sender's file name is never kept or shown; whoever stores the file gives it a name.
"""

from dataclasses import dataclass
from pathlib import PurePath

from peersupport.core.errors import Refusal

LARGEST = 5 * 1024 * 1024
# extension -> (first bytes, content type)
KINDS = {
    "pdf": (b"%PDF-", "application/pdf"),
    "png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    "jpg": (b"\xff\xd8\xff", "image/jpeg"),
}
SAME = {"jpeg": "jpg"}


class UploadRefused(Refusal):
    """A file that cannot be taken, with words for people."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was looked at: `kind` is a key of KINDS."""

    kind: str
    content: bytes


def look_at(file) -> Upload:
    """`file` has name, size and read(). Raises UploadRefused."""
    end = PurePath(file.name or "").suffix.lower().lstrip(".")
    kind = SAME.get(end, end)
    if kind not in KINDS:
        raise UploadRefused("The file must be a PDF, PNG or JPG.")
    if file.size > LARGEST:
        raise UploadRefused("The file is larger than 5 MB. Choose a smaller one.")
    content = file.read()
    if not content.startswith(KINDS[kind][0]):
        raise UploadRefused("The file is not what its name says. Save it again as PDF, PNG or JPG.")
    return Upload(kind, content)
