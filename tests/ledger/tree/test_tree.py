"""Roots and proofs read from tiles, whole and altered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.tree.naive import Log, Naive, numbered

from kept.ledger.tree import (
    EMPTY_ROOT,
    MAX_SIZE,
    Tree,
    TreeError,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)

ENTRIES = numbered(70_000)
NAIVE = Naive(ENTRIES)
LOG = Log(ENTRIES)
SMALL = Log(ENTRIES[:1000])
EDGES = (1, 2, 255, 256, 257, 511, 512, 513, 600)


def tree_of(size: int) -> Tree:
    log = Log(ENTRIES[:size])
    return Tree(size, log.read, root=log.edge.root)


@pytest.mark.parametrize("size", [*range(40), *EDGES])
def test_every_proof_of_a_size_is_the_one_the_rfc_defines(size):
    tree = tree_of(size)
    assert tree.root == NAIVE.mth(0, size)
    for index in range(size):
        assert tree.inclusion_proof(index) == NAIVE.path(index, size)
    for old in range(1, size + 1):
        assert tree.consistency_proof(old) == NAIVE.proof(old, size)


@given(st.data())
def test_every_proof_of_an_earlier_state_is_the_one_the_rfc_defines(data):
    tree = Tree(70_000, LOG.read, root=LOG.edge.root, keep=data.draw(st.integers(1, 5)))
    for _ in range(10):
        size = data.draw(st.integers(1, 70_000))
        index = data.draw(st.integers(0, size - 1))
        assert tree.root_at(size) == NAIVE.mth(0, size)
        assert tree.inclusion_proof(index, size) == NAIVE.path(index, size)
        assert tree.consistency_proof(index + 1, size) == NAIVE.proof(index + 1, size)


@given(st.data())
def test_proofs_are_accepted(data):
    tree = Tree(70_000, LOG.read)
    new = data.draw(st.integers(1, 70_000))
    old = data.draw(st.integers(1, new))
    index = data.draw(st.integers(0, new - 1))
    verify_inclusion(
        index=index,
        size=new,
        leaf=leaf_hash(ENTRIES[index]),
        proof=tree.inclusion_proof(index, new),
        root=tree.root_at(new),
    )
    verify_consistency(
        old_size=old,
        new_size=new,
        proof=tree.consistency_proof(old, new),
        old_root=tree.root_at(old),
        new_root=tree.root_at(new),
    )


@given(st.integers(0, 16), st.data())
def test_the_hash_of_a_subtree(height, data):
    tree = Tree(70_000, LOG.read)
    position = data.draw(st.integers(0, (70_000 >> height) - 1))
    start = position << height
    assert tree.subtree(height, position) == NAIVE.mth(start, start + (1 << height))


def test_an_empty_tree():
    tree = Tree(0, Log([]).read)
    assert tree.root == tree.root_at(0) == EMPTY_ROOT
    assert tree.consistency_proof(0) == ()


def test_nothing_is_to_be_proved_of_no_entry_or_of_the_same():
    tree = tree_of(10)
    assert tree.consistency_proof(0) == tree.consistency_proof(10) == ()


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        (lambda tree: tree.inclusion_proof(10), "has no entry 10"),
        (lambda tree: tree.inclusion_proof(-1), "has no entry -1"),
        (lambda tree: tree.inclusion_proof(5, 5), "of 5 entries has no entry 5"),
        (lambda tree: tree.inclusion_proof(0, 0), "has no entry 0"),
        (lambda tree: tree.inclusion_proof(0, 11), "has 10 entries; it has no state of 11"),
        (lambda tree: tree.consistency_proof(6, 5), "of 5 entries did not grow out of one of 6"),
        (lambda tree: tree.consistency_proof(-1), "did not grow out of one of -1"),
        (lambda tree: tree.consistency_proof(5, 11), "no state of 11"),
        (lambda tree: tree.root_at(11), "no state of 11"),
        (lambda tree: tree.root_at(-1), "no state of -1"),
        (lambda tree: tree.subtree(1, 5), "no state of 12"),
        (lambda tree: tree.subtree(10**9, 0), "no state of"),
        (lambda tree: tree.subtree(-1, 0), "count from 0"),
        (lambda tree: tree.subtree(0, -1), "count from 0"),
    ],
)
def test_what_cannot_be_asked(ask, answer):
    with pytest.raises(TreeError, match=answer):
        ask(tree_of(10))


def test_a_size_that_is_none_is_refused():
    for size in (-1, MAX_SIZE + 1):
        with pytest.raises(TreeError, match="is not a size"):
            Tree(size, LOG.read)


def test_no_more_tiles_are_kept_than_asked_for():
    """Tiles read again show that they were not kept; the right edge is never read again."""
    reads: list[tuple[int, int, int]] = []

    def read(level: int, index: int, width: int) -> bytes:
        reads.append((level, index, width))
        return LOG.read(level, index, width)

    tree = Tree(70_000, read, keep=3)
    assert sorted(reads) == [(0, 273, 112), (1, 1, 17), (2, 0, 1)]
    reads.clear()
    for index in (0, 256, 0, 256, 69_999):
        tree.inclusion_proof(index)
    assert sorted(reads) == [(0, 0, 256), (0, 1, 256), (1, 0, 256)]
    reads.clear()
    for first in range(0, 256 * 20, 256):
        tree.inclusion_proof(first)
    assert (0, 19, 256) in reads
    reads.clear()
    tree.inclusion_proof(0)
    assert (0, 0, 256) in reads


def test_the_tile_used_longest_ago_is_let_go():
    reads: list[int] = []

    def read(level: int, index: int, width: int) -> bytes:
        reads.append(index)
        return SMALL.read(level, index, width)

    tree = Tree(1000, read, keep=2)
    for index in (0, 256, 0, 512):
        tree.inclusion_proof(index)
    reads.clear()
    tree.inclusion_proof(0)
    assert reads == []
    tree.inclusion_proof(256)
    assert reads == [1]


def test_many_states_may_be_asked_about():
    tree = Tree(1000, SMALL.read)
    for size in (*range(1, 200), *range(1, 200)):
        assert tree.root_at(size) == NAIVE.mth(0, size)
        assert tree.inclusion_proof(size // 2, size) == NAIVE.path(size // 2, size)


def test_a_tree_that_keeps_nothing_still_proves():
    tree = Tree(70_000, LOG.read, keep=0)
    assert tree.inclusion_proof(300) == NAIVE.path(300, 70_000)


# ── Altered tiles ──────────────────────────────────────────────────────────


def altered(log: Log, path: str, at: int) -> Log:
    """The same log with one bit of one file flipped."""
    other = Log([])
    data = log.files[path]
    changed = data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]
    other.files = {**log.files, path: changed}
    return other


def everything(tree: Tree) -> None:
    for index in range(0, tree.size, 7):
        tree.inclusion_proof(index)
    for old in range(1, tree.size, 7):
        tree.consistency_proof(old)


@pytest.mark.parametrize("path", [path for path in SMALL.files if "entries" not in path])
def test_threat_1_any_altered_tile_is_found_when_proving(path):
    length = len(SMALL.files[path])
    for at in {*range(0, length, 997), length - 1}:
        log = altered(SMALL, path, at)
        with pytest.raises(TreeError, match="altered"):
            everything(Tree(1000, log.read, root=SMALL.edge.root))


def test_threat_1_an_altered_tile_is_found_without_a_root_if_it_has_a_parent():
    log = altered(SMALL, "tile/0/001", 5)
    with pytest.raises(TreeError, match="tile/0/001 is not what the tree was made of"):
        Tree(1000, log.read).inclusion_proof(300)


def test_threat_2_a_shorter_history_has_another_root():
    with pytest.raises(TreeError, match="do not lead to the root"):
        Tree(999, Log(ENTRIES[:999]).read, root=SMALL.edge.root)


def test_threat_3_another_order_has_another_root():
    swapped = ENTRIES[:1000]
    swapped[3], swapped[4] = swapped[4], swapped[3]
    with pytest.raises(TreeError, match="do not lead to the root"):
        Tree(1000, Log(swapped).read, root=SMALL.edge.root)


@pytest.mark.parametrize("path", ["tile/0/000", "tile/0/003.p/232", "tile/1/000.p/3"])
@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: data * 2, lambda _: b""])
def test_threat_27_a_tile_of_another_length_is_refused(path, change):
    log = Log([])
    log.files = {**SMALL.files, path: change(SMALL.files[path])}
    with pytest.raises(TreeError, match=f"{path} is .* bytes long instead of"):
        everything(Tree(1000, log.read, root=SMALL.edge.root))


def test_an_altered_tile_is_not_kept():
    log = altered(SMALL, "tile/0/001", 5)
    tree = Tree(1000, log.read, root=SMALL.edge.root)
    for _ in range(2):
        with pytest.raises(TreeError):
            tree.inclusion_proof(300)
    log.files = SMALL.files
    assert tree.inclusion_proof(300) == NAIVE.path(300, 1000)


def test_what_the_reader_raises_is_passed_on():
    log = Log([])
    log.files = {path: data for path, data in SMALL.files.items() if path != "tile/0/001"}
    tree = Tree(1000, log.read)
    with pytest.raises(KeyError, match="tile/0/001"):
        tree.inclusion_proof(300)
    assert tree.inclusion_proof(0) == NAIVE.path(0, 1000)
