"""A tree that is read from its tiles: roots, and the proofs of RFC 6962, section 2.1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kept.ledger.tree.error import TreeError
from kept.ledger.tree.hashing import EMPTY_ROOT, check_size, node_hash
from kept.ledger.tree.nodes import Nodes
from kept.ledger.tree.tile_reader import TileReader

_BORDERS_KEPT: Final = 64


class Tree:
    """The tree of `size` entries whose tiles `read` returns.

    Every tile is checked as it comes in: a full one against its parent, the partial ones of
    the right edge against `root` (without one, `root` is what they lead to). So whatever has
    happened to the tiles, each hash in a proof is one that the tree of this root was made of;
    a tile that does not fit raises `TreeError`, here and in every method.

    Keeps the `keep` full tiles used last, with the nodes above them, 16 KB each: never more
    than 64 MB, which is all of a million entries. Not for several threads at once.
    """

    def __init__(
        self, size: int, read: TileReader, *, root: bytes | None = None, keep: int = 4096
    ) -> None:
        check_size(size)
        self.size: Final = size
        self._nodes: Final = Nodes(size, read, keep)
        self._borders: Final[dict[int, _Border]] = {}
        self.root: Final = self._border(size).root
        if root is not None and self.root != root:
            raise TreeError(
                f"The tiles of {size} entries do not lead to the root {root.hex()}, but to "
                f"{self.root.hex()}. Something was altered: get another copy of the ledger."
            )

    def root_at(self, size: int) -> bytes:
        """Return the root that the tree had at `size` entries."""
        self._check_has(size)
        return self._border(size).root

    def subtree(self, height: int, position: int) -> bytes:
        """Return the hash above the leaves from `position << height`, `1 << height` of them."""
        if height < 0 or position < 0:
            raise TreeError(f"There is no subtree {position} at height {height}: count from 0.")
        self._check_has((position + 1) << min(height, 64))
        return self._nodes.node(height, position)

    def inclusion_proof(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """Prove that entry `index`, from 0, is in the tree of `size` entries (all, if not given).

        The proof is PATH(index, D[size]) of RFC 6962, section 2.1.1: siblings, lowest first.
        """
        size = self.size if size is None else size
        self._check_has(size)
        if not 0 <= index < size:
            raise TreeError(f"A tree of {size} entries has no entry {index}; the first is 0.")
        return tuple(self._path(index, 0, self._border(size)))

    def consistency_proof(self, old: int, new: int | None = None) -> tuple[bytes, ...]:
        """Prove that the tree of `old` entries grew into that of `new` ones (all, if not given).

        The proof is PROOF(old, D[new]) of RFC 6962, section 2.1.2. Nothing need be proved of
        an `old` of 0, or one that equals `new`: the proof is empty.
        """
        new = self.size if new is None else new
        self._check_has(new)
        if not 0 <= old <= new:
            raise TreeError(f"A tree of {new} entries did not grow out of one of {old}.")
        if old in (0, new):
            return ()
        low = (old & -old).bit_length() - 1  # the height of the last full subtree of `old`
        above = self._path(old - 1, low, self._border(new))
        if old == 1 << low:  # who asks knows that hash: it is the old root
            return tuple(above)
        return (self._nodes.node(low, (old - 1) >> low), *above)

    def _path(self, leaf: int, low: int, border: _Border) -> list[bytes]:
        """The siblings of the nodes above a leaf, from height `low` up to the root."""
        joint = (leaf ^ border.last).bit_length()  # where the way up meets that of the last leaf
        siblings: list[bytes] = []
        if joint > 0:
            siblings = self._nodes.siblings(leaf, low, joint - 1)
            siblings.append(border.ends[joint - 1])
        siblings += border.left_above(joint)
        return siblings

    def _border(self, size: int) -> _Border:
        border = self._borders.get(size)
        if border is None:
            if len(self._borders) >= _BORDERS_KEPT:
                del self._borders[next(iter(self._borders))]
            border = self._borders[size] = _read_border(size, self._nodes)
        return border

    def _check_has(self, size: int) -> None:
        if not 0 <= size <= self.size:
            raise TreeError(f"This tree has {self.size} entries; it has no state of {size}.")


@dataclass(frozen=True, slots=True)
class _Border:
    """What stands on the way from the last leaf, number `last`, up to the root.

    `ends` holds the node at each height, which may be above fewer leaves than it has room for;
    `left` the siblings to their left, lowest first.
    """

    last: int
    ends: tuple[bytes, ...]
    left: tuple[bytes, ...]

    @property
    def root(self) -> bytes:
        return self.ends[-1]

    def left_above(self, height: int) -> tuple[bytes, ...]:
        below = self.last & ((1 << height) - 1)  # a left sibling stands where a bit is set
        return self.left[below.bit_count() :]


def _read_border(size: int, nodes: Nodes) -> _Border:
    if size == 0:
        return _Border(0, (EMPTY_ROOT,), ())
    last = size - 1
    ends, left = [nodes.node(0, last)], []
    for height in range(last.bit_length()):
        if last >> height & 1:
            left.append(nodes.node(height, (last >> height) - 1))
            ends.append(node_hash(left[-1], ends[-1]))
        else:
            ends.append(ends[-1])
    return _Border(last, tuple(ends), tuple(left))
