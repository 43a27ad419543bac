"""Annexes: what is taken out of them, what is not taken in, and who is handed them."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from tests.web.filing.steps import begin, sign, write

from kept.web.filing.annexes import UnfitError, clean
from kept.web.filing.models import Annex
from kept.web.filing.views import annexes as views

SECRET = b"48.8583N 2.2944E taken with a Lumia"


def segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content


SCAN = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
PICTURE = (
    b"\xff\xd8"
    + segment(0xDB, bytes(65))
    + segment(0xC0, b"\x08\x00\x01\x00\x01\x01\x01\x11\x00")
    + segment(0xC4, bytes(20))
    + SCAN
    + b"\xff\xd9"
)


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(*more: bytes, width: int = 2, height: int = 2, rows: bytes | None = None) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress((b"\0" + b"\1\2\3" * width) * height if rows is None else rows)
    parts = [chunk(b"IHDR", head), *more, chunk(b"IDAT", packed), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@given(
    st.lists(
        st.tuples(st.sampled_from([*range(0xE0, 0xF0), 0xFE]), st.binary(max_size=40)), max_size=4
    ),
    st.binary(max_size=60),
)
def test_nothing_beside_the_picture_is_left_in_a_jpeg(segments, tail):
    beside = b"".join(segment(marker, SECRET + content) for marker, content in segments)
    cleaned = clean(PICTURE[:2] + beside + PICTURE[2:] + tail + SECRET, keep=False)
    assert cleaned.content == PICTURE
    assert (cleaned.media, cleaned.whole) == ("image/jpeg", False)


@given(
    st.lists(
        st.sampled_from([b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"iCCP", b"pHYs", b"prIv"])
    ),
    st.binary(max_size=60),
)
def test_nothing_beside_the_picture_is_left_in_a_png(names, tail):
    data = png(*(chunk(name, SECRET) for name in names)) + tail + SECRET
    assert clean(data, keep=False).content == png()


def test_whoever_wants_to_keep_it_keeps_it():
    data = PICTURE[:2] + segment(0xE1, SECRET) + PICTURE[2:]
    assert clean(data, keep=True).content == data
    assert clean(data, keep=True).whole


def office(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\xff\xd8\xff\xe1\xff\xff", "broken"),
        (PICTURE[:-2], "broken"),
        (b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""), "broken"),
        (png()[:-4], "broken"),
        (png(rows=b"\0" * 1_000_000), "bomb"),
        (png(width=60_000, height=60_000, rows=b""), "bomb"),
        (b"%PDF-1.7 and so on", "tick-keep"),
        (b"<html><script>alert(1)</script>", "unknown-type"),
        (b"MZ\x90\x00\x03\x00\xff", "unknown-type"),
        (office(word__document_xml=b"\0" * 50_000_000), "bomb"),
        (office(word__document_xml=b"x", word__vbaProject_bin=b"x"), "unknown-type"),
        (office(a_txt=b"x"), "unknown-type"),
        (b"PK\x03\x04 no archive", "broken"),
    ],
)
def test_what_is_not_taken_in(data, why):
    with pytest.raises(UnfitError) as refused:
        clean(data, keep=False)
    assert refused.value.key == why


@given(st.binary(max_size=300))
def test_no_file_breaks_the_cleaning(data):
    for start in (b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"%PDF-", b""):
        try:
            clean(start + data, keep=True)
        except UnfitError as error:
            assert error.key


def added(client, draft, name="road.jpg", data=PICTURE, **more):
    file = SimpleUploadedFile(name, data, "text/html")
    return client.post(
        f"/desk/statements/{draft.pk}/annexes/", {"file": file, **more}, follow=True
    )


@pytest.mark.usefixtures("register")
def test_the_statement_names_the_digest_of_what_is_kept(as_, settings):
    client = as_("aruna-2")
    draft = write(client)
    added(
        client, draft, "../../etc/<b>pass\nwd", PICTURE[:2] + segment(0xE1, SECRET) + PICTURE[2:]
    )
    annex = Annex.objects.get()
    assert annex.digest == hashlib.sha256(PICTURE).hexdigest()
    assert annex.title == "bpasswd"
    page = client.get(f"/desk/statements/{draft.pk}/preview/").content.decode()
    assert f"sha256:{annex.digest}" in page
    sheet = sign(client, begin(client, draft, "aruna"), settings, "aruna-pen")
    annex.refresh_from_db()
    assert (annex.entry, annex.release) == (sheet.entry, "public")


@pytest.mark.usefixtures("register")
def test_an_annex_is_handed_out_as_a_file_to_those_who_may_see_it(as_, settings, reader):
    client = as_("aruna-2")
    draft = write(client)
    added(client, draft)
    address = f"/desk/annexes/{Annex.objects.get().pk}/"
    others = [reader, as_("belva-1"), as_("observer")]
    handed = client.get(address)
    assert handed.content == PICTURE
    assert handed.headers["Content-Disposition"] == 'attachment; filename="road.jpg"'
    assert handed.headers["X-Content-Type-Options"] == "nosniff"
    assert [each.get(address).status_code for each in others] == [404] * 3
    sign(client, begin(client, draft, "aruna"), settings, "aruna-pen")
    assert [each.get(address).status_code for each in others] == [404] * 3
    settings.KEPT_TODAY = "2025-11-24"
    assert [each.get(address).status_code for each in others] == [200] * 3


@pytest.mark.usefixtures("register")
def test_an_annex_added_after_the_paper_belongs_to_no_entry(as_, settings):
    client = as_("aruna-2")
    draft = write(client)
    sheet = begin(client, draft, "aruna")
    added(client, draft)
    sign(client, sheet, settings, "aruna-pen")
    assert Annex.objects.get().entry == ""


@pytest.mark.usefixtures("register")
def test_a_file_that_is_too_large_is_not_read(as_, monkeypatch):
    monkeypatch.setattr(views, "LARGEST", 10)
    client = as_("aruna-1")
    page = added(client, write(client)).content.decode()
    assert "larger than 10 MB" in page
    assert not Annex.objects.exists()
