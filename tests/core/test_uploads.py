"""Files that people send: size, extension and first bytes."""

from io import BytesIO

import pytest

from peersupport.core.uploads import KINDS, LARGEST, UploadRefused, look_at


def sent(name: str, content: bytes, size: int | None = None) -> BytesIO:
    file = BytesIO(content)
    file.name, file.size = name, len(content) if size is None else size
    return file


@pytest.mark.parametrize(("name", "kind"), [("a.PDF", "pdf"), ("b.png", "png"), ("c.jpeg", "jpg")])
def test_a_file_that_is_what_it_says_is_taken(name, kind):
    assert look_at(sent(name, KINDS[kind][0] + b"rest")).kind == kind


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (sent("a.exe", b"MZ"), "must be a PDF"),
        (sent("", b"%PDF-"), "must be a PDF"),
        (sent("a.pdf.svg", b"<svg>"), "must be a PDF"),
        (sent("a.pdf", b"<html>"), "not what its name says"),
        (sent("a.pdf", b""), "not what its name says"),
        (sent("a.png", b"%PDF-1.7"), "not what its name says"),
        (sent("a.pdf", b"%PDF-", LARGEST + 1), "larger than 5 MB"),
    ],
)
def test_any_other_file_is_refused_with_words(file, said):
    with pytest.raises(UploadRefused, match=said):
        look_at(file)
