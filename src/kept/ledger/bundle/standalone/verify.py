#!/usr/bin/env python3
"""Checks a register, or a bundle taken from one, with nothing but Python 3.9 or newer.

    python3 verify.py                          what lies beside this file
    python3 verify.py BUNDLE.zip               a bundle, packed or unpacked, or the register's folder
    python3 verify.py BUNDLE.zip --policy FILE with your own list of whom to trust
    python3 verify.py BUNDLE.zip --lang fr     en français
    python3 verify.py BUNDLE.zip --json        for other programs
    python3 verify.py PROOF.txt --policy FILE  a proof that somebody signed two histories
    python3 verify.py --vectors FOLDER         tries this file on the published test vectors

It ends with 0 if the register holds, with 1 if it does not, with 2 if there is nothing to read.
It writes nothing, opens no network connection, and uses no other program.

What is checked is written down, byte by byte, in `ledger.md`, "The register, byte by byte"; the
numbers of sections below are those of that page. This file is a second implementation: it was
written from that page, and shares no line with the program that keeps the register. You can read
it from top to bottom:

     1  Limits, and how a fault is told
     2  Bytes as text: hex, base64, canonical JSON          (sections 1.1, 1.2; RFC 4648, RFC 8785)
     3  Ed25519                                              (section 1.4; RFC 8032)
     4  ECDSA on P-256                                       (section 1.4; FIPS 186-5)
     5  ML-DSA-44                                            (section 1.3; FIPS 204)
     6  Keys and signatures of people                        (sections 1.3, 1.4; DSSE, WebAuthn)
     7  The tree                                             (section 3.1; RFC 6962, RFC 9162)
     8  Notes, checkpoints, cosignatures, proofs, policies   (section 3.2; C2SP)
     9  Entries                                              (section 2)
    10  Parties, keys and rights: who may sign what          (section 4)
    11  Bodies and disclosures                               (sections 2.4, 2.5, 3.5)
    12  Reading a ZIP or a folder                            (section 7)
    13  The checks, one after the other
    14  Proofs of guilt                                      (section 9)
    15  The words of the answer, in English and French
    16  The published test vectors
    17  The command line
"""

from __future__ import annotations

import argparse
import base64
import binascii
import datetime
import hashlib
import hmac
import json
import re
import struct
import sys
import zlib
from pathlib import Path
from typing import (
    Any,
    Callable,
    Dict,
    Generic,
    Iterable,
    Iterator,
    List,
    NamedTuple,
    Optional,
    Sequence,
    Set,
    Tuple,
    TypeVar,
    Union,
)

# ── 1 Limits, and how a fault is told ────────────────────────────────────────────────────────────

LARGEST_FILE = 64 * 1024 * 1024  # one file of a bundle, unpacked, in bytes
LARGEST_BUNDLE = 4 * 1024 * 1024 * 1024  # all files of a ZIP, unpacked
LARGEST_NOTE = 512 * 1024
LARGEST_POLICY = 512 * 1024
MOST_IN_POLICY = 128  # logs, witnesses, groups
MOST_FILES = 1_000_000
MOST_NOTE_LINES = 100
MOST_TOLD = 5  # of one kind of fault, so that an answer stays readable

JSON = Union[None, bool, int, str, List[Any], Dict[str, Any]]


class Fault(Exception):  # noqa: N818 (faults of data are no errors of this program)
    """Something is not as it must be. `code` names a sentence of part 14, `values` fill it."""

    def __init__(self, code: str, **values: JSON) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class UnreadableError(Fault):
    """There is nothing here that could be checked."""


# ── 2 Bytes as text: hex, base64, canonical JSON ─────────────────────────────────────────────────

LARGEST_JSON = 61_440
LARGEST_INTEGER = 2**53 - 1
DEEPEST_JSON = 16

HEX_32 = re.compile(r"[0-9a-f]{64}")
IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def sha256(*parts: bytes) -> bytes:
    """The SHA-256 of the parts, one after the other."""
    return hashlib.sha256(b"".join(parts)).digest()


def from_base64(text: str) -> bytes:
    """Standard base64 with padding, in its only spelling."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (ValueError, binascii.Error):
        raise Fault("not-base64") from None
    if base64.b64encode(data).decode("ascii") != text:
        raise Fault("not-base64")
    return data


def to_base64url(data: bytes) -> str:
    """Base64 with - and _ and without padding (RFC 4648, section 5)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """Base64 with - and _ and without padding, in its only spelling."""
    try:
        data = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (ValueError, binascii.Error):
        raise Fault("not-base64") from None
    if to_base64url(data) != text:
        raise Fault("not-base64")
    return data


_ESCAPED = {
    '"': '\\"',
    "\\": "\\\\",
    "\b": "\\b",
    "\f": "\\f",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
}
_TO_ESCAPE = re.compile(r'["\\\x00-\x1f]')


def _escape(match: "re.Match[str]") -> str:
    return _ESCAPED.get(match.group()) or "\\u%04x" % ord(match.group())


def canonical(value: JSON) -> str:
    """The one spelling of a value (RFC 8785), names of members being ASCII."""
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, int):
        return "%d" % value
    if isinstance(value, str):
        return '"' + _TO_ESCAPE.sub(_escape, value) + '"'
    if isinstance(value, list):
        return "[" + ",".join([canonical(item) for item in value]) + "]"
    members = sorted(value.items())
    return (
        "{" + ",".join([canonical(name) + ":" + canonical(item) for name, item in members]) + "}"
    )


def _members(pairs: List[Tuple[str, JSON]]) -> Dict[str, JSON]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Fault("not-canonical")
    if not all(name.isascii() for name in members):
        raise Fault("not-canonical")
    return members


def _integer(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) > LARGEST_INTEGER:
        raise Fault("not-canonical")
    return int(digits)


def _no_number(_: str) -> JSON:
    raise Fault("not-canonical")


_reader = json.JSONDecoder(
    object_pairs_hook=_members,
    parse_int=_integer,
    parse_float=_no_number,
    parse_constant=_no_number,
)


def _depth(value: JSON) -> int:
    depth, level = 0, [value]
    while level:
        inner: List[JSON] = []
        for item in level:
            if isinstance(item, dict):
                inner.extend(item.values())
            elif isinstance(item, list):
                inner.extend(item)
        depth += any(isinstance(item, (dict, list)) for item in level)
        level = inner
    return depth


def read_json(data: bytes, largest: int = LARGEST_JSON) -> JSON:
    """The value of which `data` is the one canonical spelling (section 1.2)."""
    if len(data) > largest:
        raise Fault("too-long", size=len(data), most=largest)
    try:
        value: JSON = _reader.decode(data.decode("utf-8"))
        if data.count(b"[") + data.count(b"{") > DEEPEST_JSON and _depth(value) > DEEPEST_JSON:
            raise Fault("not-canonical")
        written = canonical(value).encode("utf-8")
    except (ValueError, RecursionError):
        raise Fault("not-canonical") from None
    if written != data:
        raise Fault("not-canonical")
    return value


def read_loose_json(data: bytes) -> JSON:
    """A value within the limits of section 1.2, in any spelling."""
    try:
        value: JSON = _reader.decode(data.decode("utf-8"))
        canonical(value).encode("utf-8")
    except (ValueError, RecursionError):
        raise Fault("not-canonical") from None
    if _depth(value) > DEEPEST_JSON:
        raise Fault("not-canonical")
    return value


# ── 3 Ed25519 ────────────────────────────────────────────────────────────────────────────────────

P = TypeVar("P")


class Multiples(Generic[P]):
    """All d·16^i·point, so that a multiple of a point is a sum of 64 of them, without doubling.

    Building it costs as much as one multiplication by hand; a key that signs often is fast.
    """

    def __init__(self, add: Callable[[P, P], P], neutral: P, point: P) -> None:
        self.add, self.neutral = add, neutral
        self.rows: List[List[P]] = []
        for _ in range(64):
            row = [neutral]
            for _ in range(16):
                row.append(add(row[-1], point))
            point = row.pop()
            self.rows.append(row)

    def times(self, scalar: int) -> P:
        add, total = self.add, self.neutral
        for row in self.rows:
            digit = scalar & 15
            if digit:
                total = add(total, row[digit])
            scalar >>= 4
        return total


EdPoint = Tuple[int, int, int, int]  # X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z

ED_P = 2**255 - 19
ED_L = 2**252 + 27742317777372353535851937790883648493
ED_D = -121665 * pow(121666, ED_P - 2, ED_P) % ED_P
_SQRT_MINUS_1 = pow(2, (ED_P - 1) // 4, ED_P)

# The y of the points of order 1, 2, 4 and 8; with both signs, and with y written as y + p where
# that fits, these are the 14 encodings of section 1.4. Whoever chose one of them as a key could
# sign everything with one signature, and deny it all.
_ORDER_8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022
_LOW_ORDER_Y = frozenset([0, 1, _ORDER_8, ED_P - _ORDER_8, ED_P - 1])


def ed_add(a: EdPoint, b: EdPoint) -> EdPoint:
    """The sum of two points (RFC 8032, section 5.1.4); right for equal points, too."""
    x1, y1, z1, t1 = a
    x2, y2, z2, t2 = b
    m = (y1 - x1) * (y2 - x2) % ED_P
    n = (y1 + x1) * (y2 + x2) % ED_P
    k = 2 * t1 * t2 % ED_P * ED_D % ED_P
    d = 2 * z1 * z2
    e, f, g, h = n - m, d - k, d + k, n + m
    return e * f % ED_P, g * h % ED_P, f * g % ED_P, e * h % ED_P


ED_NEUTRAL: EdPoint = (0, 1, 1, 0)


def ed_admissible(encoded: bytes) -> bool:
    """Whether y is below p and the point is not one of low order."""
    y = int.from_bytes(encoded, "little") & (2**255 - 1)
    return y < ED_P and y not in _LOW_ORDER_Y


def ed_decode(encoded: bytes) -> EdPoint:
    """The point of 32 bytes (RFC 8032, section 5.1.3)."""
    number = int.from_bytes(encoded, "little")
    y, odd = number & (2**255 - 1), number >> 255
    u, v = (y * y - 1) % ED_P, (ED_D * y * y + 1) % ED_P
    x = u * pow(v, 3, ED_P) * pow(u * pow(v, 7, ED_P), (ED_P - 5) // 8, ED_P) % ED_P
    if v * x * x % ED_P != u:
        x = x * _SQRT_MINUS_1 % ED_P
    if v * x * x % ED_P != u:
        raise Fault("key-unusable")
    if x & 1 != odd:
        x = ED_P - x
    return x, y, 1, x * y % ED_P


def ed_encode(point: EdPoint) -> bytes:
    """The 32 bytes of a point (RFC 8032, section 5.1.2)."""
    x, y, z, _ = point
    inverse = pow(z, ED_P - 2, ED_P)
    x, y = x * inverse % ED_P, y * inverse % ED_P
    return (y | (x & 1) << 255).to_bytes(32, "little")


_ED_BASE = Multiples(
    ed_add, ED_NEUTRAL, ed_decode((4 * pow(5, ED_P - 2, ED_P) % ED_P).to_bytes(32, "little"))
)


class Kept(Generic[P]):
    """What was worked out for the keys met last, so that no key is unfolded twice in a row."""

    def __init__(self, make: Callable[[bytes], P], most: int) -> None:
        self.make, self.most = make, most
        self.made: Dict[bytes, P] = {}

    def of(self, key: bytes) -> P:
        if key not in self.made:
            while len(self.made) >= self.most:
                del self.made[next(iter(self.made))]
            self.made[key] = self.make(key)
        return self.made[key]


def _ed_minus(key: bytes) -> Multiples[EdPoint]:
    x, y, z, t = ed_decode(key)
    return Multiples(ed_add, ED_NEUTRAL, (ED_P - x, y, z, ED_P - t))


_ed_keys = Kept(_ed_minus, 64)


def ed25519_holds(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature holds (RFC 8032, section 5.1.7, without the cofactor) and is admitted."""
    if len(key) != 32 or len(signature) != 64:
        return False
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    if s >= ED_L or not ed_admissible(key) or not ed_admissible(r):
        return False
    try:
        minus_key = _ed_keys.of(key)
    except Fault:
        return False
    k = int.from_bytes(hashlib.sha512(r + key + message).digest(), "little") % ED_L
    return ed_encode(ed_add(_ED_BASE.times(s), minus_key.times(k))) == r


# ── 4 ECDSA on P-256 ─────────────────────────────────────────────────────────────────────────────

P256_P = 2**256 - 2**224 + 2**192 + 2**96 - 1
P256_N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
P256_B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
P256_G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
    1,
)

P256Point = Tuple[int, int, int]  # X, Y, Z with x = X/Z, y = Y/Z; Z = 0 is the point at infinity
P256_INFINITY: P256Point = (0, 1, 0)


def p256_add(a: P256Point, b: P256Point) -> P256Point:
    """The sum of any two points: the complete formulas of Renes, Costello and Batina (2016)."""
    x1, y1, z1 = a
    x2, y2, z2 = b
    xx, yy, zz = x1 * x2 % P256_P, y1 * y2 % P256_P, z1 * z2 % P256_P
    xy = (x1 * y2 + x2 * y1) % P256_P
    yz = (y1 * z2 + y2 * z1) % P256_P
    xz = (x1 * z2 + x2 * z1) % P256_P
    u = 3 * (xz - P256_B * zz) % P256_P
    v = 3 * (P256_B * xz - 3 * zz - xx) % P256_P
    w = 3 * (xx - zz)
    plus, minus = yy + u, yy - u
    return (
        (xy * plus - yz * v) % P256_P,
        (plus * minus + w * v) % P256_P,
        (yz * minus + xy * w) % P256_P,
    )


_P256_BASE = Multiples(p256_add, P256_INFINITY, P256_G)


def _p256_key(raw: bytes) -> Multiples[P256Point]:
    if len(raw) != 65 or raw[0] != 4:
        raise Fault("key-unusable")
    x, y = int.from_bytes(raw[1:33], "big"), int.from_bytes(raw[33:], "big")
    if x >= P256_P or y >= P256_P or (y * y - x * x * x + 3 * x - P256_B) % P256_P:
        raise Fault("key-unusable")
    return Multiples(p256_add, P256_INFINITY, (x, y, 1))


_p256_keys = Kept(_p256_key, 64)


def read_der(signature: bytes) -> Tuple[int, int]:
    """R and s of an ECDSA signature in DER, in its only spelling (X.690)."""
    if len(signature) < 8 or len(signature) > 72 or signature[0] != 0x30:
        raise Fault("not-der")
    if signature[1] != len(signature) - 2:
        raise Fault("not-der")
    r, rest = _der_integer(signature[2:])
    s, rest = _der_integer(rest)
    if rest:
        raise Fault("not-der")
    return r, s


def _der_integer(data: bytes) -> Tuple[int, bytes]:
    if len(data) < 3 or data[0] != 2 or not 0 < data[1] <= len(data) - 2:
        raise Fault("not-der")
    digits, rest = data[2 : 2 + data[1]], data[2 + data[1] :]
    if digits[0] & 0x80 or (len(digits) > 1 and digits[0] == 0 and not digits[1] & 0x80):
        raise Fault("not-der")
    return int.from_bytes(digits, "big"), rest


def es256_holds(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an ECDSA signature over SHA-256 holds (FIPS 186-5, section 6.4.2)."""
    try:
        r, s = read_der(signature)
        multiples = _p256_keys.of(key)
    except Fault:
        return False
    if not 0 < r < P256_N or not 0 < s < P256_N:
        return False
    inverse = pow(s, P256_N - 2, P256_N)
    u1 = int.from_bytes(sha256(message), "big") * inverse % P256_N
    u2 = r * inverse % P256_N
    x, _, z = p256_add(_P256_BASE.times(u1), multiples.times(u2))
    if z == 0:
        return False
    candidates = [r, r + P256_N] if r + P256_N < P256_P else [r]
    return any((candidate * z - x) % P256_P == 0 for candidate in candidates)


# ── 5 ML-DSA-44 ──────────────────────────────────────────────────────────────────────────────────
# Numbers of algorithms are those of FIPS 204. Polynomials are lists of 256 numbers modulo q.

Q = 8_380_417
GAMMA_1 = 2**17
GAMMA_2 = (Q - 1) // 88
BETA = 78
OMEGA = 80
TAU = 39
ROWS = COLUMNS = 4

Poly = List[int]

_ZETAS = [pow(1753, int("{:08b}".format(i)[::-1], 2), Q) for i in range(256)]


def _to_ntt(w: Poly) -> Poly:
    """Algorithm 41."""
    w, m, length = w[:], 0, 128
    while length:
        for start in range(0, 256, 2 * length):
            m += 1
            zeta = _ZETAS[m]
            for j in range(start, start + length):
                t = zeta * w[j + length] % Q
                w[j + length] = w[j] - t
                w[j] += t
        length //= 2
    return w


def _from_ntt(w: Poly) -> Poly:
    """Algorithm 42."""
    w, m, length = w[:], 256, 1
    while length < 256:
        for start in range(0, 256, 2 * length):
            m -= 1
            zeta = -_ZETAS[m]
            for j in range(start, start + length):
                t = w[j]
                w[j] = (t + w[j + length]) % Q
                w[j + length] = zeta * (t - w[j + length]) % Q
        length *= 2
    return [8_347_681 * c % Q for c in w]


def _uniform(seed: bytes) -> Poly:
    """Algorithm 30: numbers below q out of SHAKE128, three bytes at a time."""
    length = 168 * 6
    while True:
        stream = hashlib.shake_128(seed).digest(length)
        numbers = [
            stream[i] | stream[i + 1] << 8 | (stream[i + 2] & 0x7F) << 16
            for i in range(0, length, 3)
        ]
        below = [number for number in numbers if number < Q]
        if len(below) >= 256:
            return below[:256]
        length *= 2


def _ball(seed: bytes) -> Poly:
    """Algorithm 29: a polynomial with 39 coefficients 1 or -1, the rest 0."""
    c = [0] * 256
    stream = hashlib.shake_256(seed).digest(4096)
    signs, at = int.from_bytes(stream[:8], "little"), 8
    for i in range(256 - TAU, 256):
        while stream[at] > i:
            at += 1
        c[i], c[stream[at]] = c[stream[at]], 1 - 2 * (signs & 1)
        signs >>= 1
        at += 1
    return c


def _unpack(data: bytes, bits: int) -> List[int]:
    number, mask = int.from_bytes(data, "little"), (1 << bits) - 1
    return [number >> i & mask for i in range(0, 8 * len(data), bits)]


def _hints(data: bytes) -> Optional[List[Poly]]:
    """Algorithm 21: None unless the hints stand in their only spelling."""
    hints, index = [[0] * 256 for _ in range(ROWS)], 0
    for row in range(ROWS):
        end = data[OMEGA + row]
        if not index <= end <= OMEGA:
            return None
        for i in range(index, end):
            if i > index and data[i - 1] >= data[i]:
                return None
            hints[row][data[i]] = 1
        index = end
    return None if any(data[index:OMEGA]) else hints


def _use_hint(hint: int, r: int) -> int:
    """Algorithms 36 and 40: the high bits of r, moved by one if so hinted."""
    r %= Q
    low = r % (2 * GAMMA_2)
    if low > GAMMA_2:
        low -= 2 * GAMMA_2
    if r - low == Q - 1:
        high, low = 0, low - 1
    else:
        high = (r - low) // (2 * GAMMA_2)
    if not hint:
        return high
    return (high + 1) % 44 if low > 0 else (high - 1) % 44


class MLDSAKey(NamedTuple):
    """A public key, unfolded once for all its signatures."""

    a: List[List[Poly]]  # the matrix, transformed
    t: List[Poly]  # t1·2^13, transformed
    digest: bytes


def _mldsa_key(key: bytes) -> MLDSAKey:
    rho = key[:32]
    a = [[_uniform(rho + bytes([s, r])) for s in range(COLUMNS)] for r in range(ROWS)]
    packed = [key[32 + 320 * r : 352 + 320 * r] for r in range(ROWS)]
    t = [_to_ntt([c << 13 for c in _unpack(row, 10)]) for row in packed]
    return MLDSAKey(a, t, hashlib.shake_256(key).digest(64))


_mldsa_keys = Kept(_mldsa_key, 64)


def mldsa44_holds(key: bytes, message: bytes, signature: bytes, context: bytes = b"") -> bool:
    """Whether an ML-DSA-44 signature holds (algorithms 3 and 8)."""
    if len(key) != 1312 or len(signature) != 2420 or len(context) > 255:
        return False
    challenge, packed, hints = signature[:32], signature[32:2336], _hints(signature[2336:])
    z = [
        [GAMMA_1 - c for c in _unpack(packed[576 * s : 576 * (s + 1)], 18)] for s in range(COLUMNS)
    ]
    if hints is None or max([abs(c) for row in z for c in row]) >= GAMMA_1 - BETA:
        return False
    public = _mldsa_keys.of(key)
    framed = bytes([0, len(context)]) + context + message
    mu = hashlib.shake_256(public.digest + framed).digest(64)
    c, z = _to_ntt(_ball(challenge)), [_to_ntt(row) for row in z]
    packed_w = 0
    for r in range(ROWS):
        a, t = public.a[r], public.t[r]
        w = _from_ntt(
            [sum([a[s][i] * z[s][i] for s in range(COLUMNS)]) - c[i] * t[i] for i in range(256)]
        )
        for i in range(256):
            packed_w |= _use_hint(hints[r][i], w[i]) << 6 * (256 * r + i)
    expected = hashlib.shake_256(mu + packed_w.to_bytes(768, "little")).digest(32)
    return hmac.compare_digest(challenge, expected)


# ── 6 Keys and signatures of people ──────────────────────────────────────────────────────────────

KEY_LENGTHS = {"ed25519": 32, "webauthn-es256": 65, "ml-dsa-44": 1312}


class Key(NamedTuple):
    """A public key as a manifest gives it out; `rp` and `origin` belong to a passkey."""

    algorithm: str
    raw: bytes
    rp: Optional[str] = None
    origin: Optional[str] = None

    @property
    def id(self) -> str:
        return sha256(self.algorithm.encode("ascii"), b"\0", self.raw).hex()


def read_key(text: JSON, rp: Optional[str] = None, origin: Optional[str] = None) -> Key:
    """A key from its text `algorithm:base64` (section 1.3)."""
    algorithm, _, encoded = text.partition(":") if isinstance(text, str) else ("", "", "")
    raw = from_base64(encoded)
    if KEY_LENGTHS.get(algorithm) != len(raw):
        raise Fault("key-unusable")
    if algorithm == "ed25519" and not ed_admissible(raw):
        raise Fault("key-unusable")
    return Key(algorithm, raw, rp, origin)


def pae(payload_type: str, payload: bytes) -> bytes:
    """What a DSSE signature is over (section 2.1)."""
    named = payload_type.encode("ascii")
    return b"DSSEv1 %d %s %d %s" % (len(named), named, len(payload), payload)


def signature_holds(key: Key, message: bytes, signature: bytes) -> bool:
    """Whether a signature by a key of a person or an office holds."""
    if key.algorithm == "ed25519":
        return ed25519_holds(key.raw, message, signature)
    if key.algorithm == "ml-dsa-44":
        return mldsa44_holds(key.raw, message, signature)
    try:
        return _assertion_holds(key, message, signature)
    except Fault:
        return False


def _assertion_holds(key: Key, message: bytes, signature: bytes) -> bool:
    """Whether a passkey signed (section 1.4; Web Authentication, section 7.2)."""
    parts = read_json(signature, 8192)
    if not isinstance(parts, dict):
        return False
    if sorted(parts) != ["authenticatorData", "clientDataJSON", "signature"]:
        return False
    decoded = {name: from_base64url(text_of(value)) for name, value in parts.items()}
    authenticator, client_bytes = decoded["authenticatorData"], decoded["clientDataJSON"]
    client = read_client_data(client_bytes)
    if not isinstance(client, dict) or len(authenticator) < 37:
        return False
    flags = authenticator[32]
    present, recognised, may_be_copied, copied = flags & 1, flags & 4, flags & 8, flags & 16
    attested, extended = flags & 64, flags & 128
    return bool(
        present
        and recognised
        and (may_be_copied or not copied)
        and not attested
        and bool(extended) == (len(authenticator) > 37)
        and lower_twin(decoded["signature"])
        and "topOrigin" not in client
        and client.get("type") == "webauthn.get"
        and client.get("challenge") == to_base64url(sha256(message))
        and key.rp is not None
        and client.get("origin") == key.origin
        and client.get("crossOrigin", False) is False
        and authenticator[:32] == sha256(key.rp.encode("utf-8"))
        and es256_holds(key.raw, authenticator + sha256(client_bytes), decoded["signature"])
    )


def lower_twin(signature: bytes) -> bool:
    """Of the two signatures r, s and r, n - s that hold together, only the lower s is taken."""
    return read_der(signature)[1] <= P256_N // 2


def text_of(value: JSON) -> str:
    """The value, which must be a text."""
    if not isinstance(value, str):
        raise Fault("not-canonical")
    return value


def _once(pairs: List[Tuple[str, JSON]]) -> Dict[str, JSON]:
    if len(dict(pairs)) != len(pairs):
        raise Fault("not-canonical")
    return dict(pairs)


def read_client_data(data: bytes) -> JSON:
    """What a browser says of its request: in any spelling, but no member twice."""
    try:
        value: JSON = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_once,
            parse_int=str,
            parse_float=str,
            parse_constant=_no_number,
        )
    except (ValueError, RecursionError):
        raise Fault("not-canonical") from None
    return value


# ── 7 The tree ───────────────────────────────────────────────────────────────────────────────────

EMPTY_ROOT = sha256(b"")
TILE_WIDTH = 256


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry as a leaf of the tree (RFC 6962, section 2.1)."""
    return sha256(b"\0", entry)


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees that lie side by side."""
    return sha256(b"\1", left, right)


class Frontier:
    """The roots of the perfect trees of a growing tree, the largest first."""

    def __init__(self) -> None:
        self.size = 0
        self.peaks: List[bytes] = []

    def add(self, hash_: bytes) -> None:
        size = self.size
        while size & 1:
            hash_ = node_hash(self.peaks.pop(), hash_)
            size >>= 1
        self.peaks.append(hash_)
        self.size += 1

    def root(self) -> bytes:
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root


def inclusion_holds(
    index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes
) -> bool:
    """RFC 9162, section 2.1.3.2."""
    if not 0 <= index < size or len(root) != 32 or any(len(hash_) != 32 for hash_ in proof):
        return False
    first, second, result = index, size - 1, leaf
    for hash_ in proof:
        if second == 0:
            return False
        if first & 1 or first == second:
            result = node_hash(hash_, result)
            while not first & 1 and first:
                first, second = first >> 1, second >> 1
        else:
            result = node_hash(result, hash_)
        first, second = first >> 1, second >> 1
    return second == 0 and result == root


def consistency_holds(
    old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> bool:
    """RFC 9162, section 2.1.4.2; every tree goes on from the empty one, so `old` is not 0."""
    hashes = [*proof, old_root, new_root]
    if not 0 < old <= new or any(len(hash_) != 32 for hash_ in hashes):
        return False
    if old == new:
        return not proof and old_root == new_root
    path = list(proof)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return False
    first, second = old - 1, new - 1
    while first & 1:
        first, second = first >> 1, second >> 1
    old_result = new_result = path[0]
    for hash_ in path[1:]:
        if second == 0:
            return False
        if first & 1 or first == second:
            old_result, new_result = node_hash(hash_, old_result), node_hash(hash_, new_result)
            while not first & 1 and first:
                first, second = first >> 1, second >> 1
        else:
            new_result = node_hash(new_result, hash_)
        first, second = first >> 1, second >> 1
    return second == 0 and old_result == old_root and new_result == new_root


def tile_path(level: Union[int, str], index: int, width: int) -> str:
    """The name of a tile or of a bundle of entries (tlog-tiles): tile/0/x001/234.p/56."""
    digits = ["%03d" % (index % 1000)]
    while index >= 1000:
        index //= 1000
        digits.insert(0, "x%03d" % (index % 1000))
    partial = ".p/%d" % width if width < TILE_WIDTH else ""
    return "tile/%s/%s%s" % (level, "/".join(digits), partial)


TILE = re.compile(r"tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/([0-9]{1,3}))?")


def is_tile_of(name: str, size: int) -> bool:
    """Whether a log of this size has a tile, or a bundle of entries, of this name."""
    match = TILE.fullmatch(name)
    if not match:
        return False
    row, digits, width = match.groups()
    index = int(digits.replace("/", "").replace("x", ""))
    count = size if row == "entries" else size >> 8 * int(row)
    if width is None:
        return index < count // TILE_WIDTH and name == tile_path(row, index, TILE_WIDTH)
    fits = index == count // TILE_WIDTH and int(width) == count % TILE_WIDTH
    return fits and name == tile_path(row, index, int(width))


def read_entries(data: bytes, width: int) -> List[bytes]:
    """The entries of one bundle of the log: each after its length in two bytes."""
    entries, at = [], 0
    for _ in range(width):
        if at + 2 > len(data):
            raise Fault("tile-length")
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if end > len(data):
            raise Fault("tile-length")
        entries.append(data[at + 2 : end])
        at = end
    if at != len(data):
        raise Fault("tile-length")
    return entries


# ── 8 Notes, checkpoints, cosignatures, proofs, policies ─────────────────────────────────────────

ED25519_NOTE, ED25519_COSIGNATURE, MLDSA44_COSIGNATURE = 1, 4, 6
NOTE_KEY_LENGTHS = {ED25519_NOTE: 32, ED25519_COSIGNATURE: 32, MLDSA44_COSIGNATURE: 1312}
NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")


def read_number(text: str) -> int:
    """A number as notes write it, below 2^63."""
    if not NUMBER.fullmatch(text) or int(text) >= 2**63:
        raise Fault("note-malformed")
    return int(text)


def read_hash(text: str) -> bytes:
    """A hash as notes write it."""
    data = from_base64(text)
    if len(data) != 32:
        raise Fault("note-malformed")
    return data


def _name_allowed(name: str) -> bool:
    return bool(name) and "+" not in name and not any(c.isspace() or c < " " for c in name)


class NoteKey(NamedTuple):
    """The key of a log or of a witness, as it stands in a policy."""

    name: str
    type: int
    raw: bytes

    @property
    def id(self) -> bytes:
        return sha256(self.name.encode("utf-8"), b"\n", bytes([self.type]), self.raw)[:4]


def read_note_key(text: str) -> NoteKey:
    """A key as `name+id+base64(type, key)` (C2SP signed-note, "verifier keys")."""
    name, _, rest = text.partition("+")
    id_, _, encoded = rest.partition("+")
    data = from_base64(encoded)
    if not _name_allowed(name) or NOTE_KEY_LENGTHS.get(data[0] if data else 0) != len(data) - 1:
        raise Fault("policy-key", key=text[:80])
    key = NoteKey(name, data[0], data[1:])
    if key.id.hex() != id_ or (key.type != MLDSA44_COSIGNATURE and not ed_admissible(key.raw)):
        raise Fault("policy-key", key=text[:80])
    return key


class Line(NamedTuple):
    """One signature under a checkpoint."""

    name: str
    id: bytes
    signature: bytes


class Checkpoint(NamedTuple):
    """What a log signs: how many entries it has, and the root of the tree over them."""

    origin: str
    size: int
    root: bytes
    text: str
    lines: Tuple[Line, ...]


def read_checkpoint(data: bytes) -> Checkpoint:
    """A checkpoint and the signatures under it, none of them checked yet."""
    if len(data) > LARGEST_NOTE:
        raise Fault("too-long", size=len(data), most=LARGEST_NOTE)
    try:
        note = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Fault("note-malformed") from None
    cut = note.rfind("\n\n")
    if cut < 0 or not note.endswith("\n") or any(c < " " and c != "\n" for c in note):
        raise Fault("note-malformed")
    text, below = note[: cut + 1], note[cut + 2 : -1].split("\n")
    body = text.split("\n")
    if len(body) != 4 or not body[0] or len(body[0].encode("utf-8")) > 255:
        raise Fault("note-malformed")
    if len(below) > MOST_NOTE_LINES:
        raise Fault("note-malformed")
    lines = tuple([_read_line(line) for line in below])
    if len({line[:2] for line in lines}) != len(lines):
        raise Fault("note-malformed")
    return Checkpoint(body[0], read_number(body[1]), read_hash(body[2]), text, lines)


def _read_line(line: str) -> Line:
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    data = from_base64(encoded)
    if dash != "\u2014" or not _name_allowed(name) or len(data) < 5:
        raise Fault("note-malformed")
    return Line(name, data[:4], data[4:])


def check_line(key: NoteKey, line: Line, checkpoint: Checkpoint) -> int:
    """The time this line states, 0 if none; raises `Fault` unless its signature holds."""
    if key.type == ED25519_NOTE:
        text, at, signature = checkpoint.text.encode("utf-8"), 0, line.signature
    else:
        at, signature = int.from_bytes(line.signature[:8], "big"), line.signature[8:]
        text = cosigned_bytes(key, checkpoint, at)
    if at >= 2**63:
        raise Fault("note-signature", name=line.name)
    holds = mldsa44_holds if key.type == MLDSA44_COSIGNATURE else ed25519_holds
    if not holds(key.raw, text, signature):
        raise Fault("note-signature", name=line.name)
    return at


def cosigned_bytes(key: NoteKey, checkpoint: Checkpoint, at: int) -> bytes:
    """What a witness signs (C2SP tlog-cosignature)."""
    if key.type == ED25519_COSIGNATURE:
        return ("cosignature/v1\ntime %d\n%s" % (at, checkpoint.text)).encode("utf-8")
    name, origin = key.name.encode("utf-8"), checkpoint.origin.encode("utf-8")
    if len(name) > 255:
        raise Fault("note-malformed")
    return b"".join(
        [
            b"subtree/v1\n\0",
            bytes([len(name)]) + name,
            at.to_bytes(8, "big"),
            bytes([len(origin)]) + origin,
            bytes(8) + checkpoint.size.to_bytes(8, "big"),
            checkpoint.root,
        ]
    )


def open_checkpoint(checkpoint: Checkpoint, known: Iterable[NoteKey]) -> Dict[NoteKey, int]:
    """Which known keys signed, and when; raises `Fault` if one of them did not, or if none did."""
    keys = {(key.name, key.id): key for key in known}
    signed: Dict[NoteKey, int] = {}
    for line in checkpoint.lines:
        key = keys.get((line.name, line.id))
        if key:
            signed[key] = check_line(key, line, checkpoint)
    if not signed:
        raise Fault("note-nobody", name=checkpoint.origin)
    return signed


class Policy(NamedTuple):
    """Whose signatures make a checkpoint count (C2SP tlog-policy)."""

    logs: Tuple[NoteKey, ...]
    witnesses: Dict[str, NoteKey]
    groups: Dict[str, Tuple[int, Tuple[str, ...]]]
    quorum: str

    @property
    def keys(self) -> Tuple[NoteKey, ...]:
        return (*self.logs, *self.witnesses.values())

    def by_log(self, checkpoint: Checkpoint, signed: Dict[NoteKey, int]) -> bool:
        return any(key in signed and key.name == checkpoint.origin for key in self.logs)

    def cosigners(self, signed: Dict[NoteKey, int]) -> List[str]:
        return [name for name, key in self.witnesses.items() if key in signed]

    def reached(self, signed: Dict[NoteKey, int]) -> bool:
        met = set(self.cosigners(signed))
        for name, (k, members) in self.groups.items():
            if len(met.intersection(members)) >= k:
                met.add(name)
        return self.quorum == "none" or self.quorum in met


def read_policy(data: bytes) -> Policy:
    """The policy in this file; a line nobody knows is a fault."""
    if len(data) > LARGEST_POLICY:
        raise Fault("too-long", size=len(data), most=LARGEST_POLICY)
    if any((byte < 32 and byte not in (9, 10)) or byte == 127 for byte in data):
        raise Fault("policy-line", line=0)
    text = data.decode("utf-8", "surrogateescape")
    policy = Policy((), {}, {}, "")
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.replace("\t", " ").split(" ")
        words = [word for word in words if word]
        if not words or words[0].startswith("#"):
            continue
        try:
            policy = _policy_line(policy, words)
        except (Fault, UnicodeEncodeError):
            raise Fault("policy-line", line=number) from None
        if max(map(len, policy[:3])) > MOST_IN_POLICY:
            raise Fault("policy-line", line=number)
    if not policy.quorum:
        raise Fault("policy-quorum")
    return policy


def _policy_line(policy: Policy, words: List[str]) -> Policy:
    what, rest = words[0], words[1:]
    if what == "log" and len(rest) in (1, 2):
        return policy._replace(logs=(*policy.logs, _policy_log(policy, rest[0])))
    if what == "witness" and len(rest) in (2, 3):
        key = _policy_witness(policy, rest[0], rest[1])
        return policy._replace(witnesses={**policy.witnesses, rest[0]: key})
    if what == "group" and len(rest) >= 3:
        return policy._replace(groups={**policy.groups, rest[0]: _policy_group(policy, rest)})
    if what == "quorum" and len(rest) == 1 and not policy.quorum:
        _check_known(policy, rest[0])
        return policy._replace(quorum=rest[0])
    raise Fault("policy-line", line=0)


def _policy_log(policy: Policy, vkey: str) -> NoteKey:
    key = read_note_key(vkey)
    if key.type == ED25519_COSIGNATURE or key.raw in [log.raw for log in policy.logs]:
        raise Fault("policy-line", line=0)
    return key


def _check_known(policy: Policy, name: str) -> None:
    if name != "none" and name not in policy.witnesses and name not in policy.groups:
        raise Fault("policy-line", line=0)


def _new_name(policy: Policy, name: str) -> None:
    if name == "none" or name in policy.witnesses or name in policy.groups:
        raise Fault("policy-line", line=0)


def _policy_witness(policy: Policy, name: str, vkey: str) -> NoteKey:
    _new_name(policy, name)
    key = read_note_key(vkey)
    taken = [witness.raw for witness in policy.witnesses.values()]
    if key.type == ED25519_NOTE or key.raw in taken:
        raise Fault("policy-line", line=0)
    return key


def _policy_group(policy: Policy, words: List[str]) -> Tuple[int, Tuple[str, ...]]:
    name, count, members = words[0], words[1], tuple(words[2:])
    _new_name(policy, name)
    used = [member for _, group in policy.groups.values() for member in group]
    for position, member in enumerate(members):
        if member not in policy.witnesses and member not in policy.groups:
            raise Fault("policy-line", line=0)
        if member in used or member in members[:position]:
            raise Fault("policy-line", line=0)
    k = {"any": 1, "all": len(members)}.get(count) or read_number(count)
    if not 1 <= k <= len(members):
        raise Fault("policy-line", line=0)
    return k, members


class Proof(NamedTuple):
    """That an entry is in the tree of a checkpoint."""

    number: int  # of the entry
    hashes: Tuple[bytes, ...]
    checkpoint: bytes


def read_proof(data: bytes) -> Proof:
    """The proof that one entry is in the log (C2SP tlog-proof)."""
    if len(data) > LARGEST_NOTE:
        raise Fault("too-long", size=len(data), most=LARGEST_NOTE)
    head, _, checkpoint = data.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise Fault("proof-malformed") from None
    if lines.pop(0) != "c2sp.org/tlog-proof@v1":
        raise Fault("proof-malformed")
    extra = lines.pop(0)[6:] if lines and lines[0].startswith("extra ") else "AA=="
    if not 0 < len(from_base64(extra)) <= 32 * 1024:
        raise Fault("proof-malformed")
    if not lines or not lines[0].startswith("index ") or len(lines) > 64:
        raise Fault("proof-malformed")
    hashes = tuple([read_hash(line) for line in lines[1:]])
    return Proof(read_number(lines[0][6:]), hashes, checkpoint)


# ── 9 Entries ────────────────────────────────────────────────────────────────────────────────────

ENTRY_TYPE = "application/vnd.kept.entry.v1+json"
REFUSAL_TYPE = "application/vnd.kept.refusal.v1+json"
STATEMENT_MEDIA = "application/vnd.kept.statement.v1+json"
FILES_MEDIA = "application/vnd.kept.process-files.v1+json"
LARGEST_ENTRY = 65_535
LARGEST_DISCLOSURE = 1_048_576
MOST_SIGNATURES = 16
MOST_GAPS = 256
PADS = tuple([1024 * 4**k for k in range(8)])
RELEASES = ("public", "parties", "mechanism", "confidential")
GROUNDS = (
    "data-protection",
    "protection-of-persons",
    "court-order",
    "filed-by-mistake",
    "other-law",
)
GRADES = ("published", "witnessed", "mutual")

# The member that a type has besides those every entry has (section 2.3); "?": it may be absent.
OWN_MEMBER = {
    "ledger.opened": "opening",
    "ledger.policy": "policy",
    "party.admitted": "founder",
    "party.manifest": "manifest",
    "party.vetoed": "",
    "party.recovered": "",
    "key.revoked": "revoked",
    "process.text": "text",
    "statement.filed": "",
    "statement.sealed": "",
    "statement.disclosed": "fields?",
    "body.erased": "erasure",
}
WITH_BODY = ("statement.filed", "statement.sealed")
BY_ROLES = (
    "ledger.policy",
    "party.admitted",
    "process.text",
    "statement.filed",
    "statement.sealed",
    "statement.disclosed",
    "body.erased",
)
OF_THE_KEEPER = ("ledger.policy", "party.admitted", "process.text")
ONE_REFERENCE = ("party.vetoed", "party.recovered", "statement.disclosed", "body.erased")
GOVERNING = (
    "ledger.opened",
    "ledger.policy",
    "party.admitted",
    "party.manifest",
    "party.vetoed",
    "party.recovered",
    "key.revoked",
)

EPOCH = datetime.date(1970, 1, 1).toordinal()
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PROPOSITION = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
MEDIA = re.compile(r"[a-z0-9][a-z0-9.+-]{0,63}/[a-z0-9][a-z0-9.+-]{0,126}")
ORIGIN = re.compile(r"(?!.*://)[!-*,-~]{1,255}")

Object = Dict[str, Any]


class Envelope(NamedTuple):
    """A payload and its signatures."""

    payload: bytes
    type: str
    signatures: Tuple[Tuple[str, bytes], ...]  # key id and signature, sorted by key id


def read_envelope(data: bytes) -> Envelope:
    """A DSSE envelope in its only spelling (section 2.1)."""
    value = read_json(data, LARGEST_ENTRY)
    fields = _object(value, "payload payloadType signatures", "envelope")
    signatures = []
    for item in _list(fields["signatures"], "signatures", 1, MOST_SIGNATURES):
        each = _object(item, "keyid sig", "signatures")
        _hex(each["keyid"], "keyid")
        signatures.append((each["keyid"], from_base64(text_of(each["sig"]))))
    ids = [keyid for keyid, _ in signatures]
    if sorted(set(ids)) != ids or not all(sig for _, sig in signatures):
        raise Fault("member", name="signatures")
    payload = from_base64(text_of(fields["payload"]))
    return Envelope(payload, text_of(fields["payloadType"]), tuple(signatures))


def _object(value: JSON, names: str, where: str) -> Object:
    """An object with these members and no others; those with a question mark may be absent."""
    if not isinstance(value, dict):
        raise Fault("member", name=where)
    known = names.split()
    needed = [name for name in known if not name.endswith("?")]
    if not set(needed) <= set(value) <= {name.rstrip("?") for name in known}:
        raise Fault("member", name=where)
    return value


def _list(value: JSON, where: str, least: int, most: int) -> List[Any]:
    if not isinstance(value, list) or not least <= len(value) <= most:
        raise Fault("member", name=where)
    return value


def _sorted(
    value: JSON, where: str, least: int, most: int, pattern: "re.Pattern[str]"
) -> List[str]:
    """Texts of a pattern, sorted, each once."""
    items = _list(value, where, least, most)
    if not all(isinstance(item, str) and pattern.fullmatch(item) for item in items):
        raise Fault("member", name=where)
    if sorted(set(items)) != items:
        raise Fault("member", name=where)
    return items


def _hex(value: JSON, where: str) -> None:
    if not isinstance(value, str) or not HEX_32.fullmatch(value):
        raise Fault("member", name=where)


def _whole(value: JSON, where: str, least: int, most: int = LARGEST_INTEGER) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Fault("member", name=where)


def _identifier(value: JSON, where: str) -> None:
    if not isinstance(value, str) or len(value) > 64 or not IDENTIFIER.fullmatch(value):
        raise Fault("member", name=where)


def _process_id(value: JSON, where: str) -> None:
    if not isinstance(value, str) or len(value) > 80 or not PROPOSITION.fullmatch(value):
        raise Fault("member", name=where)


def _one_of(value: JSON, allowed: Sequence[str], where: str) -> None:
    if not isinstance(value, str) or value not in allowed:
        raise Fault("member", name=where)


def _matching(value: JSON, pattern: "re.Pattern[str]", where: str) -> None:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise Fault("member", name=where)


def _root(value: JSON, where: str) -> bytes:
    root = from_base64(text_of(value))
    if len(root) != 32:
        raise Fault("member", name=where)
    return root


def _instant(value: JSON, where: str) -> None:
    _matching(value, INSTANT, where)
    try:
        datetime.datetime.strptime(str(value), "%Y-%m-%dT%H:%M:%SZ")  # noqa: DTZ007
    except ValueError:
        raise Fault("member", name=where) from None


def _day(value: JSON, where: str) -> datetime.date:
    _matching(value, DAY, where)
    try:
        return datetime.date(*[int(part) for part in str(value).split("-")])
    except ValueError:
        raise Fault("member", name=where) from None


class Entry(NamedTuple):
    """An entry of the log, read."""

    hash: str
    envelope: Envelope
    header: Object

    @property
    def signers(self) -> List[str]:
        return sorted([self.header["key"], *self.header.get("with", [])])

    @property
    def party(self) -> str:
        return str(self.header["role"]).split("/")[0]

    @property
    def office(self) -> str:
        return str(self.header["role"]).split("/")[1]


def read_entry(data: bytes) -> Entry:
    """An entry of the log, its signatures not yet checked (sections 2.1 to 2.5)."""
    envelope = read_envelope(data)
    if envelope.type != ENTRY_TYPE:
        raise Fault("member", name="payloadType")
    header = read_json(envelope.payload, LARGEST_ENTRY)
    if not isinstance(header, dict):
        raise Fault("member", name="payload")
    _one_of(header.get("type"), tuple(OWN_MEMBER), "type")
    own = OWN_MEMBER[header["type"]]
    _object(
        header,
        "v log type key with? role seq prev? seen claimed refs? about? release? body? _sd? _sd_alg? "
        + own,
        "payload",
    )
    _check_author(header)
    _check_sight(header)
    _check_body(header)
    if own.rstrip("?") in header:
        _OWN_CHECKS[own.rstrip("?")](header[own.rstrip("?")])
    if own in ("manifest", "revoked") and header[own]["party"] != header["role"].split("/")[0]:
        raise Fault("member", name="role")
    return Entry(leaf_hash(data).hex(), envelope, header)


def _check_author(header: Object) -> None:
    _whole(header["v"], "v", 1, 1)
    _matching(header["log"], ORIGIN, "log")
    _hex(header["key"], "key")
    if "with" in header:
        _sorted(header["with"], "with", 1, MOST_SIGNATURES - 1, HEX_32)
        if header["key"] in header["with"]:
            raise Fault("member", name="with")
    role = text_of(header["role"]).split("/")
    if len(role) != 2:
        raise Fault("member", name="role")
    for part in role:
        _identifier(part, "role")
    _whole(header["seq"], "seq", 0)
    if ("prev" in header) != (header["seq"] > 0):
        raise Fault("member", name="prev")
    if "prev" in header:
        _hex(header["prev"], "prev")


def _check_sight(header: Object) -> None:
    seen = _object(header["seen"], "size root", "seen")
    _whole(seen["size"], "seen", 0)
    if _root(seen["root"], "seen") != EMPTY_ROOT and seen["size"] == 0:
        raise Fault("member", name="seen")
    _instant(header["claimed"], "claimed")
    if "refs" in header:
        _sorted(header["refs"], "refs", 1, 64, HEX_32)
    if header["type"] in ONE_REFERENCE and len(header.get("refs", [])) != 1:
        raise Fault("member", name="refs")
    if "about" in header:
        about = _sorted(header["about"], "about", 1, 256, PROPOSITION)
        speaks = header["type"] in ("statement.filed", "statement.disclosed")
        if header.get("release") != "public" or not speaks or max(map(len, about)) > 80:
            raise Fault("member", name="about")


def _check_body(header: Object) -> None:
    kind, has_body = header["type"], "body" in header
    if has_body != (kind in WITH_BODY) and not (has_body and kind == "process.text"):
        raise Fault("member", name="body")
    if ("release" in header) != (has_body or kind == "statement.disclosed"):
        raise Fault("member", name="release")
    if "release" in header:
        _one_of(header["release"], RELEASES, "release")
    if has_body:
        body = _object(header["body"], "alg commit media pad", "body")
        _one_of(body["alg"], ("hmac-sha256",), "body")
        _hex(body["commit"], "body")
        _one_of(
            body["media"], (FILES_MEDIA if kind == "process.text" else STATEMENT_MEDIA,), "body"
        )
        if isinstance(body["pad"], bool) or body["pad"] not in PADS:
            raise Fault("member", name="body")
    if ("_sd" in header) != ("_sd_alg" in header) or ("_sd" in header and not has_body):
        raise Fault("member", name="_sd")
    if "_sd" in header:
        digests = _sorted(header["_sd"], "_sd", 1, 64, re.compile(r"[A-Za-z0-9_-]{43}"))
        if not all(len(from_base64url(digest)) == 32 for digest in digests):
            raise Fault("member", name="_sd")
        _one_of(header["_sd_alg"], ("sha-256",), "_sd_alg")


def _check_policy_member(value: JSON) -> None:
    _check_policy(value, 1)


def _check_policy(value: JSON, least: int) -> None:
    policy = _object(value, "published? witnessed? mutual?", "policy")
    if len(policy) < least:
        raise Fault("member", name="policy")
    for digest in policy.values():
        _hex(digest, "policy")


def _check_roots(value: JSON, names: str) -> Object:
    roots = _object(value, names, "roots")
    ids = _sorted(roots["roots"], "roots", 1, MOST_SIGNATURES, HEX_32)
    _whole(roots["threshold"], "threshold", 1, len(ids))
    return roots


def _check_keys(value: JSON, where: str) -> List[Key]:
    """Texts of keys in the order of their ids; passkeys cannot be among them: they need a site."""
    keys = [read_key(item) for item in _list(value, where, 1, MOST_SIGNATURES)]
    ids = [key.id for key in keys]
    if sorted(set(ids)) != ids or any(key.algorithm == "webauthn-es256" for key in keys):
        raise Fault("member", name=where)
    return keys


def _check_opening(value: JSON) -> None:
    opening = _object(value, "process keeper keys parties policy succeeds?", "opening")
    _process_id(opening["process"], "process")
    _identifier(opening["keeper"], "keeper")
    parties = opening["parties"]
    if not isinstance(parties, dict) or not 1 <= len(parties) <= 64:
        raise Fault("member", name="parties")
    ids: List[str] = []
    for party, roots in parties.items():
        _identifier(party, "parties")
        ids += _check_roots(roots, "roots threshold")["roots"]
    if len(set(ids)) != len(ids):
        raise Fault("member", name="parties")
    keys = _check_keys(opening["keys"], "keys")
    keeper = opening["parties"].get(opening["keeper"])
    if keeper is None or [key.id for key in keys] != keeper["roots"]:
        raise Fault("member", name="keys")
    _check_policy(opening["policy"], 0)
    if "succeeds" in opening:
        before = _object(opening["succeeds"], "origin size root", "succeeds")
        _matching(before["origin"], ORIGIN, "succeeds")
        _whole(before["size"], "succeeds", 0)
        _root(before["root"], "succeeds")


def _check_founder(value: JSON) -> None:
    _identifier(_check_roots(value, "party roots threshold")["party"], "founder")


def _check_revoked(value: JSON) -> None:
    revoked = _object(value, "party key compromised_since?", "revoked")
    _identifier(revoked["party"], "revoked")
    _hex(revoked["key"], "revoked")
    if "compromised_since" in revoked:
        _day(revoked["compromised_since"], "revoked")


def _check_text(value: JSON) -> None:
    text = _object(value, "process digest amends?", "text")
    _process_id(text["process"], "text")
    _matching(text["digest"], re.compile(r"sha256:[0-9a-f]{64}"), "text")
    if "amends" in text:
        _hex(text["amends"], "text")


def _check_fields(value: JSON) -> None:
    _sorted(value, "fields", 1, 64, re.compile(r"[a-z0-9_]{1,64}"))


def _check_erasure(value: JSON) -> None:
    _one_of(_object(value, "ground", "erasure")["ground"], GROUNDS, "erasure")


def _check_manifest(value: JSON) -> None:
    names = "party version roots threshold next next_threshold recovery? recovers? roles"
    manifest = _object(value, names, "manifest")
    _identifier(manifest["party"], "party")
    _whole(manifest["version"], "version", 1)
    roots = _check_keys(manifest["roots"], "roots")
    _whole(manifest["threshold"], "threshold", 1, len(roots))
    next_ = _sorted(manifest["next"], "next", 1, MOST_SIGNATURES, HEX_32)
    _whole(manifest["next_threshold"], "next_threshold", 1, len(next_))
    keys = [key.id for key in roots]
    if "recovers" in manifest and manifest["recovers"] is not True:
        raise Fault("member", name="recovers")
    if "recovery" in manifest:
        recovery = _object(manifest["recovery"], "keys threshold days", "recovery")
        recovering = _check_keys(recovery["keys"], "recovery")
        _whole(recovery["threshold"], "recovery", 1, len(recovering))
        _whole(recovery["days"], "recovery", 1, 366)
        keys += [key.id for key in recovering]
    names_of_roles = []
    for item in _list(manifest["roles"], "roles", 0, 64):
        role = _object(item, "role keys scope until?", "roles")
        _identifier(role["role"], "roles")
        names_of_roles.append(role["role"])
        keys += [key.id for key in _check_role(role)]
    if sorted(set(names_of_roles)) != names_of_roles:
        raise Fault("member", name="roles")
    if "root" in names_of_roles or "recovery" in names_of_roles or len(set(keys)) != len(keys):
        raise Fault("member", name="roles")
    if set(keys) & set(next_):
        raise Fault("member", name="next")


def _check_role(role: Object) -> List[Key]:
    keys = [_role_key(item) for item in _list(role["keys"], "roles", 1, 256)]
    ids = [key.id for key in keys]
    if sorted(set(ids)) != ids or not isinstance(role["scope"], dict) or not role["scope"]:
        raise Fault("member", name="roles")
    for kind, count in role["scope"].items():
        _one_of(kind, BY_ROLES, "scope")
        _whole(count, "scope", 1, min(len(keys), MOST_SIGNATURES))
    if "until" in role:
        _day(role["until"], "until")
    return keys


def _role_key(value: JSON) -> Key:
    given = _object(value, "key rp? origin?", "roles")
    key = read_key(given["key"])
    if key.algorithm == "webauthn-es256":
        site, page = text_of(given.get("rp")), text_of(given.get("origin"))
        _check_site(site, page)
        return read_key(given["key"], site, page)
    if len(given) != 1:
        raise Fault("member", name="roles")
    return key


_HOST = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*"
_PAGE = re.compile(r"(?:https://(?P<host>%s)|http://localhost)(?::[1-9][0-9]{0,4})?" % _HOST)


def _check_site(site: str, page: str) -> None:
    """A passkey is bound to a site; the page that asks for its signature belongs to that site."""
    if len(site) > 253 or len(page) >= 270 or not re.fullmatch(_HOST, site):
        raise Fault("member", name="rp")
    match = _PAGE.fullmatch(page)
    if not match or not ("." + (match.group("host") or "localhost")).endswith("." + site):
        raise Fault("member", name="origin")


_OWN_CHECKS: Dict[str, Callable[[JSON], None]] = {
    "opening": _check_opening,
    "policy": _check_policy_member,
    "founder": _check_founder,
    "manifest": _check_manifest,
    "revoked": _check_revoked,
    "text": _check_text,
    "fields": _check_fields,
    "erasure": _check_erasure,
}


def entry_code(entry_hash: str) -> str:
    """The first 100 bits of the entry's hash in five groups (section 2.1), as on minutes."""
    number = int(entry_hash[:25], 16)
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    digits = "".join([alphabet[number >> 5 * i & 31] for i in range(19, -1, -1)])
    return "-".join([digits[i : i + 4] for i in range(0, 20, 4)])


# ── 10 Parties, keys and rights: who may sign what ───────────────────────────────────────────────


class Refused(Exception):  # noqa: N818
    """An entry that should not be in the log; `code` is one of section 4.4."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Filed(NamedTuple):
    """What later entries need to know of an entry in the log."""

    number: int
    type: str
    party: str
    body: bool
    about: bool
    release: Optional[str]


class Party:
    """A party as the entries so far make it."""

    def __init__(self, roots: List[str], threshold: int) -> None:
        self.pinned = (roots, threshold)  # what version 1 of the manifest must have
        self.manifest: Optional[Object] = None
        self.waiting: Optional[Tuple[str, int, Object]] = (
            None  # a recovery: entry, index, manifest
        )

    def root_keys(self) -> Dict[str, Key]:
        return _by_id(self.manifest["roots"] if self.manifest else [])

    def recovery_keys(self) -> Dict[str, Key]:
        recovery = (self.manifest or {}).get("recovery")
        return _by_id(recovery["keys"] if recovery else [])

    def role(self, name: str) -> Optional[Object]:
        for role in (self.manifest or {}).get("roles", []):
            if role["role"] == name:
                return dict(role)
        return None


def _by_id(texts: List[str]) -> Dict[str, Key]:
    return {key.id: key for key in map(read_key, texts)}


def _role_keys(role: Object) -> Dict[str, Key]:
    return {key.id: key for key in map(_role_key, role["keys"])}


def _all_keys(manifest: Object) -> Set[str]:
    keys = set(_by_id(manifest["roots"]))
    keys.update(_by_id(manifest.get("recovery", {}).get("keys", [])))
    for role in manifest["roles"]:
        keys.update(_role_keys(role))
    return keys


class Register:
    """The state of a register, built up entry by entry: who may sign what, and who said what.

    Of a bundle that is not whole, only the entries it carries are known. What would need the
    others (a number used twice, an entry referred to) is then left open instead of refused.
    """

    def __init__(
        self, origin: str, whole: bool, root_at: Callable[[int], Optional[bytes]]
    ) -> None:
        self.origin, self.whole, self.root_at = origin, whole, root_at
        self.not_before: Callable[[int], Optional[int]] = lambda _: None
        self.not_after: Callable[[int], Optional[int]] = lambda _: None
        self.opening: Optional[Object] = None
        self.policy: Object = {}
        self.parties: Dict[str, Party] = {}
        self.owners: Dict[str, str] = {}  # key id -> party for which it stands, or is to stand
        self.revoked: Set[str] = set()
        self.erased: Set[str] = set()
        self.entries: Dict[str, Filed] = {}
        self.chains: Dict[str, Dict[int, str]] = {}  # key -> number -> entry
        self.gap_ends: Dict[str, Set[int]] = {}  # key -> numbers whose number before is missing
        self.named: Dict[Tuple[str, int], str] = {}  # (key, number) -> entry, by a later `prev`
        self.past_until: List[int] = []
        self.index = 0

    def admit(self, index: int, entry: Entry) -> None:
        """Section 4.4 in its order; raises `Refused`, and changes nothing then."""
        header, self.index = entry.header, index
        if header["log"] != self.origin:
            raise Refused("other-ledger")
        if entry.hash in self.entries:
            raise Refused("duplicate")
        signers = self._signers(entry)
        if any(keyid in self.revoked for keyid in entry.signers):
            raise Refused("revoked-key")
        self._check_signatures(entry, signers)
        self._check_scope(entry)
        self._check_chain(entry)
        self._check_seen(entry)
        self._check_references(entry)
        take_effect = self._allowed(entry)
        take_effect()
        self._note(index, entry)

    # Whose keys these are

    def _signers(self, entry: Entry) -> Dict[str, Key]:
        keys = self._keys_of(entry)
        if not set(entry.signers) <= set(keys):
            raise Refused("unknown-key")
        return keys

    def _keys_of(self, entry: Entry) -> Dict[str, Key]:
        header = entry.header
        if header["type"] == "ledger.opened":
            return _by_id(header["opening"]["keys"]) if entry.office == "root" else {}
        party = self.parties.get(entry.party)
        if party is None:
            return {}
        new = _by_id(header["manifest"]["roots"]) if header["type"] == "party.manifest" else {}
        if entry.office == "root":
            return {**party.root_keys(), **new}
        if entry.office == "recovery":
            return {**party.recovery_keys(), **new}
        role = party.role(entry.office)
        if role is None:
            return {}
        self._check_until(role)
        return _role_keys(role)

    def _check_until(self, role: Object) -> None:
        earliest = self.not_before(self.index)
        if "until" in role and earliest is not None:
            end = _day(role["until"], "until").toordinal() + 1 - EPOCH
            if earliest >= end * 86400:
                self.past_until.append(self.index)

    def _check_signatures(self, entry: Entry, keys: Dict[str, Key]) -> None:
        envelope = entry.envelope
        if [keyid for keyid, _ in envelope.signatures] != entry.signers:
            raise Refused("bad-signature")
        message = pae(envelope.type, envelope.payload)
        for keyid, signature in envelope.signatures:
            if not signature_holds(keys[keyid], message, signature):
                raise Refused("bad-signature")

    # What these keys may sign

    def _check_scope(self, entry: Entry) -> None:
        kind, office, signers = entry.header["type"], entry.office, set(entry.signers)
        if kind == "ledger.opened":
            opening = entry.header["opening"]
            if entry.party != opening["keeper"]:
                raise Refused("unknown-key")
            if len(signers) < opening["parties"][entry.party]["threshold"]:
                raise Refused("too-few-signatures")
        elif kind == "party.manifest":
            self._check_manifest_signers(entry, signers)
        elif kind in ("party.vetoed", "party.recovered"):
            self._check_threshold(entry, "root" if kind == "party.vetoed" else "recovery")
        elif kind == "key.revoked":
            if entry.header["revoked"]["key"] not in signers:
                self._check_threshold(entry, "root")
        elif office in ("root", "recovery"):
            raise Refused("out-of-scope")
        else:
            self._check_role_scope(entry)

    def _check_role_scope(self, entry: Entry) -> None:
        role = self.parties[entry.party].role(entry.office) or {}
        needed = role.get("scope", {}).get(entry.header["type"])
        if needed is None:
            raise Refused("out-of-scope")
        if len(entry.signers) < needed:
            raise Refused("too-few-signatures")

    def _check_threshold(self, entry: Entry, office: str) -> None:
        if entry.office != office:
            raise Refused("out-of-scope")
        manifest = self.parties[entry.party].manifest or {}
        threshold = (manifest if office == "root" else manifest["recovery"])["threshold"]
        if len(entry.signers) < threshold:
            raise Refused("too-few-signatures")

    def _check_manifest_signers(self, entry: Entry, signers: Set[str]) -> None:
        """How many of whom must sign a manifest (section 4.1); that it may say so comes later."""
        new, party = entry.header["manifest"], self.parties[entry.party]
        old, new_roots = party.manifest, set(_by_id(new["roots"]))
        if entry.office not in ("root", "recovery"):
            raise Refused("out-of-scope")
        if ("recovers" in new) != (entry.office == "recovery"):
            raise Refused("out-of-scope")
        needed = [(new_roots, new["threshold"])]
        if old is not None and entry.office == "recovery":
            needed.append((set(party.recovery_keys()), old["recovery"]["threshold"]))
        elif old is not None:
            needed.append((set(party.root_keys()), old["threshold"]))
            if new_roots != set(party.root_keys()):
                needed.append((new_roots & set(old["next"]), old["next_threshold"]))
        for keys, threshold in needed:
            if len(signers & keys - self.revoked) < threshold:
                raise Refused("too-few-signatures")

    # Whether it fits what was there before

    def _check_chain(self, entry: Entry) -> None:
        key, seq, prev = entry.header["key"], entry.header["seq"], entry.header.get("prev")
        chain = self.chains.get(key, {})
        if seq in chain:
            raise Refused("equivocation")
        if self.named.get((key, seq), entry.hash) != entry.hash:
            raise Refused("broken-chain")
        if prev is not None and chain.get(seq - 1, prev) != prev:
            raise Refused("broken-chain")
        ends = self.gap_ends.get(key, set())
        opens = seq > 0 and seq - 1 not in chain
        if self.whole and len(ends) + opens - (seq + 1 in ends) > MOST_GAPS:
            raise Refused("broken-chain")

    def _check_seen(self, entry: Entry) -> None:
        seen = entry.header["seen"]
        if seen["size"] > self.index:
            raise Refused("unknown-checkpoint")
        root = self.root_at(seen["size"])
        if root is not None and root != from_base64(seen["root"]):
            raise Refused("unknown-checkpoint")

    def _check_references(self, entry: Entry) -> None:
        kind, refs = entry.header["type"], entry.header.get("refs", [])
        if self.whole and not all(ref in self.entries for ref in refs):
            raise Refused("unknown-reference")
        known = [self.entries[ref] for ref in refs if ref in self.entries]
        if kind in ("party.vetoed", "party.recovered"):
            fits = [found.type == "party.manifest" for found in known]
        elif kind == "statement.disclosed":
            fits = [found.type in WITH_BODY for found in known]
        elif kind == "body.erased":
            fits = [found.type in (*WITH_BODY, "process.text") for found in known]
        else:
            fits = []
        if not all(fits):
            raise Refused("unknown-reference")
        amended = entry.header.get("text", {}).get("amends")
        if amended is not None and (self.whole or amended in self.entries):
            found = self.entries.get(amended)
            if found is None or found.type != "process.text":
                raise Refused("unknown-reference")

    # Whether the rules of its type allow it, and what follows from it

    def _allowed(self, entry: Entry) -> Callable[[], None]:
        kind = entry.header["type"]
        if (kind == "ledger.opened") != (self.index == 0):
            raise Refused("not-allowed")
        rule = {
            "ledger.opened": self._opened,
            "ledger.policy": self._policy,
            "party.admitted": self._admitted,
            "party.manifest": self._manifest,
            "party.vetoed": self._vetoed,
            "party.recovered": self._recovered,
            "key.revoked": self._revoked,
            "process.text": self._text,
            "statement.disclosed": self._disclosed,
            "body.erased": self._erased,
        }.get(kind)
        return rule(entry) if rule else _nothing

    def _opened(self, entry: Entry) -> Callable[[], None]:
        def effect() -> None:
            self.opening = opening
            self.policy = opening["policy"]
            for name, roots in opening["parties"].items():
                self._found(name, roots)

        opening = entry.header["opening"]
        return effect

    def _policy(self, entry: Entry) -> Callable[[], None]:
        def effect() -> None:
            self.policy = entry.header["policy"]

        return effect

    def _admitted(self, entry: Entry) -> Callable[[], None]:
        def effect() -> None:
            self._found(founder["party"], founder)

        founder = entry.header["founder"]
        taken = [key in self.revoked or key in self.owners for key in founder["roots"]]
        if founder["party"] in self.parties or any(taken):
            raise Refused("not-allowed")
        return effect

    def _text(self, entry: Entry) -> Callable[[], None]:
        if self.opening and entry.header["text"]["process"] != self.opening["process"]:
            raise Refused("not-allowed")
        return _nothing

    def _manifest(self, entry: Entry) -> Callable[[], None]:
        def effect() -> None:
            if "recovers" in new:
                party.waiting = (entry.hash, index, new)
            else:
                self._put_in_force(party, new)

        index, new, party = self.index, entry.header["manifest"], self.parties[entry.party]
        if new["party"] != entry.party:
            raise Refused("not-allowed")
        self._check_succession(party, new)
        self._check_new_keys(entry.party, new)
        return effect

    def _check_succession(self, party: Party, new: Object) -> None:
        old, roots = party.manifest, [key.id for key in map(read_key, new["roots"])]
        if new["version"] != (old["version"] + 1 if old else 1):
            raise Refused("not-allowed")
        if old is None:
            fits = (roots, new["threshold"]) == party.pinned and "recovers" not in new
        elif "recovers" in new:
            fits = party.waiting is None
        elif new["roots"] == old["roots"]:
            kept = ("threshold", "next", "next_threshold")
            fits = [new[name] for name in kept] == [old[name] for name in kept]
        else:
            fits = set(roots) <= set(party.root_keys()) | set(old["next"])
        if not fits:
            raise Refused("not-allowed")

    def _check_new_keys(self, name: str, new: Object) -> None:
        """A key stands in one place only, and a revoked one does not come back."""
        old, keys = self.parties[name].manifest, _all_keys(new)
        same_roots = old is not None and old["roots"] == new["roots"]
        staying = set(_by_id(new["roots"])) if same_roots else set()
        if keys & self.revoked - staying:
            raise Refused("not-allowed")
        if {self.owners.get(key, name) for key in keys} - {name}:
            raise Refused("not-allowed")
        if self.opening and name != self.opening["keeper"]:
            scopes = [kind for role in new["roles"] for kind in role["scope"]]
            if set(scopes) & set(OF_THE_KEEPER):
                raise Refused("not-allowed")

    def _found(self, name: str, roots: Object) -> None:
        self.parties[name] = Party(roots["roots"], roots["threshold"])
        for key in roots["roots"]:
            self.owners[key] = name

    def _put_in_force(self, party: Party, manifest: Object) -> None:
        """From the next entry on; whatever waited for the party is over."""
        before = _all_keys(party.manifest) if party.manifest else party.pinned[0]
        for key in before:
            self.owners.pop(key, None)
        party.manifest, party.waiting = manifest, None
        for key in _all_keys(manifest):
            self.owners[key] = manifest["party"]

    def _vetoed(self, entry: Entry) -> Callable[[], None]:
        def effect() -> None:
            party.waiting = None

        party = self._with_waiting(entry)
        return effect

    def _with_waiting(self, entry: Entry) -> Party:
        party = self.parties[entry.party]
        if party.waiting is None or party.waiting[0] != entry.header["refs"][0]:
            raise Refused("unknown-reference")
        return party

    def _recovered(self, entry: Entry) -> Callable[[], None]:
        def effect() -> None:
            self._put_in_force(party, new)

        party = self._with_waiting(entry)
        if party.waiting is None or party.manifest is None or "recovery" not in party.manifest:
            raise Refused("not-allowed")
        _, index, new = party.waiting
        asked, now = self.not_after(index), self.not_before(self.index)
        days = party.manifest["recovery"]["days"]
        if asked is None or now is None or now < asked + days * 86400:
            raise Refused("not-allowed")
        self._check_new_keys(entry.party, new)
        return effect

    def _revoked(self, entry: Entry) -> Callable[[], None]:
        def effect() -> None:
            self.revoked.add(revoked["key"])

        revoked, party = entry.header["revoked"], self.parties[entry.party]
        if revoked["party"] != entry.party or revoked["key"] in self.revoked:
            raise Refused("not-allowed")
        if party.manifest is None or revoked["key"] not in _all_keys(party.manifest):
            raise Refused("not-allowed")
        return effect

    def _disclosed(self, entry: Entry) -> Callable[[], None]:
        found = self.entries.get(entry.header["refs"][0])
        if found and found.party != entry.party:
            raise Refused("not-allowed")
        if found and found.about and "about" in entry.header:
            raise Refused("not-allowed")
        if entry.header["refs"][0] in self.erased:
            raise Refused("not-allowed")
        return _nothing

    def _erased(self, entry: Entry) -> Callable[[], None]:
        def effect() -> None:
            self.erased.add(target)

        target = entry.header["refs"][0]
        found, keeper = self.entries.get(target), (self.opening or {}).get("keeper")
        if found and entry.party not in (found.party, keeper):
            raise Refused("not-allowed")
        if (found and not found.body) or target in self.erased:
            raise Refused("not-allowed")
        return effect

    def _note(self, index: int, entry: Entry) -> None:
        header = entry.header
        self.entries[entry.hash] = Filed(
            index,
            header["type"],
            entry.party,
            "body" in header,
            "about" in header,
            header.get("release"),
        )
        self.chains.setdefault(header["key"], {})[header["seq"]] = entry.hash
        if "prev" in header and header["seq"] - 1 not in self.chains[header["key"]]:
            self.named[header["key"], header["seq"] - 1] = header["prev"]
        self.named.pop((header["key"], header["seq"]), None)
        ends = self.gap_ends.setdefault(header["key"], set())
        ends.discard(header["seq"] + 1)
        if header["seq"] and header["seq"] - 1 not in self.chains[header["key"]]:
            ends.add(header["seq"])

    def gaps(self) -> List[Tuple[str, int, int]]:
        """Numbers that an author used and that are not in the log: key, first, last."""
        found = []
        for key, chain in sorted(self.chains.items()):
            expected = 0
            for seq in sorted(chain):
                if seq > expected:
                    found.append((key, expected, seq - 1))
                expected = seq + 1
        return found


def _nothing() -> None:
    """Most entries change nothing for those after them."""


# ── 11 Bodies and disclosures ────────────────────────────────────────────────────────────────────


def commitment(body: bytes, salt: bytes, pad: int) -> str:
    """HMAC-SHA-256 over the padded body, the salt being the key (section 2.4)."""
    padded = hmac.new(salt, body, "sha256")
    padded.update(b"\x80" + bytes(pad - len(body) - 1))
    return padded.hexdigest()


def check_body(data: bytes, entry_hash: str, committed: Object) -> Object:
    """The content of `bodies/…`, if it is what the entry committed to."""
    names = "v entry release media salt body disclosures?"
    content = _object(read_json(data, LARGEST_FILE), names, "body")
    _whole(content["v"], "body", 1, 1)
    _one_of(content["release"], RELEASES, "body")
    if content["entry"] != entry_hash or content["media"] != committed["media"]:
        raise Fault("body-wrong")
    salt, body = from_base64(text_of(content["salt"])), from_base64(text_of(content["body"]))
    fitting = [pad for pad in PADS if pad > len(body)]
    if len(salt) != 32 or not fitting or fitting[0] != committed["pad"]:
        raise Fault("body-wrong")
    if not hmac.compare_digest(commitment(body, salt, fitting[0]), committed["commit"]):
        raise Fault("body-wrong")
    content["body"] = body
    return content


def is_encrypted(value: JSON) -> bool:
    """Whether a body or disclosures are encrypted (section 3.5)."""
    return isinstance(value, dict) and sorted(value) == [
        "alg",
        "entry",
        "nonce",
        "release",
        "sealed",
        "v",
    ]


def read_disclosures(texts: JSON, digests: Sequence[str]) -> Object:
    """The members that disclosures show, if the entry committed to each (section 2.5)."""
    shown: Object = {}
    for text in _list(texts, "disclosures", 0, 4096):
        if len(text_of(text)) > LARGEST_DISCLOSURE:
            raise Fault("field-wrong")
        digest = to_base64url(sha256(text.encode("utf-8")))
        if digest not in digests:
            raise Fault("field-wrong")
        array = read_loose_json(from_base64url(text))
        if not isinstance(array, list) or len(array) != 3:
            raise Fault("field-wrong")
        salt, name, value = array
        if not isinstance(salt, str) or not isinstance(name, str) or name in ("_sd", "..."):
            raise Fault("field-wrong")
        if name in shown:
            raise Fault("field-twice", name=name[:80])
        shown[name] = value
    return shown


# ── 12 Reading a ZIP or a folder ─────────────────────────────────────────────────────────────────

NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")


class Files:
    """The files of a bundle or of a register's folder, by name."""

    names: Sequence[str] = ()
    packed = False  # a ZIP is always a bundle; a folder may be the register itself

    def read(self, name: str) -> Optional[bytes]:
        raise NotImplementedError

    def close(self) -> None:
        """No more is read."""

    def need(self, name: str) -> bytes:
        """The file, which must be there."""
        data = self.read(name)
        if data is None:
            raise Fault("file-missing", name=name)
        return data

    def under(self, folder: str) -> List[str]:
        return [name for name in self.names if name.startswith(folder + "/")]


class Folder(Files):
    """A folder; what begins with a dot, and what only the keeper has, is left out."""

    def __init__(self, path: Path) -> None:
        self.path, self.found = path, 0
        self.names = sorted(self._inside(path, ""))

    def _inside(self, folder: Path, prefix: str) -> Iterator[str]:
        for path in folder.iterdir():
            hidden = (
                path.name[0] == "."
                or path.name == "__pycache__"
                or (not prefix and path.name == "private")
            )
            self.found += 1
            if self.found > MOST_FILES:
                raise UnreadableError("too-many-files", most=MOST_FILES)
            if hidden or path.is_symlink() or path.name.endswith(".unfinished"):
                continue
            if path.is_dir():
                yield from self._inside(path, prefix + path.name + "/")
            elif path.is_file():
                yield prefix + path.name

    def read(self, name: str) -> Optional[bytes]:
        path = self.path.joinpath(*name.split("/"))
        if not path.is_file() or path.is_symlink():
            return None
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST_FILE + 1)
        except OSError:
            return None
        if len(data) > LARGEST_FILE:
            raise Fault("file-too-large", name=name)
        return data


class Packed(NamedTuple):
    """One file in a ZIP: where its header is, how it is packed, and what comes out."""

    offset: int
    method: int
    packed: int
    size: int
    crc: int


class Zip(Files):
    """A ZIP, read so that no two programs can find different files in it.

    Plain names, each once; no encryption, no comment, nothing overlapping; sizes as announced.
    """

    packed = True

    def __init__(self, path: Path) -> None:
        self.file = path.open("rb")
        try:
            self._read_end()
        except UnreadableError:
            self.close()
            raise

    def close(self) -> None:
        self.file.close()

    def _read_end(self) -> None:
        length = self.file.seek(0, 2)
        end = self._at(max(0, length - 22), 22)
        if len(end) < 22 or end[:4] != b"PK\5\6":
            raise UnreadableError("not-a-zip")
        disk, first, here, count, directory, start, comment = struct.unpack("<4H2LH", end[4:])
        if disk or first or here != count or comment or start + directory != length - 22:
            raise UnreadableError("not-a-zip")
        self.entries = self._read_directory(self._at(start, directory), count, start)
        self.names = sorted(self.entries)
        if sum([file.size for file in self.entries.values()]) > LARGEST_BUNDLE:
            raise UnreadableError("too-large", most=LARGEST_BUNDLE)

    def _at(self, offset: int, length: int) -> bytes:
        self.file.seek(offset)
        return self.file.read(length)

    def _read_directory(self, data: bytes, count: int, start: int) -> Dict[str, Packed]:
        found: Dict[str, Packed] = {}
        at, spans = 0, []
        for _ in range(count):
            if len(data) - at < 46 or data[at : at + 4] != b"PK\1\2":
                raise UnreadableError("not-a-zip")
            flags, method = struct.unpack("<2H", data[at + 8 : at + 12])
            crc, packed, size, named, extra, comment = struct.unpack(
                "<3L3H", data[at + 16 : at + 34]
            )
            offset = int.from_bytes(data[at + 42 : at + 46], "little")
            raw = data[at + 46 : at + 46 + named]
            at += 46 + named + extra + comment
            name = raw.decode("ascii", "replace")
            if raw.endswith(b"/") and not size:
                continue  # a folder, which some programs enter by itself
            if flags & 1 or method not in (0, 8) or not NAME.fullmatch(name) or name in found:
                raise UnreadableError("zip-entry", name=name[:80])
            if size > LARGEST_FILE or (method == 0 and packed != size):
                raise UnreadableError("file-too-large", name=name)
            spans.append((offset, self._data_start(offset, raw) + packed))
            found[name] = Packed(offset, method, packed, size, crc)
        if at != len(data):
            raise UnreadableError("not-a-zip")
        end = 0
        for first, last in sorted(spans):
            if first < end or last > start:
                raise UnreadableError("not-a-zip")
            end = last
        return found

    def _data_start(self, offset: int, raw: bytes) -> int:
        """Where the data begins; its own header must name the file as the directory does."""
        header = self._at(offset, 30)
        if len(header) < 30 or header[:4] != b"PK\3\4":
            raise UnreadableError("not-a-zip")
        named, extra = struct.unpack("<2H", header[26:30])
        if self._at(offset + 30, named) != raw:
            raise UnreadableError("not-a-zip")
        return offset + 30 + int(named) + int(extra)

    def read(self, name: str) -> Optional[bytes]:
        file = self.entries.get(name)
        if file is None:
            return None
        named, extra = struct.unpack("<2H", self._at(file.offset + 26, 4))
        data = self._at(file.offset + 30 + named + extra, file.packed)
        if file.method == 8:
            unpacking = zlib.decompressobj(-15)
            try:
                data = unpacking.decompress(data, file.size + 1)
            except zlib.error:
                raise Fault("file-damaged", name=name) from None
            if not unpacking.eof or unpacking.unused_data:
                raise Fault("file-damaged", name=name)
        if len(data) != file.size or zlib.crc32(data) != file.crc:
            raise Fault("file-damaged", name=name)
        return data


def open_files(path: Path) -> Files:
    """The files of a folder or a ZIP."""
    if path.is_dir():
        return Folder(path)
    if not path.is_file():
        raise UnreadableError("no-such-file", name=str(path))
    return Zip(path)


# ── 13 The checks, one after the other ───────────────────────────────────────────────────────────

HOLDS, FAILS, OPEN = "holds", "fails", "open"

Values = Dict[str, Any]


class Finding(NamedTuple):
    """One thing that was found; `code` names its sentence in part 14."""

    check: str
    verdict: str
    code: str
    values: Values


class Report:
    """What was found, check by check."""

    def __init__(self) -> None:
        self.findings: List[Finding] = []
        self.origin: Optional[str] = None
        self.size = 0
        self.root = ""
        self.grade: Optional[str] = None
        self.whole = False
        self.trust = "carried"
        self.unreadable = False

    def add(self, check: str, verdict: str, code: str, **values: Any) -> None:
        self.findings.append(Finding(check, verdict, code, values))

    def several(self, check: str, code: str, found: List[Values], verdict: str = FAILS) -> None:
        """Tell the first few of one kind, and how many there are."""
        for values in found[:MOST_TOLD]:
            self.add(check, verdict, code, **values)
        if len(found) > MOST_TOLD:
            self.add(check, verdict, "and-more", count=len(found) - MOST_TOLD)

    @property
    def verdict(self) -> str:
        if self.unreadable:
            return "unreadable"
        return FAILS if any(f.verdict == FAILS for f in self.findings) else HOLDS


class Grouped:
    """Faults of many files, told by kind."""

    def __init__(self) -> None:
        self.found: Dict[str, List[Values]] = {}

    def add(self, fault: Fault, otherwise: str, entry: str) -> None:
        """One more; what is no fault of a field is told as `otherwise`."""
        code = fault.code if fault.code.startswith("field-") else otherwise
        self.found.setdefault(code, []).append({**fault.values, "entry": entry})

    def tell(self, report: Report, check: str) -> None:
        """Tell all kinds."""
        for code, found in self.found.items():
            report.several(check, code, found)


class Trust(NamedTuple):
    """By whose keys checkpoints are judged."""

    policy: Policy
    known: Tuple[NoteKey, ...]
    carried: Dict[str, Policy]


class Opened(NamedTuple):
    """A checkpoint, and which known keys signed it at what time."""

    checkpoint: Checkpoint
    signed: Dict[NoteKey, int]


class Times:
    """Between which two moments an entry was recorded, by the clocks of the witnesses (5)."""

    def __init__(self, opened: Iterable[Opened], policy: Policy) -> None:
        self.bounds: List[Tuple[int, int, int]] = []
        for checkpoint, signed in opened:
            stated = {key: at for key, at in signed.items() if at}
            times = sorted([stated[key] for key in policy.witnesses.values() if key in stated])
            if times and policy.reached(stated):
                middle = (len(times) - 1) // 2
                self.bounds.append((checkpoint.size, times[middle], times[len(times) // 2]))
        self.bounds.sort()
        self.backwards = [
            later[0]
            for earlier, later in zip(self.bounds, self.bounds[1:])
            if later[0] > earlier[0] and later[1] < earlier[1]
        ]
        self.latest = max([at for _, _, at in self.bounds], default=None)
        self._after: List[int] = []
        for _, early, _ in self.bounds:
            self._after.append(max(early, self._after[-1] if self._after else early))
        self._until: List[int] = []
        for _, _, late in reversed(self.bounds):
            self._until.append(min(late, self._until[-1] if self._until else late))
        self._until.reverse()

    def _first_with(self, index: int) -> int:
        """The position of the first checkpoint that has the entry."""
        low, high = 0, len(self.bounds)
        while low < high:
            middle = (low + high) // 2
            if self.bounds[middle][0] > index:
                high = middle
            else:
                low = middle + 1
        return low

    def not_before(self, index: int) -> Optional[int]:
        at = self._first_with(index)
        return self._after[at - 1] if at else None

    def not_after(self, index: int) -> Optional[int]:
        at = self._first_with(index)
        return self._until[at] if at < len(self.bounds) else None

    def interval(self, index: int) -> Tuple[Optional[int], Optional[int]]:
        low, high = self.not_before(index), self.not_after(index)
        if low is not None and high is not None and low > high:
            return high, low
        return low, high


class Bodied(NamedTuple):
    """What an entry committed to, kept for the bodies that are carried."""

    body: Object
    digests: List[str]
    release: str


class Disclosing(NamedTuple):
    """What a `statement.disclosed` shows, of which entry."""

    target: str
    release: str
    fields: Optional[List[str]]


class Shown(NamedTuple):
    """An entry as the answer tells it."""

    number: int
    hash: str
    type: str
    role: str


class Checker:
    """Checks one bundle or folder. Each `check_…` adds what it finds to the report."""

    def __init__(self, files: Files, own_policy: Optional[bytes]) -> None:
        self.files, self.own_policy = files, own_policy
        self.report, self.names = Report(), frozenset(files.names)
        self.checkpoints: List[Opened] = []
        self.bodied: Dict[str, Bodied] = {}
        self.disclosing: Dict[str, Disclosing] = {}
        self.released: Dict[str, List[str]] = {}  # entry -> levels of later disclosures
        self.erased: Dict[str, int] = {}
        self.texts: List[str] = []
        self.shown: List[Shown] = []
        self.fields: Dict[str, Object] = {}
        self.entry_faults: List[Values] = []
        self.refusals_of_entries: List[Values] = []

    def run(self) -> Report:
        report = self.report
        try:
            self._run()
        except UnreadableError as fault:
            report.unreadable = True
            report.add("files", FAILS, fault.code, **fault.values)
        return report

    def _run(self) -> None:
        names = set(self.files.names)
        folder = {"ledger.json", "checkpoint"} <= names and not self.files.packed
        if "bundle.json" not in names and not folder:
            raise UnreadableError("part-of-mirror" if "part.json" in names else "nothing-here")
        self.is_bundle = "bundle.json" in names
        if self.is_bundle:
            self._step("sums", self.check_sums)
        if not self._step("files", self.check_frame):
            return
        if not self._step("trust", self.check_trust):
            return
        if not self._step("checkpoint", self.check_checkpoints):
            return
        if self.check_log():
            self._step("bodies", self.check_bodies)
            self._step("fields", self.check_disclosures)
            self._step("bodies", self.check_process)
            self.check_erasures()
            self._step("refusals", self.check_refusals)
            self.check_time()
        self.check_limits()

    def _step(self, check: str, step: Callable[[], None]) -> bool:
        """Whether the check came to its end; what stopped it is told."""
        try:
            step()
        except UnreadableError:
            raise
        except Fault as fault:
            self.report.add(check, FAILS, fault.code, **fault.values)
            return False
        return True

    # The files themselves

    def check_sums(self) -> None:
        """That the files are those listed: a copy that was cut off or damaged shows here."""
        listed = read_sums(self.files.need("SHA256SUMS"))
        present = [name for name in self.files.names if name != "SHA256SUMS"]
        unlisted = [{"name": name} for name in present if name not in listed]
        differing = [{"name": name} for name in sorted(listed) if not self._is(name, listed[name])]
        self.report.several("sums", "file-unlisted", unlisted)
        self.report.several("sums", "file-differs", differing)
        if not unlisted and not differing:
            self.report.add("sums", HOLDS, "sums-hold", count=len(listed))

    def _is(self, name: str, digest: str) -> bool:
        try:
            return sha256(self.files.need(name)).hex() == digest
        except Fault:
            return False

    def check_frame(self) -> None:
        """ledger.json, bundle.json and the checkpoint speak of one register."""
        report = self.report
        ledger = _frame(self.files.need("ledger.json"), "v origin log pq? process", "ledger.json")
        _matching(ledger["origin"], ORIGIN, "origin")
        _process_id(ledger["process"], "process")
        self.log_key = self._log_key(ledger, "log", ED25519_NOTE)
        if "pq" in ledger:
            self._log_key(ledger, "pq", MLDSA44_COSIGNATURE)
        newest = read_checkpoint(self.files.need("checkpoint"))
        report.origin, report.size = ledger["origin"], newest.size
        report.root = base64.b64encode(newest.root).decode("ascii")
        report.whole = True
        if newest.origin != ledger["origin"]:
            raise Fault("frame-differs", name="ledger.json")
        if self.is_bundle:
            bundle = _frame(
                self.files.need("bundle.json"), "v origin size root whole process", "bundle.json"
            )
            expected = {
                "v": 1,
                "origin": newest.origin,
                "size": newest.size,
                "root": report.root,
                "process": ledger["process"],
            }
            report.whole = bundle.pop("whole") is True
            if bundle != expected or isinstance(bundle["size"], bool):
                raise Fault("frame-differs", name="bundle.json")
        self._check_names()
        report.add("files", HOLDS, "frame-holds" if self.is_bundle else "folder-holds")

    def _log_key(self, ledger: Object, name: str, kind: int) -> NoteKey:
        key = read_note_key(text_of(ledger[name]))
        if key.name != ledger["origin"] or key.type != kind:
            raise Fault("frame-malformed", name="ledger.json")
        return key

    def _check_names(self) -> None:
        """A bundle holds nothing that no check looks at."""
        if not self.is_bundle:
            return
        for name in self.files.names:
            if name.startswith("tile/"):
                belongs = self.report.whole and is_tile_of(name, self.report.size)
            else:
                belongs = not (self.report.whole and name.startswith(_OF_A_PART))
            if not belongs or not _BUNDLE_NAME.fullmatch(name):
                raise Fault("file-unknown", name=name)

    # Whom to trust, and what they signed

    def check_trust(self) -> None:
        report, carried = self.report, {}
        for grade in GRADES:
            data = self.files.read("policy/" + grade)
            if data is not None:
                carried[grade] = read_policy(data)
        keys_carried = tuple([key for policy in carried.values() for key in policy.keys])
        if self.own_policy is not None:
            report.trust, policy = "reader", read_policy(self.own_policy)
            if not policy.logs:
                policy = policy._replace(logs=(self.log_key,))
            known = policy.keys
        else:
            alone = Policy((self.log_key,), {}, {}, "none")
            policy = carried.get("witnessed") or carried.get("published") or alone
            known = (*policy.keys, *keys_carried)
        if self.log_key not in policy.logs:
            raise Fault("log-key-differs", name=self.log_key.name)
        self.trust = Trust(policy, known, carried)
        if report.trust == "reader":
            report.add("trust", HOLDS, "trust-reader")
        else:
            report.add("trust", OPEN, "trust-carried")

    def check_checkpoints(self) -> None:
        newest = self._open("checkpoint")
        for name in self.files.under("checkpoints"):
            opened = self._open(name)
            if name != "checkpoints/%012d" % opened.checkpoint.size:
                raise Fault("checkpoint-name", name=name)
            if opened.checkpoint.size > newest.checkpoint.size:
                raise Fault("checkpoint-newer", name=name, size=opened.checkpoint.size)
            self.checkpoints.append(opened)
        self.checkpoints.append(newest)
        self.checkpoints.sort(key=lambda opened: opened.checkpoint.size)
        policy, signed = self.trust.policy, newest.signed
        cosigners = policy.cosigners(signed)
        report, missing = self.report, sorted(set(policy.witnesses) - set(cosigners))
        if not policy.reached(signed):
            report.add("checkpoint", FAILS, "quorum-missed", missing=missing, count=len(cosigners))
            return
        report.grade = self._grade(newest)
        code = "checkpoint-cosigned" if missing else "checkpoint-by-all"
        code = code if cosigners else "checkpoint-signed"
        report.add(
            "checkpoint",
            HOLDS,
            code,
            size=newest.checkpoint.size,
            root=report.root,
            grade=report.grade or "published",
            cosigners=cosigners,
            missing=missing,
        )

    def _open(self, name: str) -> Opened:
        try:
            checkpoint = read_checkpoint(self.files.need(name))
        except Fault as fault:
            raise Fault("checkpoint-malformed", name=name, why=fault.code) from None
        if checkpoint.origin != self.report.origin:
            raise Fault("frame-differs", name=name)
        signed = open_checkpoint(checkpoint, self.trust.known)
        if not self.trust.policy.by_log(checkpoint, signed):
            raise Fault("note-nobody", name=checkpoint.origin)
        return Opened(checkpoint, signed)

    def _grade(self, newest: Opened) -> Optional[str]:
        """The highest grade by the policies that are carried."""
        reached = None
        for grade in GRADES:
            policy = self.trust.carried.get(grade)
            if policy is None:
                continue
            try:
                signed = open_checkpoint(newest.checkpoint, policy.keys)
            except Fault:
                break
            if not policy.by_log(newest.checkpoint, signed) or not policy.reached(signed):
                break
            reached = grade
        return reached

    # The log: the tree, the entries, the rights

    def check_log(self) -> bool:
        """Whether the log could be read; only then can the rest be held against it."""
        report = self.report
        self.roots: Dict[int, bytes] = {0: EMPTY_ROOT}
        for opened in self.checkpoints:
            known = self.roots.setdefault(opened.checkpoint.size, opened.checkpoint.root)
            if known != opened.checkpoint.root:
                report.add("history", FAILS, "two-histories", size=opened.checkpoint.size)
                return False
        self.times = Times(self.checkpoints, self.trust.policy)
        self.register = Register(str(report.origin), report.whole, self._root_at)
        self.register.not_before = self.times.not_before
        self.register.not_after = self.times.not_after
        self.frontier, self.grown = Frontier(), bytearray(EMPTY_ROOT)
        if report.whole:
            read = self._step("tree", self.check_tiles) and self._check_grown()
        else:
            read = self._step("tree", self.check_parts)
            self._step("history", self.check_consistency)
        self._tell_entries(read)
        return read

    def _root_at(self, size: int) -> Optional[bytes]:
        if self.report.whole:
            return bytes(self.grown[32 * size : 32 * size + 32])
        return self.roots.get(size)

    def check_tiles(self) -> None:
        """Every entry, and every hash of the tree over them (section 3.1)."""
        size, level_1 = self.report.size, bytearray()
        for first in range(0, size, TILE_WIDTH):
            width = min(TILE_WIDTH, size - first)
            entries = read_entries(self._tile("entries", first // TILE_WIDTH, width), width)
            leaves = b"".join([leaf_hash(entry) for entry in entries])
            self._same_tile(0, first // TILE_WIDTH, width, leaves)
            for number, entry in enumerate(entries):
                self._take(first + number, entry)
                self.frontier.add(leaves[32 * number : 32 * number + 32])
                self.grown += self.frontier.root()
            if width == TILE_WIDTH:
                level_1 += _tile_root(leaves)
        level, hashes = 1, level_1
        while hashes:
            above = bytearray()
            for start in range(0, len(hashes), 32 * TILE_WIDTH):
                tile = bytes(hashes[start : start + 32 * TILE_WIDTH])
                self._same_tile(level, start // 32 // TILE_WIDTH, len(tile) // 32, tile)
                if len(tile) == 32 * TILE_WIDTH:
                    above += _tile_root(tile)
            level, hashes = level + 1, above

    def _tile(self, level: Union[int, str], index: int, width: int) -> bytes:
        """A tile; a full one may have taken the place of a partial one."""
        path = tile_path(level, index, width)
        data = self.files.read(path)
        if data is None and width < TILE_WIDTH:
            data = self.files.read(tile_path(level, index, TILE_WIDTH))
            if data is not None and level == "entries":
                entries = read_entries(data, TILE_WIDTH)[:width]
                return b"".join([len(e).to_bytes(2, "big") + e for e in entries])
            data = None if data is None else data[: 32 * width]
        if data is None:
            raise Fault("file-missing", name=path)
        return data

    def _same_tile(self, level: int, index: int, width: int, hashes: bytes) -> None:
        if self._tile(level, index, width) != hashes:
            raise Fault("tile-differs", name=tile_path(level, index, width))

    def _check_grown(self) -> bool:
        """Whether the entries give the root of each checkpoint: then none contradicts another."""
        report, wrong = self.report, []
        for opened in self.checkpoints:
            checkpoint = opened.checkpoint
            if bytes(self.grown[32 * checkpoint.size :][:32]) != checkpoint.root:
                wrong.append({"size": checkpoint.size})
        report.several("tree", "root-differs", wrong)
        if not wrong:
            report.add("tree", HOLDS, "tree-holds", size=report.size)
            report.add("history", HOLDS, "history-holds", count=len(self.roots) - 1)
        return not wrong

    def check_parts(self) -> None:
        """Every entry shown, and the proof that it is in the log."""
        newest, indexes = self.checkpoints[-1].checkpoint, []
        for name in self.files.under("entries"):
            index = int(name[8:20])
            entry = self.files.need(name)
            proof = read_proof(self.files.need("proofs/%012d.tlog-proof" % index))
            if proof.checkpoint != self.files.read("checkpoint"):  # which was opened before
                self._open_proof(index, proof)
            if proof.number != index:
                raise Fault("proof-other", index=index)
            leaf = leaf_hash(entry)
            if not inclusion_holds(index, newest.size, leaf, proof.hashes, newest.root):
                raise Fault("proof-fails", index=index)
            self._take(index, entry)
            indexes.append(index)
        if len(self.files.under("proofs")) != len(indexes):
            raise Fault("proof-stray")
        if indexes[:1] != [0]:
            raise Fault("no-opening")
        self.report.add("tree", HOLDS, "proofs-hold", count=len(indexes), size=newest.size)

    def _open_proof(self, index: int, proof: Proof) -> None:
        checkpoint = read_checkpoint(proof.checkpoint)
        signed = open_checkpoint(checkpoint, self.trust.known)
        newest = self.checkpoints[-1].checkpoint
        same = checkpoint.text == newest.text and self.trust.policy.by_log(checkpoint, signed)
        if not same:
            raise Fault("proof-other", index=index)

    def check_consistency(self) -> None:
        """That each checkpoint carried goes on from the one before (section 7)."""
        sizes = sorted([size for size in self.roots if size])
        for old, new in zip(sizes, sizes[1:]):
            name = "consistency/%012d-%012d.txt" % (old, new)
            try:
                lines = self.files.need(name).decode("ascii").split("\n")
            except UnicodeDecodeError:
                raise Fault("proof-malformed") from None
            if lines.pop() or len(lines) > 64:
                raise Fault("proof-malformed")
            proof = [read_hash(line) for line in lines]
            if not consistency_holds(old, new, proof, self.roots[old], self.roots[new]):
                raise Fault("history-breaks", old=old, new=new)
        if len(self.files.under("consistency")) != max(0, len(sizes) - 1):
            raise Fault("proof-stray")
        self.report.add("history", HOLDS, "history-holds", count=len(self.roots) - 1)

    def _take(self, index: int, data: bytes) -> None:
        """One entry: its form, its signatures, its right to be there."""
        try:
            entry = read_entry(data)
        except Fault as fault:
            self.entry_faults.append({"index": index, "name": fault.values.get("name", "")})
            return
        try:
            self.register.admit(index, entry)
        except Refused as refused:
            self.refusals_of_entries.append(
                {"index": index, "role": entry.header["role"], "reason": refused.code}
            )
            return
        self._remember(index, entry)

    def _remember(self, index: int, entry: Entry) -> None:
        header = entry.header
        kind, refs = header["type"], header.get("refs", [])
        if "body" in header:
            digests = list(header.get("_sd", []))
            self.bodied[entry.hash] = Bodied(header["body"], digests, header["release"])
        if kind == "statement.disclosed":
            fields = header.get("fields")
            self.disclosing[entry.hash] = Disclosing(refs[0], header["release"], fields)
            self.released.setdefault(refs[0], []).append(header["release"])
        elif kind == "body.erased":
            self.erased[refs[0]] = index
        elif kind == "process.text":
            self.texts.append(entry.hash)
        if kind not in GOVERNING and not self.report.whole:
            self.shown.append(Shown(index, entry.hash, kind, header["role"]))

    def _tell_entries(self, read: bool) -> None:
        report, register = self.report, self.register
        report.several("entries", "entry-malformed", self.entry_faults)
        report.several("rights", "entry-refused", self.refusals_of_entries)
        if not read:
            return
        if not self.entry_faults and not self.refusals_of_entries and register.entries:
            count = len(register.entries)
            report.add("entries", HOLDS, "entries-hold", count=count)
            code = "rights-hold" if report.whole else "rights-hold-part"
            report.add("rights", HOLDS, code, count=count)
        late = [{"index": index} for index in register.past_until]
        report.several("rights", "past-until", late, OPEN)
        self._check_policies()
        if report.whole:
            gaps = [{"key": k[:16], "first": a, "last": b} for k, a, b in register.gaps()]
            report.several("gaps", "gap", gaps, OPEN)
            if not gaps:
                report.add("gaps", HOLDS, "no-gaps")

    def _check_policies(self) -> None:
        """The policies carried are those the register names."""
        for grade in GRADES:
            data, named = self.files.read("policy/" + grade), self.register.policy.get(grade)
            if named is not None and data is None:
                self.report.add("trust", FAILS, "policy-missing", grade=grade)
            elif named is not None and data is not None and sha256(data).hex() != named:
                self.report.add("trust", FAILS, "policy-differs", grade=grade)
            elif named is None and data is not None:
                self.report.add("trust", OPEN, "policy-unnamed", grade=grade)

    # Bodies and what else lies beside the log

    def check_bodies(self) -> None:
        """Every body carried is the one its entry committed to."""
        counted, encrypted, wrong = 0, 0, Grouped()
        for name in self.files.under("bodies"):
            hash_ = _hash_in(name)
            found = self.bodied.get(hash_)
            if found is None:
                raise Fault("body-stray", name=name)
            try:
                if self._body_holds(name, hash_, found):
                    counted += 1
                else:
                    encrypted += 1
            except Fault as fault:
                wrong.add(fault, "body-wrong", hash_)
        wrong.tell(self.report, "bodies")
        if counted:
            self.report.add("bodies", HOLDS, "bodies-hold", count=counted)
        if encrypted:
            self.report.add("bodies", OPEN, "bodies-encrypted", count=encrypted)
        absent = len([hash_ for hash_ in self.bodied if self._absent(hash_)])
        if absent:
            self.report.add("bodies", OPEN, "bodies-absent", count=absent)

    def _absent(self, hash_: str) -> bool:
        here = hash_ in self.erased or "bodies/%s/%s.json" % (hash_[:2], hash_) in self.names
        return self.bodied[hash_].release == "public" and not here

    def _body_holds(self, name: str, hash_: str, found: Bodied) -> bool:
        """False if it is encrypted for others; raises `Fault` if it is another body."""
        data = self.files.need(name)
        if is_encrypted(read_json(data, LARGEST_FILE)):
            return False
        content = check_body(data, hash_, found.body)
        if content["release"] not in [found.release, *self.released.get(hash_, [])]:
            raise Fault("body-wrong")
        self._compare_fields(hash_, content, found)
        return True

    def _compare_fields(self, hash_: str, content: Object, found: Bodied) -> None:
        shown = read_disclosures(content.get("disclosures", []), found.digests)
        members = _members_of(content["body"])
        self._merge(hash_, members)
        self._merge(hash_, shown)
        if hash_ in self.texts and members:
            self.files_of_text = members.get("files")

    def _merge(self, hash_: str, shown: Object) -> None:
        known = self.fields.setdefault(hash_, {})
        for name, value in shown.items():
            if name in known and known[name] != value:
                raise Fault("field-differs", name=str(name)[:80])
            known[name] = value

    def check_disclosures(self) -> None:
        """Every field shown by itself is one its entry committed to."""
        counted, encrypted, wrong = 0, 0, Grouped()
        for name in self.files.under("disclosures"):
            hash_ = _hash_in(name)
            disclosing = self.disclosing.get(hash_)
            found = self.bodied.get(disclosing.target) if disclosing else None
            if disclosing is None or found is None:
                raise Fault("body-stray", name=name)
            try:
                value = read_json(self.files.need(name), LARGEST_FILE)
                if is_encrypted(value):
                    encrypted += 1
                else:
                    counted += self._fields_shown(value, disclosing, found)
            except Fault as fault:
                wrong.add(fault, "field-wrong", hash_)
        wrong.tell(self.report, "fields")
        if counted:
            self.report.add("fields", HOLDS, "fields-hold", count=counted)
        if encrypted:
            self.report.add("fields", OPEN, "fields-encrypted", count=encrypted)

    def _fields_shown(self, value: JSON, disclosing: Disclosing, found: Bodied) -> int:
        content = _object(value, "v entry release disclosures", "disclosures")
        said = [content["v"], content["entry"], content["release"]]
        if said != [1, disclosing.target, disclosing.release] or content["v"] is True:
            raise Fault("field-wrong")
        shown = read_disclosures(content["disclosures"], found.digests)
        if disclosing.fields is not None and not set(shown) <= set(disclosing.fields):
            raise Fault("field-wrong")
        self._merge(disclosing.target, shown)
        return len(shown)

    def check_process(self) -> None:
        """The text of the process, against the digests in the newest entry about it."""
        carried = self.files.under("process")
        if not carried:
            return
        named: Any = None
        if self.texts:
            named = self.fields.get(self.texts[-1], {}).get("files")
        if not isinstance(named, dict):
            self.report.add("bodies", OPEN, "process-unknown", count=len(carried))
            return
        digests = {
            name[len("process/") :]: sha256(self.files.need(name)).hex() for name in carried
        }
        if digests == named:
            self.report.add("bodies", HOLDS, "process-holds", count=len(carried))
        else:
            self.report.add("bodies", FAILS, "process-differs")

    def check_erasures(self) -> None:
        here = [
            {"entry": hash_, "index": index}
            for hash_, index in sorted(self.erased.items(), key=lambda item: item[1])
            if "bodies/%s/%s.json" % (hash_[:2], hash_) in self.names
        ]
        self.report.several("erasures", "erased-but-here", here, OPEN)
        if self.erased:
            self.report.add("erasures", HOLDS, "erasures", count=len(self.erased))

    def check_refusals(self) -> None:
        counted = 0
        key = Key("ed25519", self.log_key.raw)
        for name in self.files.under("refusals"):
            data = self.files.need(name)
            try:
                envelope = read_envelope(data)
                value = read_json(envelope.payload)
                fields = _object(value, "v log entry reason at size", "refusal")
                _whole(fields["v"], "v", 1, 1)
                _whole(fields["size"], "size", 0)
                _instant(fields["at"], "at")
                _one_of(fields["reason"], REASONS, "reason")
                right = (
                    envelope.type == REFUSAL_TYPE
                    and fields["log"] == self.report.origin
                    and name == "refusals/%s.json" % fields["entry"]
                    and [keyid for keyid, _ in envelope.signatures] == [key.id]
                    and signature_holds(
                        key, pae(envelope.type, envelope.payload), envelope.signatures[0][1]
                    )
                )
            except Fault:
                right = False
            if not right:
                raise Fault("refusal-wrong", name=name)
            counted += 1
        if counted:
            self.report.add("refusals", HOLDS, "refusals-hold", count=counted)

    # When, and what cannot be said

    def check_time(self) -> None:
        report, times = self.report, self.times
        for size in times.backwards[:MOST_TOLD]:
            report.add("time", OPEN, "time-backwards", size=size)
        if times.latest is None:
            report.add("time", OPEN, "time-unknown")
        else:
            report.add("time", HOLDS, "time-latest", at=instant(times.latest))
        for shown in self.shown[:50]:
            low, high = times.interval(shown.number)
            report.add(
                "time",
                HOLDS if high is not None else OPEN,
                "entry-between"
                if low is not None and high is not None
                else "entry-before"
                if high is not None
                else "entry-untimed",
                index=shown.number,
                code_to_print=entry_code(shown.hash),
                type=shown.type,
                role=shown.role,
                after=instant(low),
                until=instant(high),
            )

    def check_limits(self) -> None:
        self.report.add("limits", OPEN, "limits-whole" if self.report.whole else "limits-part")


REASONS = (
    "malformed",
    "other-ledger",
    "duplicate",
    "unknown-key",
    "revoked-key",
    "bad-signature",
    "out-of-scope",
    "too-few-signatures",
    "equivocation",
    "broken-chain",
    "unknown-checkpoint",
    "unknown-reference",
    "not-allowed",
)

_BUNDLE_NAME = re.compile(
    r"bundle\.json|ledger\.json|checkpoint|verify\.py|TEXT\.md|SHA256SUMS"
    r"|checkpoints/[0-9]{12}|policy/(published|witnessed|mutual)"
    r"|tile/(entries|[0-9]{1,2})/(x[0-9]{3}/)*[0-9]{3}(\.p/[0-9]{1,3})?"
    r"|entries/[0-9]{12}\.json|proofs/[0-9]{12}\.tlog-proof|consistency/[0-9]{12}-[0-9]{12}\.txt"
    r"|(bodies|disclosures)/[0-9a-f]{2}/[0-9a-f]{64}\.json|refusals/[0-9a-f]{64}\.json"
    r"|process/.*"
)


def read_sums(data: bytes) -> Dict[str, str]:
    """The files and digests in SHA256SUMS, sorted by name, as sha256sum writes them."""
    try:
        lines = data.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise Fault("sums-malformed") from None
    listed: Dict[str, str] = {}
    for line in lines[:-1]:
        if not HEX_32.fullmatch(line[:64]) or line[64:66] != "  " or not NAME.fullmatch(line[66:]):
            raise Fault("sums-malformed")
        listed[line[66:]] = line[:64]
    if lines[-1] or sorted(listed) != [line[66:] for line in lines[:-1]]:
        raise Fault("sums-malformed")
    return listed


_OF_A_PART = ("entries/", "proofs/", "consistency/")


def _frame(data: bytes, names: str, where: str) -> Object:
    try:
        value = dict(_object(read_json(data), names, where))
        _whole(value["v"], "v", 1, 1)
    except Fault:
        raise Fault("frame-malformed", name=where) from None
    return value


def _tile_root(hashes: bytes) -> bytes:
    frontier = Frontier()
    for start in range(0, len(hashes), 32):
        frontier.add(hashes[start : start + 32])
    return frontier.root()


def _hash_in(name: str) -> str:
    """The entry a file below bodies/ or disclosures/ is about."""
    _, prefix, file = ([*name.split("/"), "", ""])[:3]
    hash_ = file[:-5]
    if name.count("/") != 2 or not HEX_32.fullmatch(hash_) or hash_[:2] != prefix:
        raise Fault("file-unknown", name=name)
    return hash_


def _members_of(body: bytes) -> Object:
    try:
        value = read_json(body, LARGEST_FILE)
    except Fault:
        return {}
    return value if isinstance(value, dict) else {}


def instant(seconds: Optional[int]) -> str:
    """Seconds since 1970 as a date and time of day, in UTC."""
    if seconds is None:
        return ""
    try:
        days = datetime.date.fromordinal(EPOCH + seconds // 86400)
    except (ValueError, OverflowError):
        return "%d s" % seconds
    hours, rest = divmod(seconds % 86400, 3600)
    return "%sT%02d:%02d:%02dZ" % (days.isoformat(), hours, rest // 60, rest % 60)


def check(path: str, own_policy: Optional[bytes] = None) -> Report:
    """Everything that can be checked of the bundle, folder or document at `path`."""
    try:
        document = _start_of(Path(path), LARGEST_PROOF + 1)
        if document.startswith((TWO_HISTORIES, TWO_STATEMENTS)):
            return check_guilt(document, own_policy)
        files = open_files(Path(path))
    except UnreadableError as fault:
        report = Report()
        report.unreadable = True
        report.add("files", FAILS, fault.code, **fault.values)
        return report
    try:
        return Checker(files, own_policy).run()
    finally:
        files.close()


def _start_of(path: Path, length: int) -> bytes:
    if not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(length)


# ── 14 Proofs of guilt ───────────────────────────────────────────────────────────────────────────

TWO_HISTORIES = b"kept fork proof v1\n"
TWO_STATEMENTS = "Proof of equivocation · Preuve de double langage\n".encode()
LARGEST_PROOF = 2 * LARGEST_NOTE + 256 * 1024


def check_guilt(data: bytes, own_policy: Optional[bytes]) -> Report:
    """Whether a document proves that somebody signed two things that cannot both be true."""
    report = Report()
    try:
        if data.startswith(TWO_STATEMENTS):
            _check_two_statements(data, report)
        elif own_policy is None:
            raise UnreadableError("guilt-needs-policy")
        else:
            _check_two_histories(data, read_policy(own_policy), report)
    except UnreadableError as fault:
        report.unreadable = True
        report.add("guilt", FAILS, fault.code, **fault.values)
    except Fault as fault:
        report.add("guilt", FAILS, fault.code, **fault.values)
    return report


def _check_two_histories(data: bytes, policy: Policy, report: Report) -> None:
    kind, hashes, parts = read_two_histories(data)
    proofs = [read_proof(part) for part in parts] if kind == "same place" else []
    notes = [proof.checkpoint for proof in proofs] if proofs else parts
    first, second = [read_checkpoint(note) for note in notes]
    signed = [open_checkpoint(checkpoint, policy.keys) for checkpoint in (first, second)]
    guilty = sorted({key.name for key in signed[0] if key in signed[1]})
    if kind == "same size":
        proven = first.size == second.size and first.root != second.root and not hashes
    elif kind == "another past":
        proven = bool(hashes) and first.size < second.size and hashes[0] != first.root
        proven = proven and consistency_holds(
            first.size, second.size, hashes[1:], hashes[0], second.root
        )
    else:
        proven = len(hashes) == 2 and hashes[0] != hashes[1]
        proven = proven and proofs[0].number == proofs[1].number
        for checkpoint, proof, leaf in zip((first, second), proofs, hashes):
            proven = proven and inclusion_holds(
                proof.number, checkpoint.size, leaf, proof.hashes, checkpoint.root
            )
    if not proven or first.origin != second.origin or not guilty:
        raise Fault("guilt-unproven")
    sizes = {"first": first.size, "second": second.size}
    report.origin = first.origin
    report.add("guilt", HOLDS, "guilt-history", name=first.origin, guilty=guilty, **sizes)


def read_two_histories(data: bytes) -> Tuple[str, List[bytes], List[bytes]]:
    """The kind, the hashes and the two signed parts of a proof of two histories."""
    if not data.startswith(TWO_HISTORIES) or len(data) > LARGEST_PROOF:
        raise Fault("guilt-unproven")
    head, _, rest = data.partition(b"\n\n")
    if head.count(b"\n") != 2:
        raise Fault("guilt-unproven")
    lines: List[str] = []
    hashes: List[bytes] = []
    at = 0
    while True:
        end = rest.find(b"\n", at)
        line, at = rest[at:end].decode("utf-8", "replace"), end + 1
        if end < 0 or len(lines) > MOST_NOTE_LINES:
            raise Fault("guilt-unproven")
        lines.append(line)
        if line.startswith("first "):
            break
    for line in lines[1:-1]:
        if not line.startswith("hash "):
            raise Fault("guilt-unproven")
        hashes.append(read_hash(line[5:]))
    kind = lines[0][5:] if lines[0].startswith("kind ") else ""
    if kind not in ("same size", "another past", "same place"):
        raise Fault("guilt-unproven")
    length = read_number(lines[-1][6:])
    first, rest = rest[at : at + length], rest[at + length :]
    announced, _, second = rest.partition(b"\n")
    if announced != b"second %d" % len(second):
        raise Fault("guilt-unproven")
    return kind, hashes, [first, second]


def _check_two_statements(data: bytes, report: Report) -> None:
    parts = data.split(b"\n\n")
    if len(parts) != 6 or len(data) > 400_000:
        raise Fault("guilt-unproven")
    try:
        lines = [line.split(" ", 1) for line in parts[3].decode("utf-8").split("\n")]
    except UnicodeDecodeError:
        raise Fault("guilt-unproven") from None
    facts = {line[0]: line[1] for line in lines if len(line) == 2}
    key = read_key(facts.get("key"), facts.get("rp"), facts.get("origin"))
    entries = [read_entry(part.strip(b"\n")) for part in parts[4:]]
    said = [[entry.header[name] for name in ("log", "key", "seq")] for entry in entries]
    if said[0] != said[1] or said[0][1] != key.id:
        raise Fault("guilt-unproven")
    if entries[0].envelope.payload == entries[1].envelope.payload:
        raise Fault("guilt-unproven")
    if entries[0].hash > entries[1].hash:
        raise Fault("guilt-unproven")
    for entry in entries:
        message = pae(entry.envelope.type, entry.envelope.payload)
        signature = dict(entry.envelope.signatures).get(key.id, b"")
        if not signature_holds(key, message, signature):
            raise Fault("guilt-unproven")
    report.origin = str(said[0][0])
    report.add(
        "guilt",
        HOLDS,
        "guilt-statements",
        name=report.origin,
        number=said[0][2],
        key=key.id,
        role=entries[0].header["role"],
    )


# ── 15 The words of the answer, in English and French ────────────────────────────────────────────

CHECKS = {
    "files": ("Files", "Fichiers"),
    "sums": ("List of files", "Liste des fichiers"),
    "trust": ("Whose word", "Sur la foi de qui"),
    "checkpoint": ("Checkpoint", "Point de contrôle"),
    "history": ("One history", "Une seule histoire"),
    "tree": ("Tree", "Arbre"),
    "entries": ("Entries", "Inscriptions"),
    "rights": ("Signatures", "Signatures"),
    "gaps": ("Numbering", "Numérotation"),
    "bodies": ("Bodies", "Contenus"),
    "fields": ("Fields", "Champs"),
    "erasures": ("Erasures", "Effacements"),
    "refusals": ("Refusals", "Refus"),
    "time": ("Time", "Temps"),
    "limits": ("Limits", "Limites"),
    "guilt": ("Proof", "Preuve"),
}
VERDICTS = {HOLDS: ("holds", "tient"), FAILS: ("FAILS", "ÉCHEC"), OPEN: ("note", "note")}

WORDS: Dict[str, Tuple[str, str]] = {
    # files
    "frame-holds": (
        "all parts of the bundle speak of one register, at one size.",
        "toutes les parties du dossier parlent d’un seul registre, à une seule taille.",
    ),
    "folder-holds": (
        "this is the folder of a register, and its parts belong together.",
        "c’est le dossier d’un registre, et ses parties vont ensemble.",
    ),
    "frame-differs": (
        "{name} speaks of another register or another size than the checkpoint. Files of two "
        "registers were mixed, or one was changed.",
        "{name} parle d’un autre registre ou d’une autre taille que le point de contrôle. Des "
        "fichiers de deux registres ont été mêlés, ou l’un a été modifié.",
    ),
    "frame-malformed": (
        "{name} is not as the format demands: it was changed or damaged.",
        "{name} n’est pas conforme au format : il a été modifié ou endommagé.",
    ),
    "file-missing": (
        "{name} is missing. Without it nothing is shown; ask for the bundle again.",
        "{name} manque. Sans lui, rien n’est établi ; redemandez le dossier.",
    ),
    "file-too-large": (
        "{name} is larger than anything a register holds; it was not read.",
        "{name} est plus grand que tout ce que contient un registre ; il n’a pas été lu.",
    ),
    "file-damaged": (
        "{name} cannot be unpacked: the ZIP is damaged.",
        "{name} ne peut être décompressé : le ZIP est endommagé.",
    ),
    "file-unknown": (
        "{name} does not belong into a bundle. Somebody added it.",
        "{name} n’a pas sa place dans un dossier. Quelqu’un l’a ajouté.",
    ),
    "file-unlisted": (
        "{name} is not in the list SHA256SUMS: it was added later.",
        "{name} n’est pas dans la liste SHA256SUMS : il a été ajouté après coup.",
    ),
    "file-differs": (
        "{name} is missing, or is not the file that SHA256SUMS lists: it was changed.",
        "{name} manque, ou n’est pas le fichier inscrit dans SHA256SUMS : il a été modifié.",
    ),
    "sums-hold": (
        "all files ({count}) are those listed in SHA256SUMS. (Anybody can write such a list; "
        "the proofs below do not rest on it.)",
        "tous les fichiers ({count}) sont ceux de SHA256SUMS. (N’importe qui peut écrire une "
        "telle liste ; les preuves ci-dessous n’en dépendent pas.)",
    ),
    "sums-malformed": (
        "SHA256SUMS is not a list of files and their digests.",
        "SHA256SUMS n’est pas une liste de fichiers et de leurs empreintes.",
    ),
    "not-a-zip": (
        "this is not a ZIP that can be read without doubt. Unpack it and check the folder.",
        "ce n’est pas un ZIP lisible sans équivoque. Décompressez-le et vérifiez le dossier.",
    ),
    "zip-entry": (
        "the ZIP holds “{name}”, whose name or packing no bundle has. It was not opened.",
        "le ZIP contient « {name} », dont le nom ou la compression n’existe dans aucun "
        "dossier. Il n’a pas été ouvert.",
    ),
    "too-large": (
        "unpacked, this would have more than {most} bytes; it was not opened.",
        "décompressé, ceci aurait plus de {most} octets ; il n’a pas été ouvert.",
    ),
    "too-many-files": (
        "there are more than {most} files.",
        "il y a plus de {most} fichiers.",
    ),
    "no-such-file": (
        "there is no “{name}”.",
        "« {name} » n’existe pas.",
    ),
    "nothing-here": (
        "there is neither a bundle here nor the folder of a register.",
        "il n’y a ici ni dossier de preuves, ni dossier d’un registre.",
    ),
    "several-here": (
        "several bundles lie here; say which: python3 verify.py NAME",
        "plusieurs dossiers se trouvent ici ; dites lequel : python3 verify.py NOM",
    ),
    "part-of-mirror": (
        "this is a part for a mirror, which only somebody who has the earlier parts can check.",
        "c’est une part destinée à un miroir ; seul qui détient les parts précédentes peut la "
        "vérifier.",
    ),
    # trust
    "trust-reader": (
        "checkpoints are judged by the keys in your own policy.",
        "les points de contrôle sont jugés d’après les clés de votre propre politique.",
    ),
    "trust-carried": (
        "you gave no policy of your own. The keys of the log and the witnesses are taken from "
        "this bundle itself: you trust whoever gave it to you. Compare them with a copy you "
        "have from elsewhere, or give it with --policy.",
        "vous n’avez pas donné de politique. Les clés du journal et des témoins sont tirées "
        "du dossier lui-même : vous vous fiez à qui vous l’a remis. Comparez-les à une copie "
        "obtenue ailleurs, ou donnez-la avec --policy.",
    ),
    "log-key-differs": (
        "the key of the log “{name}” is not the one the policy trusts: this is another log, "
        "or a forged one.",
        "la clé du journal « {name} » n’est pas celle qu’admet la politique : c’est un autre "
        "journal, ou un faux.",
    ),
    "policy-key": (
        "a key in a policy cannot be used: {key}",
        "une clé d’une politique est inutilisable : {key}",
    ),
    "policy-line": (
        "line {line} of a policy cannot be read.",
        "la ligne {line} d’une politique est illisible.",
    ),
    "policy-quorum": (
        "a policy does not say who must sign.",
        "une politique ne dit pas qui doit signer.",
    ),
    "policy-missing": (
        "the register names a policy “{grade}”, and it is not here.",
        "le registre nomme une politique « {grade} », et elle n’est pas ici.",
    ),
    "policy-differs": (
        "the policy “{grade}” is not the one the register names: it was exchanged.",
        "la politique « {grade} » n’est pas celle que nomme le registre : elle a été remplacée.",
    ),
    "policy-unnamed": (
        "the policy “{grade}” is not named in the register; it is the word of whoever gave "
        "you these files.",
        "la politique « {grade} » n’est pas nommée dans le registre ; elle n’a que la parole "
        "de qui vous a remis ces fichiers.",
    ),
    # checkpoint
    "checkpoint-signed": (
        "signed by the log at size {size}, root {root}. No witness has cosigned; grade: {grade}.",
        "signé par le journal à la taille {size}, racine {root}. Aucun témoin n’a cosigné ; "
        "degré : {grade}.",
    ),
    "checkpoint-cosigned": (
        "signed by the log at size {size}, root {root}; cosigned by {cosigners}; not by "
        "{missing}; grade: {grade}.",
        "signé par le journal à la taille {size}, racine {root} ; cosigné par {cosigners} ; "
        "non par {missing} ; degré : {grade}.",
    ),
    "checkpoint-by-all": (
        "signed by the log at size {size}, root {root}; cosigned by all witnesses "
        "({cosigners}); grade: {grade}.",
        "signé par le journal à la taille {size}, racine {root} ; cosigné par tous les "
        "témoins ({cosigners}) ; degré : {grade}.",
    ),
    "quorum-missed": (
        "fewer witnesses have cosigned than the policy asks for: {count}. Not cosigned by "
        "{missing}. The log may be showing you another history than others.",
        "moins de témoins ont cosigné que la politique n’en exige : {count}. Sans la "
        "signature de {missing}. Le journal peut vous montrer une autre histoire qu’à "
        "d’autres.",
    ),
    "note-malformed": (
        "a checkpoint is not as the format demands: it was changed or damaged.",
        "un point de contrôle n’est pas conforme au format : il a été modifié ou endommagé.",
    ),
    "checkpoint-malformed": (
        "{name} is not a checkpoint: it was changed or damaged.",
        "{name} n’est pas un point de contrôle : il a été modifié ou endommagé.",
    ),
    "note-signature": (
        "the signature of “{name}” under a checkpoint does not hold: the checkpoint was changed.",
        "la signature de « {name} » sous un point de contrôle ne tient pas : ce point a été modifié.",
    ),
    "note-nobody": (
        "a checkpoint of “{name}” is not signed by the log whose key is trusted.",
        "un point de contrôle de « {name} » n’est pas signé par le journal dont la clé est admise.",
    ),
    "checkpoint-name": (
        "{name} holds a checkpoint of another size.",
        "{name} contient un point de contrôle d’une autre taille.",
    ),
    "checkpoint-newer": (
        "{name} is newer than the file “checkpoint”: something was cut off at the end.",
        "{name} est plus récent que le fichier « checkpoint » : la fin a été coupée.",
    ),
    # history and tree
    "two-histories": (
        "the log has signed two different registers of size {size}. This is a proof of guilt "
        "against whoever holds the key of the log: keep this file.",
        "le journal a signé deux registres différents de taille {size}. C’est une preuve "
        "contre le détenteur de la clé du journal : conservez ce fichier.",
    ),
    "history-holds": (
        "checkpoints carried: {count}; all are steps of one and the same history.",
        "points de contrôle joints : {count} ; tous sont des étapes d’une seule et même histoire.",
    ),
    "history-breaks": (
        "the register of size {new} does not continue that of size {old}: past entries were "
        "changed, or the proof was.",
        "le registre de taille {new} ne prolonge pas celui de taille {old} : des inscriptions "
        "passées ont été modifiées, ou la preuve l’a été.",
    ),
    "tree-holds": (
        "every entry is here ({size}), and together they give exactly the signed root.",
        "chaque inscription est là ({size}), et ensemble elles donnent exactement la racine "
        "signée.",
    ),
    "root-differs": (
        "the entries do not give the root that was signed at size {size}: an entry was "
        "changed, dropped, added or moved.",
        "les inscriptions ne donnent pas la racine signée à la taille {size} : une "
        "inscription a été modifiée, retirée, ajoutée ou déplacée.",
    ),
    "tile-differs": (
        "{name} does not fit the entries: one of the two was changed.",
        "{name} ne correspond pas aux inscriptions : l’un des deux a été modifié.",
    ),
    "tile-length": (
        "a file of entries is cut off or too long.",
        "un fichier d’inscriptions est tronqué ou trop long.",
    ),
    "proofs-hold": (
        "entries shown: {count}; each is proved to be in the register of size {size}.",
        "inscriptions présentées : {count} ; chacune figure, preuve à l’appui, dans le "
        "registre de taille {size}.",
    ),
    "proof-fails": (
        "entry {index} is not the one in the register: it was changed, or its proof was.",
        "l’inscription {index} n’est pas celle du registre : elle a été modifiée, ou sa preuve.",
    ),
    "proof-other": (
        "the proof of entry {index} is about another entry or another checkpoint.",
        "la preuve de l’inscription {index} concerne une autre inscription ou un autre point de contrôle.",
    ),
    "proof-malformed": (
        "a proof is not as the format demands: it was changed or damaged.",
        "une preuve n’est pas conforme au format : elle a été modifiée ou endommagée.",
    ),
    "proof-stray": (
        "there are proofs that belong to nothing here: an entry or a checkpoint was taken out.",
        "des preuves n’appartiennent à rien ici : une inscription ou un point de contrôle a été retiré.",
    ),
    "no-opening": (
        "entry 0, which opens the register and names its parties, is missing.",
        "l’inscription 0, qui ouvre le registre et nomme ses parties, manque.",
    ),
    # entries and rights
    "entries-hold": (
        "entries read: {count}; all are well formed.",
        "inscriptions lues : {count} ; toutes sont bien formées.",
    ),
    "entry-malformed": (
        "entry {index} is not as the format demands (“{name}”).",
        "l’inscription {index} n’est pas conforme au format (« {name} »).",
    ),
    "rights-hold": (
        "entries checked: {count}; each is signed by keys that were entitled to sign it at "
        "its place.",
        "inscriptions vérifiées : {count} ; chacune est signée par des clés qui en avaient le "
        "droit à sa place.",
    ),
    "rights-hold-part": (
        "entries checked: {count}; each is signed by keys that were entitled to sign it, as "
        "far as the entries shown tell.",
        "inscriptions vérifiées : {count} ; chacune est signée par des clés qui en avaient le "
        "droit, d’après les inscriptions présentées.",
    ),
    "entry-refused": (
        "entry {index}, in the name of {role}, should not be in the register: {reason}.",
        "l’inscription {index}, au nom de {role}, n’a pas sa place dans le registre : {reason}.",
    ),
    "past-until": (
        "witnesses saw entry {index} only after the last day on which its key could sign. "
        "Either it was taken in too late, or the witnesses’ signatures came late.",
        "les témoins n’ont vu l’inscription {index} qu’après le dernier jour où sa clé "
        "pouvait signer. Ou elle fut admise trop tard, ou les signatures des témoins sont "
        "venues tard.",
    ),
    "gap": (
        "the author with key {key}… has numbered entries {first} to {last} that are not in "
        "the register: refused, held back, or not yet sent.",
        "l’auteur à la clé {key}… a numéroté des inscriptions {first} à {last} absentes du "
        "registre : refusées, retenues, ou pas encore envoyées.",
    ),
    "no-gaps": (
        "no author’s numbering has a gap: nothing that was followed by another entry is missing.",
        "aucune numérotation d’auteur n’a de lacune : rien de ce qui fut suivi d’une autre "
        "inscription ne manque.",
    ),
    # bodies
    "bodies-hold": (
        "carried: {count}; each is exactly what its entry committed to.",
        "joints : {count} ; chacun est exactement ce que son inscription engageait.",
    ),
    "body-wrong": (
        "the body of entry {entry} is not the one the entry committed to: it was changed.",
        "le contenu de l’inscription {entry} n’est pas celui qu’elle engageait : il a été "
        "modifié.",
    ),
    "body-stray": (
        "{name} belongs to no entry here.",
        "{name} n’appartient à aucune inscription présente.",
    ),
    "bodies-encrypted": (
        "encrypted for others, and not readable here: {count}.",
        "chiffrés pour d’autres, et illisibles ici : {count}.",
    ),
    "bodies-absent": (
        "of public entries, but not among these files: {count}.",
        "d’inscriptions publiques, mais absents de ces fichiers : {count}.",
    ),
    "fields-hold": (
        "shown one by one: {count}; each is one its entry committed to.",
        "montrés un à un : {count} ; chacun est de ceux que son inscription engageait.",
    ),
    "fields-encrypted": (
        "encrypted for others, and not readable here: {count}.",
        "chiffrés pour d’autres, et illisibles ici : {count}.",
    ),
    "field-wrong": (
        "a field shown for entry {entry} is not one it committed to: it was changed.",
        "un champ montré pour l’inscription {entry} n’est pas de ceux qu’elle engageait : il "
        "a été modifié.",
    ),
    "field-twice": (
        "for entry {entry} the field {name} is shown twice.",
        "pour l’inscription {entry}, le champ {name} est montré deux fois.",
    ),
    "field-differs": (
        "for entry {entry} the field {name} is shown with two values: its author committed to "
        "both, to tell each to somebody else.",
        "pour l’inscription {entry}, le champ {name} est montré avec deux valeurs : son "
        "auteur a engagé les deux, pour dire chacune à quelqu’un d’autre.",
    ),
    "process-holds": (
        "the files of the process ({count}) are those the register names.",
        "les fichiers du processus ({count}) sont ceux que nomme le registre.",
    ),
    "process-differs": (
        "the text of the process here is not the one the register names last.",
        "le texte du processus joint n’est pas le dernier que nomme le registre.",
    ),
    "process-unknown": (
        "files of the process are here ({count}), and nothing among them says which the "
        "register names.",
        "des fichiers du processus sont joints ({count}), et rien ici ne dit lesquels nomme "
        "le registre.",
    ),
    "erasures": (
        "bodies that were erased: {count}. Their entries and proofs remain.",
        "contenus effacés : {count}. Leurs inscriptions et leurs preuves demeurent.",
    ),
    "erased-but-here": (
        "the body of entry {entry} was erased by entry {index}, and a copy is still here. "
        "Whoever holds it may be bound to destroy it.",
        "le contenu de l’inscription {entry} a été effacé par l’inscription {index}, et une "
        "copie est encore ici. Qui la détient peut être tenu de la détruire.",
    ),
    "refusals-hold": (
        "carried: {count}; all are signed by the log.",
        "joints : {count} ; tous sont signés par le journal.",
    ),
    "refusal-wrong": (
        "{name} is not a refusal signed by the log.",
        "{name} n’est pas un refus signé par le journal.",
    ),
    # time and limits
    "time-latest": (
        "the newest checkpoint was witnessed on {at}.",
        "le dernier point de contrôle a été attesté le {at}.",
    ),
    "time-unknown": (
        "no quorum of witnesses states a time. The dates in entries are their authors’ claims.",
        "aucun quorum de témoins n’indique d’heure. Les dates des inscriptions sont les dires "
        "de leurs auteurs.",
    ),
    "time-backwards": (
        "the witnesses’ time goes backwards at size {size}: some of their clocks are wrong.",
        "l’heure des témoins recule à la taille {size} : certaines horloges sont fausses.",
    ),
    "entry-between": (
        "entry {index} ({code_to_print}), {type} by {role}, was recorded after {after} and "
        "not later than {until}.",
        "l’inscription {index} ({code_to_print}), {type} par {role}, a été enregistrée après "
        "le {after} et au plus tard le {until}.",
    ),
    "entry-before": (
        "entry {index} ({code_to_print}), {type} by {role}, was recorded not later than {until}.",
        "l’inscription {index} ({code_to_print}), {type} par {role}, a été enregistrée au "
        "plus tard le {until}.",
    ),
    "entry-untimed": (
        "entry {index} ({code_to_print}), {type} by {role}: no witness says when.",
        "l’inscription {index} ({code_to_print}), {type} par {role} : aucun témoin ne dit quand.",
    ),
    "limits-whole": (
        "that an entry stands here says who signed it and when it was there, not that what it "
        "says is true. Other readers see the same register only as far as the witnesses are "
        "honest.",
        "qu’une inscription figure ici dit qui l’a signée et quand elle s’y trouvait, non que "
        "ce qu’elle dit soit vrai. Les autres lecteurs ne voient le même registre qu’autant "
        "que les témoins sont honnêtes.",
    ),
    "limits-part": (
        "this is a part of the register. It shows that these entries are in it; it cannot "
        "show that nothing else is: that a key had not been revoked, for instance, or that an "
        "entry was not taken back.",
        "ceci est une partie du registre. Elle montre que ces inscriptions y figurent ; elle "
        "ne peut montrer que rien d’autre n’y figure : qu’une clé n’avait pas été révoquée, "
        "par exemple, ou qu’une inscription n’a pas été retirée.",
    ),
    "and-more": (
        "and more of this kind: {count}.",
        "et d’autres de cette sorte : {count}.",
    ),
    # proofs of guilt
    "guilt-history": (
        "{guilty} signed two histories of the register “{name}”, of {first} and of {second} "
        "entries, that cannot both be true. Nobody else needs to be believed for this.",
        "{guilty} a signé deux histoires du registre « {name} », de {first} et de {second} "
        "inscriptions, qui ne peuvent être vraies toutes deux. Il n’est besoin de croire "
        "personne pour cela.",
    ),
    "guilt-statements": (
        "the key {key} signed two different texts as number {number} of its entries in the "
        "register “{name}”, as {role}. Whose key it is, the manifests in the register say.",
        "la clé {key} a signé deux textes différents comme numéro {number} de ses inscriptions "
        "au registre « {name} », en tant que {role}. À qui est la clé, les manifestes du "
        "registre le disent.",
    ),
    "guilt-unproven": (
        "this document proves nothing against anybody: it was changed, or accuses without ground.",
        "ce document ne prouve rien contre personne : il a été modifié, ou accuse sans fondement.",
    ),
    "guilt-needs-policy": (
        "to say against whom this is a proof, give the keys you know with --policy.",
        "pour dire contre qui ceci est une preuve, donnez les clés que vous connaissez avec "
        "--policy.",
    ),
    # what can be wrong with any piece of data
    "not-base64": (
        "a piece of data is not base64 in its only spelling: it was changed or damaged.",
        "une donnée n’est pas du base64 dans sa seule écriture : elle a été modifiée ou "
        "endommagée.",
    ),
    "not-canonical": (
        "a piece of data is not JSON in its only spelling: it was changed or damaged.",
        "une donnée n’est pas du JSON dans sa seule écriture : elle a été modifiée ou endommagée.",
    ),
    "not-der": (
        "a signature is not written in its only spelling.",
        "une signature n’est pas écrite dans sa seule forme.",
    ),
    "too-long": (
        "a piece of data has {size} bytes; at most {most} are read.",
        "une donnée a {size} octets ; {most} au plus sont lus.",
    ),
    "member": (
        "the member “{name}” is not as the format demands.",
        "le membre « {name} » n’est pas conforme au format.",
    ),
    "key-unusable": (
        "a public key cannot be used.",
        "une clé publique est inutilisable.",
    ),
}

REASON_WORDS = {
    "other-ledger": ("it was signed for another register", "signée pour un autre registre"),
    "duplicate": ("it is there already", "elle y figure déjà"),
    "unknown-key": (
        "no manifest in force gives its key to that role",
        "aucun manifeste en vigueur ne donne sa clé à cette fonction",
    ),
    "revoked-key": ("its key had been revoked", "sa clé avait été révoquée"),
    "bad-signature": ("a signature does not hold", "une signature ne tient pas"),
    "out-of-scope": (
        "that role may not sign this kind of entry",
        "cette fonction ne peut signer ce genre d’inscription",
    ),
    "too-few-signatures": ("signatures are missing", "des signatures manquent"),
    "equivocation": (
        "its author signed two different entries with one number",
        "son auteur a signé deux inscriptions différentes sous un même numéro",
    ),
    "broken-chain": (
        "it does not follow its author’s entry before",
        "elle ne suit pas l’inscription précédente de son auteur",
    ),
    "unknown-checkpoint": (
        "its author had been shown another history",
        "son auteur avait vu une autre histoire",
    ),
    "unknown-reference": (
        "it refers to an entry that is not there",
        "elle renvoie à une inscription absente",
    ),
    "not-allowed": (
        "the rules for this kind of entry do not allow it",
        "les règles de ce genre d’inscription ne le permettent pas",
    ),
}

GRADE_WORDS = {
    "published": ("published", "publié"),
    "witnessed": ("witnessed", "attesté"),
    "mutual": ("mutual", "mutuel"),
}

TYPE_WORDS = {
    "process.text": ("the text of the process", "texte du processus"),
    "statement.filed": ("a statement", "une déclaration"),
    "statement.sealed": ("a sealed statement", "une déclaration scellée"),
    "statement.disclosed": ("a disclosure", "une divulgation"),
    "body.erased": ("an erasure", "un effacement"),
}

MONTHS = (
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
)

_TRANSLATED: Dict[str, Dict[str, Tuple[str, str]]] = {
    "reason": REASON_WORDS,
    "grade": GRADE_WORDS,
    "type": TYPE_WORDS,
}

PROVEN = ("This is a proof.", "C’est une preuve.")
LAST = {
    HOLDS: ("The register holds.", "Le registre tient."),
    FAILS: ("DO NOT RELY ON THIS: ", "NE VOUS Y FIEZ PAS : "),
    "unreadable": ("This cannot be checked: ", "Ceci ne peut être vérifié : "),
}


def sentence(finding: Finding, language: int) -> str:
    """What was found, in words."""
    values: Values = {}
    for name, value in finding.values.items():
        if isinstance(value, (list, tuple)):
            value = ", ".join([str(item) for item in value])
        told = _TRANSLATED.get(name, {}).get(str(value))
        values[name] = told[language] if told else plain(str(value))
        if name in ("at", "after", "until") and value:
            values[name] = when(str(value), language)
        elif name == "entry":
            values[name] = values[name][:12] + "…"
    return WORDS[finding.code][language].format(**values)


def when(instant_: str, language: int) -> str:
    """An instant as people write it."""
    match = re.fullmatch(r"([0-9]+)-([0-9]{2})-([0-9]{2})T([0-9:]{8})Z", instant_)
    if not match:
        return plain(instant_)
    year, month, day, time = match.groups()
    return "%d %s %s, %s UTC" % (int(day), MONTHS[language][int(month) - 1], year, time)


def plain(text: str) -> str:
    """Text of others as it may be shown: no character that acts on a screen."""
    return "".join([c if c.isprintable() else "?" for c in text])[:300]


def told(report: Report, language: int) -> str:
    """The answer: one line a check, the verdict last."""
    lines = []
    guilt = "guilt" in [finding.check for finding in report.findings]
    if report.origin is not None and not guilt:
        words = (
            ("Register %s, size %d, %s", "Registre %s, taille %d, %s")[language],
            (("a part", "une partie"), ("whole", "entier"))[report.whole][language],
        )
        lines += [words[0] % (plain(report.origin), report.size, words[1]), ""]
    width = max([len(CHECKS[f.check][language]) for f in report.findings])
    for finding in report.findings:
        verdict, name = VERDICTS[finding.verdict][language], CHECKS[finding.check][language]
        words_ = sentence(finding, language)
        lines.append("%-5s  %-*s  %s" % (verdict, width, name, words_))
    last = (
        PROVEN[language] if guilt and report.verdict == HOLDS else LAST[report.verdict][language]
    )
    if report.verdict != HOLDS:
        worst = next(f for f in report.findings if f.verdict == FAILS)
        last += sentence(worst, language)
    return "\n".join([*lines, "", last])


def as_json(report: Report) -> str:
    """The answer for other programs."""
    findings = [
        {"check": f.check, "verdict": f.verdict, "code": f.code, **f.values}
        for f in report.findings
    ]
    return json.dumps(
        {
            "verdict": report.verdict,
            "origin": report.origin,
            "size": report.size,
            "root": report.root,
            "grade": report.grade,
            "whole": report.whole,
            "trust": report.trust,
            "findings": findings,
        },
        indent=2,
    )


# ── 16 The published test vectors ────────────────────────────────────────────────────────────────
# Files other people publish so that programs can be compared: C2SP/CCTV (Ed25519), Wycheproof,
# transparency-dev/merkle (RFC 6962), cyberphone/json-canonicalization (RFC 8785).


def vector_verdicts(folder: str) -> Iterator[Tuple[str, str, bool, Optional[bool]]]:
    """Suite, name of the case, our verdict, and the published one where there is one."""

    def load(path: Path) -> Any:
        return json.loads(path.read_text("utf-8"))

    top = Path(folder)
    for case in load(top / "cctv-ed25519.json"):
        key, sig = bytes.fromhex(case["key"]), bytes.fromhex(case["sig"])
        verdict = ed25519_holds(key, case["msg"].encode("utf-8"), sig)
        yield "cctv-ed25519", str(case["number"]), verdict, None
    for suite, of in (
        ("ed25519", ed25519_holds),
        ("ecdsa_secp256r1_sha256", es256_holds),
        ("mldsa_44_verify", mldsa44_holds),
    ):
        for group in load(top / ("wycheproof-%s_test.json" % suite))["testGroups"]:
            public = group["publicKey"]
            if isinstance(public, dict):
                public = public.get("pk") or public["uncompressed"]
            for case in group["tests"]:
                message, sig = bytes.fromhex(case["msg"]), bytes.fromhex(case["sig"])
                context = (bytes.fromhex(case["ctx"]),) if "ctx" in case else ()
                holds: Callable[..., bool] = of
                verdict = holds(bytes.fromhex(public), message, sig, *context)
                yield suite, str(case["tcId"]), verdict, case["result"] == "valid"
    for kind in ("inclusion", "consistency"):
        for path in sorted((top / "rfc6962" / kind).rglob("*.json")):
            case = load(path)
            short = path.relative_to(top / "rfc6962").as_posix()
            # One published case accepts two equal "roots" of 8 bytes; here roots have 32.
            accepted = not case["wantErr"] and len(case.get("root1") or "x" * 44) == 44
            yield "rfc6962", short, _proof_verdict(kind, case), accepted
    for path in sorted((top / "jcs" / "output").glob("*.json")):
        yield "jcs", path.name, _is_canonical(path.read_bytes()), None


def _proof_verdict(kind: str, case: Any) -> bool:
    proof = [base64.b64decode(hash_) for hash_ in case["proof"] or []]
    if kind == "inclusion":
        root, leaf = base64.b64decode(case["root"]), base64.b64decode(case["leafHash"])
        return inclusion_holds(case["leafIdx"], case["treeSize"], leaf, proof, root)
    first, second = base64.b64decode(case["root1"]), base64.b64decode(case["root2"])
    return consistency_holds(case["size1"], case["size2"], proof, first, second)


def _is_canonical(data: bytes) -> bool:
    try:
        read_json(data)
    except Fault:
        return False
    return True


def run_vectors(folder: str, with_cases: bool) -> int:
    """Tells how many published cases hold; 1 if one verdict differs from the published one."""
    counts: Dict[str, List[int]] = {}
    cases = []
    for suite, name, ours, published in vector_verdicts(folder):
        count = counts.setdefault(suite, [0, 0, 0])
        count[0] += 1
        count[1] += ours
        count[2] += published is not None and ours != published
        cases.append([suite, name, ours])
    if with_cases:
        print(json.dumps(cases))
        return 0
    for suite, (total, held, wrong) in counts.items():
        print(
            "%-24s %4d cases, %4d hold, %d against the published verdict"
            % (suite, total, held, wrong)
        )
    return 1 if any(wrong for _, _, wrong in counts.values()) else 0


# ── 17 The command line ──────────────────────────────────────────────────────────────────────────


def what_lies_here() -> str:
    """The bundle this file is in, or the only one beside it."""
    here = Path(__file__).resolve().parent

    def has(folder: Path) -> bool:
        return (folder / "bundle.json").is_file() or (folder / "ledger.json").is_file()

    if has(here):
        return str(here)
    found = [path for path in sorted(here.iterdir()) if path.suffix == ".zip" or has(path)]
    if len(found) != 1:
        raise UnreadableError("several-here" if found else "nothing-here")
    return str(found[0])


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Checks what is asked for; 0 it holds, 1 it does not, 2 there is nothing to check."""
    parser = argparse.ArgumentParser(description="Checks a register, or a bundle taken from one.")
    parser.add_argument("path", nargs="?", help="a bundle (ZIP or folder) or a register's folder")
    parser.add_argument("--policy", help="your own list of whom to trust (C2SP tlog-policy)")
    parser.add_argument("--lang", choices=("en", "fr"), default="en")
    parser.add_argument("--json", action="store_true", help="answer for other programs")
    parser.add_argument("--vectors", help="try this program on the published test vectors")
    given = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        if given.vectors:
            return run_vectors(given.vectors, given.json)
        policy = None
        if given.policy:
            with Path(given.policy).open("rb") as file:
                policy = file.read(LARGEST_POLICY + 1)
        report = check(given.path or what_lies_here(), policy)
    except UnreadableError as fault:
        report = Report()
        report.unreadable = True
        report.add("files", FAILS, fault.code, **fault.values)
    except OSError as error:
        print("%s: %s" % (error.filename, error.strerror), file=sys.stderr)
        return 2
    print(as_json(report) if given.json else told(report, ("en", "fr").index(given.lang)))
    return {HOLDS: 0, FAILS: 1}.get(report.verdict, 2)


if __name__ == "__main__":
    sys.exit(main())

# ruff: noqa: UP006, UP007, UP031, UP032, UP035, UP037, UP045, B905, RUF007
# (so that Python 3.9 can read it)
