"""Appending: the same files and the same root, however the entries come in."""

import base64

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.ledger.tree.naive import Log, Naive, numbered

from kept.ledger.tree import (
    EMPTY,
    MAX_ENTRY,
    MAX_SIZE,
    Edge,
    TreeError,
    grow,
    leaf_hash,
    open_edge,
    read_bundle,
    read_tile_path,
    tile_width,
)

# The golden log of transparency-dev/tessera: the words that testdata/build_log.sh appends, and
# the roots in testdata/log/checkpoint.0 to checkpoint.15.
WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eit",
    "nain",
    "ten",
    "ileven",
    "twelf",
    "threeten",
    "fourten",
    "fivten",
]
GOLDEN_ROOTS = (
    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=",
    "T1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=",
    "Wqx3HImawpLnS/Gv4ubjAvi1WIOy0b8Ze0amvqbavKk=",
    "zY1lN35vrXYAPixXSd59LsU29xUJtuW4o2dNNg5Y2Co=",
    "gy5gl3aksFyiCO95a/1vLXz88A3dRq+0l9Sxte8ZqZQ=",
    "a6sWvsc2eEzmj72vah7mZ5dwFltivehh2b11qwlp5Jg=",
    "IrSXADBqJ7EQoUODSDKROySgNveeL6CFhik2w/+fS7U=",
    "bC+VwvrJbalNVjfkdI8kUgs7mJoXrqiXCE7bgnD28pY=",
    "CvhHViE3S9E3htHLR+25mapWoGCJ3WckMq1UtC3VmEY=",
    "y8/gZsZCtitsMan09tY+k8I7Qpr7Y5fbO2tLi9GQnfU=",
    "Yok1cS5VdokGLBy73BC2I16b3atss6KBN9jnIi6Fz/A=",
    "uZo6M+IhVna+CLgWCrJs0xBPUHbozHkYTQASduHSLME=",
    "av0kLH0VkkVDrTuZzBGIx7d9z5G1l/GlKz/nAV/8woQ=",
    "SvCd38yNade7xEPY1a/aAc1M3A2AHYVF8lIiUnsH1ao=",
    "rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=",
)


def test_a_golden_log_is_grown_file_by_file():
    entries = [word.encode() for word in WORDS]
    log = Log(entries, [1] * 15)
    expected: dict[str, bytes] = {}
    for size in range(1, 16):
        bundle = b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries[:size])
        expected[f"tile/entries/000.p/{size}"] = bundle
        expected[f"tile/0/000.p/{size}"] = b"".join(map(leaf_hash, entries[:size]))
    assert log.files == expected
    assert tuple(roots_on_the_way(entries)) == GOLDEN_ROOTS


def roots_on_the_way(entries: list[bytes]) -> list[str]:
    edges = [EMPTY]
    for entry in entries:
        edges.append(grow(edges[-1], [entry]).edge)
    return [base64.b64encode(edge.root).decode() for edge in edges]


def test_every_size_has_the_root_the_rfc_defines():
    entries = numbered(600)
    naive, edge = Naive(entries), EMPTY
    for size in range(601):
        assert (edge.size, edge.root) == (size, naive.mth(0, size))
        edge = grow(edge, entries[size : size + 1]).edge


def test_the_files_are_those_of_the_specification():
    """The example of tlog-tiles: 70,000 entries in one batch."""
    log = Log(numbered(70_000))
    tiles = [read_tile_path(path) for path in log.files]
    expected = [(-1, 273, 112), (0, 273, 112), (1, 1, 17), (2, 0, 1)]
    assert [(t.level, t.index, t.width) for t in tiles if t.width < 256] == expected
    assert sum(tile.level == 0 for tile in tiles) == 274
    assert sum(tile.level == -1 for tile in tiles) == 274
    assert sum(tile.level == 1 for tile in tiles) == 2


@given(st.lists(st.integers(1, 700), min_size=1, max_size=4))
@example([256])
@example([200, 56, 512, 1])
def test_what_is_in_the_files(batches):
    entries = numbered(sum(batches))
    naive = Naive(entries)
    log = Log(entries, batches)
    sizes = {sum(batches[: number + 1]) for number in range(len(batches))}
    for path, data in log.files.items():
        tile = read_tile_path(path)
        assert tile.width in {tile_width(size, tile.level, tile.index) for size in sizes}
        first = tile.index * 256
        if tile.level == -1:
            assert read_bundle(data, tile.width) == tuple(entries[first : first + tile.width])
        else:
            span = 256**tile.level
            hashes = range(first, first + tile.width)
            assert data == b"".join(naive.mth(n * span, (n + 1) * span) for n in hashes)


@given(st.lists(st.integers(0, 600), max_size=6))
def test_batches_leave_no_trace(batches):
    entries = numbered(sum(batches))
    together, apart = EMPTY, EMPTY
    if entries:
        together = Log(entries).edge
    for batch in batches:
        apart = grow(apart, entries[apart.size : apart.size + batch]).edge
    assert apart == together


@given(st.integers(0, 1100))
def test_every_file_of_a_size_is_there(size):
    """Whatever batches led to a size, all tiles it is read by were written."""
    log = Log(numbered(size), [size // 3, size - size // 3])
    for level in (-1, 0, 1):
        for index in range(6):
            width = tile_width(size, level, index)
            if width:
                name = "entries" if level < 0 else level
                partial = "" if width == 256 else f".p/{width}"
                assert f"tile/{name}/{index:03}{partial}" in log.files


def test_no_entry_changes_nothing():
    growth = grow(EMPTY, [])
    assert growth.edge is EMPTY
    assert growth.files == {}


def test_an_entry_too_long_stops_the_whole_batch():
    with pytest.raises(TreeError, match="a ledger takes 65,535"):
        grow(EMPTY, [b"a", b"a" * (MAX_ENTRY + 1)])
    assert grow(EMPTY, [b"a" * MAX_ENTRY]).edge.size == 1


def test_a_tree_does_not_outgrow_what_others_can_count():
    full = Edge(size=MAX_SIZE, root=b"", peaks=(), tiles=(), bundle=b"")
    with pytest.raises(TreeError, match="is not a size"):
        grow(full, [b"a"])


def held(edge: Edge) -> int:
    """How many bytes an edge holds."""
    return sum(map(len, (*edge.peaks, *edge.tiles, edge.bundle)))


def test_the_edge_does_not_grow_with_the_tree():
    entries = [b"one entry"] * 255
    small = grow(EMPTY, entries).edge
    large = small
    while large.size < 70_000:
        large = grow(large, entries).edge
    assert held(large) <= 2 * held(small) + 3 * 255 * 32


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 511, 512, 1000, 65_535, 65_536, 66_000])
def test_an_edge_is_opened_from_its_files(size):
    log = Log(numbered(size), [size // 2, size - size // 2])
    assert open_edge(size, log.read, log.edge.bundle) == log.edge


def test_a_grown_tree_goes_on_from_an_opened_edge():
    entries = numbered(1500)
    log = Log(entries[:700])
    edge = open_edge(700, log.read, log.edge.bundle)
    assert grow(edge, entries[700:]).edge == Log(entries).edge


def test_threat_27_an_edge_whose_entries_are_not_its_leaves():
    log = Log(numbered(300))
    bundle = log.edge.bundle
    for at in range(len(bundle)):
        with pytest.raises(TreeError):
            open_edge(300, log.read, bundle[:at] + bytes([bundle[at] ^ 1]) + bundle[at + 1 :])
    for other in (b"", bundle[:-1], bundle + b"\x00\x00"):
        with pytest.raises(TreeError):
            open_edge(300, log.read, other)
    with pytest.raises(TreeError):
        open_edge(256, Log(numbered(256)).read, bundle)


def test_threat_27_an_edge_whose_tile_is_cut_off():
    log = Log(numbered(300))
    log.files["tile/1/000.p/1"] = log.files["tile/1/000.p/1"][:31]
    with pytest.raises(TreeError, match=r"tile/1/000\.p/1 is 31 bytes long instead of 32"):
        open_edge(300, log.read, log.edge.bundle)


def test_threat_27_an_edge_with_a_flipped_bit_has_another_root():
    log = Log(numbered(70_000))
    for path in ("tile/1/001.p/17", "tile/2/000.p/1"):
        right = log.files[path]
        log.files[path] = right[:-1] + bytes([right[-1] ^ 1])
        assert open_edge(70_000, log.read, log.edge.bundle).root != log.edge.root
        log.files[path] = right


@pytest.mark.parametrize("size", [-1, MAX_SIZE + 1])
def test_a_size_that_is_none_is_refused(size):
    with pytest.raises(TreeError, match="is not a size"):
        open_edge(size, Log([]).read, b"")
