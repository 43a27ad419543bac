"""What a mirror offers over HTTP, beside what it offers as a witness.

GET  /<hash>/tile/…          the log, as C2SP tlog-tiles has it; <hash>: SHA-256 of its origin
POST /submit                 an entry to hold until the log has taken it
GET  /submissions            what is held, for whom, how long; who refused it and why
GET  /submissions/<entry>    such an entry, for the register to fetch
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

from kept.archive.witness.http import Request, Response
from kept.archive.witness.mirror import DeclinedError, Mirror, Submission
from kept.archive.witness.service import READING, said
from kept.ledger.entries.entry import entry_code, read_entry
from kept.ledger.entries.error import EntryError
from kept.ledger.tree import TreeError, read_tile_path
from kept.ledger.witness import checkpoint_path

SUBMIT: Final = "/submit"
SUBMISSIONS: Final = "/submissions"
JSON: Final = "application/json"

_FILE: Final = re.compile(r"/([0-9a-f]{64})/(.+)")
_ENTRY: Final = re.compile(r"/submissions/([0-9a-f]{64})")
_NAMED: Final = re.compile(
    r"checkpoints/[0-9]{12}|ledger\.json|policy/(published|witnessed|mutual)"
)
_UNCHANGING: Final = {"Cache-Control": "public, max-age=31536000, immutable"}


class MirrorService:
    """The further addresses of a witness that mirrors logs."""

    def __init__(self, mirrors: Iterable[Mirror]) -> None:
        self._mirrors = {mirror.origin: mirror for mirror in mirrors}
        self._by_hash = {checkpoint_path(name)[:64]: each for name, each in self._mirrors.items()}

    def __call__(self, request: Request) -> Response | None:
        if request.path == SUBMIT:
            return self._submit(request)
        if request.method not in READING:
            return None
        if request.path == SUBMISSIONS:
            return self._submissions()
        if match := _ENTRY.fullmatch(request.path):
            return self._submission(match[1])
        if match := _FILE.fullmatch(request.path):
            return self._file(match[1], match[2])
        return None

    def _submit(self, request: Request) -> Response:
        if request.method != "POST":
            return said(HTTPStatus.METHOD_NOT_ALLOWED, "Only POST here.", Allow="POST")
        try:
            log = read_entry(request.body).header.log
        except EntryError as error:
            return said(HTTPStatus.BAD_REQUEST, str(error))
        if log not in self._mirrors:
            return said(HTTPStatus.NOT_FOUND, "This is no mirror of that register.")
        try:
            entry = self._mirrors[log].hold(request.body)
        except DeclinedError as error:
            return said(HTTPStatus(error.status), str(error))
        return _json({"entry": entry, "code": entry_code(entry)}, HTTPStatus.ACCEPTED)

    def _submissions(self) -> Response:
        logs = [
            {
                "origin": mirror.origin,
                "size": mirror.copy.size,
                "submissions": [_shown(each) for each in mirror.submissions()],
            }
            for mirror in self._mirrors.values()
        ]
        return _json({"schema": "kept.submissions/1", "logs": logs})

    def _submission(self, entry: str) -> Response:
        for mirror in self._mirrors.values():
            if (raw := mirror.submission(entry)) is not None:
                return Response(status=HTTPStatus.OK, body=raw, content_type=JSON)
        return said(HTTPStatus.NOT_FOUND, "No such entry is held here.")

    def _file(self, log: str, name: str) -> Response | None:
        if log not in self._by_hash or not _may_be_read(name):
            return None
        try:
            data = (self._by_hash[log].copy.path / name).read_bytes()
        except OSError:
            return said(HTTPStatus.NOT_FOUND, "There is no such file yet.")
        return Response(
            status=HTTPStatus.OK,
            body=data,
            content_type="application/octet-stream",
            headers=_UNCHANGING if name.startswith("tile/") else {},
        )


def _may_be_read(name: str) -> bool:
    if _NAMED.fullmatch(name):
        return True
    try:
        read_tile_path(name)
    except TreeError:
        return False
    return True


def _shown(submission: Submission) -> dict[str, object]:
    header = submission.held.entry.header
    return {
        "entry": submission.held.entry.hash,
        "key": header.key,
        "seq": header.seq,
        "received": datetime.fromtimestamp(submission.held.at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "size": submission.held.size,
        "checkpoints": submission.checkpoints,
        "overtaken": submission.overtaken,
        "overdue": submission.overdue,
        "refusal": submission.refusal,
    }


def _json(value: object, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(status=status, body=f"{json.dumps(value)}\n".encode(), content_type=JSON)
