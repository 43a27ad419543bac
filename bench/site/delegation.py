"""A delegation that files without a browser: writes, signs with a key file, takes the receipt."""

from __future__ import annotations

import http.cookiejar
import io
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Final

from kept.archive.keys import load_key, read_key
from kept.archive.recording import read_paper

ABOUT: Final = {
    "commitment": "relief-road-opened",
    "about": "relief-road-open",
    "saying": "done",
    "when": "2025-11-18",
    "known": "saw",
    "release": "parties",
}
STEPS: Final = ("about", "when", "words")
KEY: Final = re.compile(r'name="key" value="([0-9a-f]+)"')
BOUNDARY: Final = "kept-paper"


class NotFiledError(RuntimeError):
    """A step of filing did not lead where it must."""


@dataclass(slots=True)
class Visitor:
    """Somebody with cookies who asks for pages and sends forms."""

    url: str
    name: str
    cookies: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def get(self, path: str) -> tuple[str, bytes]:
        """Where one ends up, and what is there."""
        return self._open(urllib.request.Request(self.url + path))  # noqa: S310

    def send(self, path: str, fields: dict[str, str]) -> tuple[str, bytes]:
        """Send a form; where that leads, and what is there."""
        told = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": self._token()})
        return self._open(urllib.request.Request(self.url + path, told.encode()))  # noqa: S310

    def bring(self, path: str, data: bytes) -> tuple[str, bytes]:
        """Send a file under the name `paper`."""
        head = 'Content-Disposition: form-data; name="{}"'
        parts = [
            f"--{BOUNDARY}\r\n{head.format('csrfmiddlewaretoken')}\r\n\r\n{self._token()}\r\n",
            f'--{BOUNDARY}\r\n{head.format("paper")}; filename="it.paper"\r\n',
            "Content-Type: application/octet-stream\r\n\r\n",
        ]
        body = "".join(parts).encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return self._open(urllib.request.Request(self.url + path, body, kind))  # noqa: S310

    def sign_in(self) -> None:
        """Sign in with the password everybody knows."""
        self.get("/accounts/login/")
        password = f"{self.name}-by-the-lakes"
        there, _ = self.send("/accounts/login/", {"login": self.name, "password": password})
        if not there.endswith("/desk/"):
            raise NotFiledError(f"signing in leads to {there}")

    def _token(self) -> str:
        return next(str(each.value) for each in self.cookies if each.name == "csrftoken")

    def _open(self, request: urllib.request.Request) -> tuple[str, bytes]:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        try:
            with opener.open(request, timeout=120) as answer:
                return str(answer.geturl()).removeprefix(self.url), answer.read()
        except urllib.error.HTTPError as error:
            raise NotFiledError(f"{request.full_url} answers {error.code}") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A receipt, how long the way there took, and whether it holds."""

    seconds: float
    entry: str
    holds: bool
    damaged_holds: bool  # whether a copy with one bit changed is taken as well


def file(visitor: Visitor, data: Path, number: int) -> Filed:
    """Write, sign and file a statement, take the bundle and check it with what lies in it."""
    began = perf_counter()
    draft = _write(visitor, number)
    _, preview = visitor.get(f"{draft}preview/")
    key = KEY.search(preview.decode())
    if key is None:
        raise NotFiledError("nobody can sign")
    sheet, _ = visitor.send(f"{draft}paper/", {"key": key[1]})
    _, paper = visitor.get(f"{sheet}file/")
    signed = read_paper(paper).signed_by(load_key(read_key(data / "keys", "aruna-pen"), None))
    there, _ = visitor.bring(f"{sheet}bring/", signed.to_bytes())
    if not there.endswith("/receipt/"):
        raise NotFiledError(f"a signed paper leads to {there}")
    seconds = perf_counter() - began
    _, bundle = visitor.get(there.replace("receipt/", "bundle.zip"))
    policy = data / "register" / "policy" / "mutual"
    return Filed(
        seconds=seconds,
        entry=there.split("/")[-3],
        holds=holds(bundle, policy),
        damaged_holds=holds(damaged(bundle), policy),
    )


def _write(visitor: Visitor, number: int) -> str:
    """The address of a draft that says something."""
    first, _ = visitor.send("/desk/statements/new/", {"commitment": ABOUT["commitment"]})
    draft = first.removesuffix("about/")
    claim = f"Lorries use the road, for the time number {number}"
    fields = {**ABOUT, "claim_en": claim, "claim_fr": f"Des camions passent, fois {number}"}
    for each in STEPS:
        there, _ = visitor.send(f"{draft}{each}/", {**fields, "then": "on"})
        if "again" in there:
            raise NotFiledError(f"the step {each} is asked for again")
    return draft


def holds(bundle: bytes, policy: Path) -> bool:
    """Whether the program in a bundle accepts it, trusting this policy alone."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as packed:
        program = packed.read(
            next(each for each in packed.namelist() if each.endswith("verify.py"))
        )
    check = policy.parents[2] / "verify.py"
    check.write_bytes(program)
    there = policy.parents[2] / "bundle.zip"
    there.write_bytes(bundle)
    done = subprocess.run(
        [sys.executable, "-I", str(check), str(there), "--policy", str(policy)],
        capture_output=True,
        check=False,
    )
    return done.returncode == 0


def damaged(bundle: bytes) -> bytes:
    """The same bundle, one bit of the entry's words or proof changed and packed anew."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bundle)) as packed, zipfile.ZipFile(out, "w") as again:
        largest = max(
            (each for each in packed.infolist() if "entr" in each.filename),
            key=lambda each: each.file_size,
        )
        for each in packed.infolist():
            data = bytearray(packed.read(each))
            if each is largest:
                data[len(data) // 2] ^= 1
            again.writestr(each, bytes(data))
    return out.getvalue()
