"""What a witness offers over HTTP (C2SP tlog-witness), and who is asked for it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from kept.archive.witness.host import WitnessHost
from kept.archive.witness.http import Request, Response
from kept.ledger.notes import Checkpoint
from kept.ledger.witness import Answer

READING: Final = ("GET", "HEAD")
LARGEST_REQUEST: Final = 16 * 1024  # bytes: the log's own signatures and 63 hashes fit thrice
ADD_CHECKPOINT: Final = "/add-checkpoint"


class WitnessService:
    """The addresses of a witness.

    POST /add-checkpoint          a cosignature, or why not
    GET  /<hash>/checkpoint       the last checkpoint cosigned of a log; <hash>: SHA-256 of its origin
    GET  /                        for people: its name, its keys, what it knows

    What stands under other addresses is for `more` to say, which answers None where nothing does.
    """

    def __init__(
        self,
        host: WitnessHost,
        *,
        more: Callable[[Request], Response | None] = lambda _request: None,
        report: Callable[[str], None] = lambda _line: None,
    ) -> None:
        self._host = host
        self._more = more
        self._report = report

    def __call__(self, request: Request) -> Response:
        if request.path == ADD_CHECKPOINT:
            return self._add_checkpoint(request)
        if (more := self._more(request)) is not None:
            return more
        if request.method not in READING:
            return said(HTTPStatus.METHOD_NOT_ALLOWED, "Only GET here.", Allow="GET, HEAD")
        if request.path == "/":
            return Response(status=HTTPStatus.OK, body=self._about().encode())
        note = self._host.checkpoint(request.path.removeprefix("/"))
        if note is None:
            return said(HTTPStatus.NOT_FOUND, "There is nothing here.")
        # Long-lived copies would show monitors an old state.
        return Response(status=HTTPStatus.OK, body=note, headers={"Cache-Control": "no-cache"})

    def _add_checkpoint(self, request: Request) -> Response:
        if request.method != "POST":
            return said(HTTPStatus.METHOD_NOT_ALLOWED, "Only POST here.", Allow="POST")
        if len(request.body) > LARGEST_REQUEST:
            return said(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"The request is too long: at most {LARGEST_REQUEST:,} bytes are read.",
            )
        answer = self._host.add_checkpoint(request.body)
        self._report(_told(answer))
        return Response(status=answer.status, body=answer.body, content_type=answer.content_type)

    def _about(self) -> str:
        keys = "".join(f"{key}\n" for key in self._host.keys)
        logs = "".join(map(_known, self._host.known.items()))
        return f"Witness {self._host.name}\n\nKeys\n{keys}\nLogs\n{logs}"


def said(status: HTTPStatus, why: str, **headers: str) -> Response:
    """An answer of one line."""
    return Response(status=status, body=f"{why}\n".encode(), headers=headers)


def _known(log: tuple[str, Checkpoint | None]) -> str:
    origin, checkpoint = log
    size = "nothing cosigned yet" if checkpoint is None else f"{checkpoint.size} entries"
    return f"{origin}: {size}\n"


def _told(answer: Answer) -> str:
    if answer.state is not None:
        checkpoint = answer.state.checkpoint
        return f"cosigned {checkpoint.origin}: {checkpoint.size} entries"
    why = answer.body[:120].decode("utf-8", "replace").split("\n")[0]
    return f"not cosigned ({answer.status}): {why}"
