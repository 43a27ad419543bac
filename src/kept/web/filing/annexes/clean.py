"""A file as it is kept: of a type that its content shows, and without what it says of itself."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Final

from kept.web.filing.annexes.error import UnfitError
from kept.web.filing.annexes.jpeg import START, clean_jpeg
from kept.web.filing.annexes.png import SIGNATURE, clean_png

LARGEST: Final = 10 * 1024 * 1024  # bytes
MOST_MEMBERS: Final = 2000  # of a file that is an archive, as those of offices are
MOST_UNPACKED: Final = 100 * 1024 * 1024  # bytes
MOST_RATIO: Final = 200
PDF: Final = "application/pdf"
_OFFICE: Final = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "content.xml": "application/vnd.oasis.opendocument.text",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A file fit to be kept."""

    content: bytes
    media: str
    whole: bool  # with whatever it says of place, device and author


def clean(data: bytes, *, keep: bool) -> Cleaned:
    """The file as it is kept; raises `UnfitError`.

    Pictures lose what says where and with what they were taken, unless `keep`. Of other files
    nobody can tell what they give away, so that `keep` must be said.
    """
    if not data:
        raise UnfitError("empty")
    if len(data) > LARGEST:
        raise UnfitError("too-large")
    if data.startswith(START):
        return _picture(data, clean_jpeg(data), "image/jpeg", keep=keep)
    if data.startswith(SIGNATURE):
        return _picture(data, clean_png(data), "image/png", keep=keep)
    media = _other(data)
    if media != "text/plain" and not keep:
        raise UnfitError("tick-keep")
    return Cleaned(content=data, media=media, whole=media != "text/plain")


def _picture(data: bytes, cleaned: bytes, media: str, *, keep: bool) -> Cleaned:
    return Cleaned(content=data if keep else cleaned, media=media, whole=keep)


def _other(data: bytes) -> str:
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _archive(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise UnfitError("unknown-type") from None
    if any(ord(char) < 32 and char not in "\t\n\r" for char in text) or "<" in text[:256]:
        raise UnfitError("unknown-type")
    return "text/plain"


def _archive(data: bytes) -> str:
    """A document of an office; no other archive, and none that unpacks beyond measure."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise UnfitError("broken") from None
    unpacked = sum(each.file_size for each in members)
    if len(members) > MOST_MEMBERS or unpacked > min(MOST_UNPACKED, MOST_RATIO * len(data)):
        raise UnfitError("bomb")
    if any(each.filename.lower().endswith((".zip", ".bin")) for each in members):
        raise UnfitError("unknown-type")  # macros, and archives within archives
    names = {each.filename for each in members}
    for member, media in _OFFICE.items():
        if member in names:
            return media
    raise UnfitError("unknown-type")
