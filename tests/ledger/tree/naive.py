"""The tree, its proofs and their checks, word for word as the RFCs define them: slow and plain."""

from __future__ import annotations

from hashlib import sha256

from kept.ledger.tree import EMPTY, grow


class Naive:
    """RFC 6962, section 2.1, over some entries; what was hashed once is remembered."""

    def __init__(self, entries: list[bytes]) -> None:
        self.entries = entries
        self.known: dict[tuple[int, int], bytes] = {}

    def mth(self, start: int, end: int) -> bytes:
        """The Merkle Tree Hash of entries `start` to `end` - 1."""
        if (start, end) not in self.known:
            self.known[start, end] = self.hash(start, end)
        return self.known[start, end]

    def hash(self, start: int, end: int) -> bytes:
        if start == end:
            return sha256(b"").digest()
        if end - start == 1:
            return sha256(b"\x00" + self.entries[start]).digest()
        k = start + split(end - start)
        return node(self.mth(start, k), self.mth(k, end))

    def path(self, m: int, n: int) -> tuple[bytes, ...]:
        """PATH(m, D[n]) of section 2.1.1."""
        return self.path_within(m, 0, n)

    def path_within(self, m: int, start: int, end: int) -> tuple[bytes, ...]:
        if end - start == 1:
            return ()
        k = start + split(end - start)
        if m < k:
            return (*self.path_within(m, start, k), self.mth(k, end))
        return (*self.path_within(m, k, end), self.mth(start, k))

    def proof(self, m: int, n: int) -> tuple[bytes, ...]:
        """PROOF(m, D[n]) of section 2.1.2."""
        return self.subproof(m, 0, n, known=True)

    def subproof(self, m: int, start: int, end: int, *, known: bool) -> tuple[bytes, ...]:
        if m == end:
            return () if known else (self.mth(start, end),)
        k = start + split(end - start)
        if m <= k:
            return (*self.subproof(m, start, k, known=known), self.mth(k, end))
        return (*self.subproof(m, k, end, known=False), self.mth(start, k))


def split(n: int) -> int:
    """The largest power of two below n."""
    return 1 << (n - 1).bit_length() - 1


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def included(index: int, size: int, leaf: bytes, path: list[bytes], root: bytes) -> bool:
    """RFC 9162, section 2.1.3.2."""
    if index >= size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node(p, r)
            while not fn & 1 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def consistent(first: int, second: int, path: list[bytes], old: bytes, new: bytes) -> bool:
    """RFC 9162, section 2.1.4.2, of 0 < first < second."""
    if not path:
        return False
    if first & (first - 1) == 0:
        path = [old, *path]
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node(c, fr), node(c, sr)
            while not fn & 1 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return fr == old and sr == new and sn == 0


class Log:
    """A log in memory: its files as they would lie on a disk, grown in `batches`."""

    def __init__(self, entries: list[bytes], batches: list[int] | None = None) -> None:
        self.entries = entries
        self.files: dict[str, bytes] = {}
        self.edge = EMPTY
        for batch in batches or [len(entries)]:
            growth = grow(self.edge, entries[self.edge.size : self.edge.size + batch])
            for path, data in growth.files.items():
                assert path not in self.files, "a file was written twice"
                self.files[path] = data
            self.edge = growth.edge

    def read(self, level: int, index: int, width: int) -> bytes:
        digits = f"{index:03}"
        partial = "" if width == 256 else f".p/{width}"
        return self.files[f"tile/{level}/{digits}{partial}"]


def numbered(count: int) -> list[bytes]:
    """Entries that differ, of uneven lengths."""
    return [b"entry %d " % number * (number % 3) + b"%d" % number for number in range(count)]
