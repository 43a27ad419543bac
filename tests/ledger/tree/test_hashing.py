"""RFC 6962 hashes."""

from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.tree.naive import Naive

from kept.ledger.tree import EMPTY_ROOT, leaf_hash, node_hash, root_of

# The roots over these entries, from transparency-dev/merkle, testonly/constants.go.
ENTRIES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def test_roots_are_those_of_others():
    roots = [root_of([leaf_hash(entry) for entry in ENTRIES[:size]]).hex() for size in range(9)]
    assert tuple(roots) == ROOTS


def test_an_empty_tree_has_the_hash_of_nothing():
    assert root_of([]) == EMPTY_ROOT == Naive([]).mth(0, 0)


def test_a_leaf_is_no_node():
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != node_hash(left, right)


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_a_root_is_what_the_rfc_defines(entries):
    assert root_of([leaf_hash(entry) for entry in entries]) == Naive(entries).mth(0, len(entries))
