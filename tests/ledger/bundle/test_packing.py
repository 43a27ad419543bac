"""ZIP files: equal files give equal bytes, and nothing in them can be read in two ways."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.bundle.standalone import verify

from kept.ledger.bundle import BundleError, read_zip, write_zip

FILES = {"bundle.json": b"{}", "tile/0/000.p/1": bytes(32), "entries/000000000000.json": b"x" * 99}

parts = st.text("abcXYZ019_-", min_size=1, max_size=9)
names = st.lists(parts, min_size=1, max_size=3).map("/".join)
contents = st.dictionaries(names, st.binary())


def standalone_reads(data, folder):
    """What verify.py finds in the ZIP; None if it does not open it."""
    path = folder / "bundle.zip"
    path.write_bytes(data)
    try:
        archive = verify.Zip(path)
        with contextlib.closing(archive):
            return {name: archive.read(name) for name in archive.names}
    except verify.Fault:
        return None


def package_reads(data):
    try:
        return read_zip(data)
    except BundleError:
        return None


def deflated(files, **options):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


@given(contents)
def test_what_is_packed_is_unpacked(files):
    data = write_zip(files)
    assert read_zip(data) == files
    assert write_zip(dict(reversed(files.items()))) == data


def test_other_programs_read_it_and_it_has_no_date(tmp_path):
    data = write_zip(FILES)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(FILES)
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert standalone_reads(data, tmp_path) == FILES


def test_a_bundle_that_somebody_packed_again_is_read(tmp_path):
    data = deflated({"tile/": b"", **FILES})
    assert package_reads(data) == standalone_reads(data, tmp_path) == FILES


@pytest.mark.parametrize(
    "name", ["../x", "/x", "a//b", "a/../b", "a\\b", "C:x", "é", "a b", ".x", "x\n", ""]
)
def test_a_name_that_leads_elsewhere_is_refused(name, tmp_path):
    with pytest.raises(BundleError):
        write_zip({name: b""})
    data = deflated({"bundle.json": b"{}", name or "/": b"x"})
    assert package_reads(data) is None
    assert standalone_reads(data, tmp_path) is None


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused(tmp_path):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("x", b"1")
        archive.writestr("x", b"2")
    assert package_reads(target.getvalue()) is None
    assert standalone_reads(target.getvalue(), tmp_path) is None


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    data = deflated({"checkpoint": bytes(65 * 1024 * 1024)}, compresslevel=9)
    assert len(data) < 100_000
    assert package_reads(data) is None
    assert standalone_reads(data, tmp_path) is None


def test_a_file_that_is_larger_than_it_says_is_refused(tmp_path):
    data = deflated({"checkpoint": bytes(1_000_000)})
    lying = data.replace((1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != data
    assert package_reads(lying) is None
    assert standalone_reads(lying, tmp_path) is None


@pytest.mark.parametrize("more", [b"x", b"PK\5\6" + bytes(18), bytes(22)])
def test_nothing_may_stand_before_or_after(more, tmp_path):
    for data in (write_zip(FILES) + more, more + write_zip(FILES)):
        assert package_reads(data) is None
        assert standalone_reads(data, tmp_path) is None


def test_two_programs_find_one_thing_whatever_byte_is_changed(tmp_path):
    data = bytearray(deflated({"bundle.json": b"{}", "tile/0/000": b"abc" * 20}))
    for at in range(len(data)):
        changed = bytearray(data)
        changed[at] ^= 0x5A
        ours, theirs = package_reads(bytes(changed)), standalone_reads(bytes(changed), tmp_path)
        assert ours == theirs, at


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    package_reads(data)
    package_reads(write_zip(FILES)[:-22] + data)


def test_more_files_than_old_programs_read_are_not_packed():
    with pytest.raises(BundleError, match="too many"):
        write_zip({f"x{number}": b"" for number in range(65_535)})
