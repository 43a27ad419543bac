"""HTTP for witnesses: small requests, plain answers, and patience with nobody for ever.

The server of the standard library, with what it lacks for this: one deadline for a whole
request, a limit for its size, a limit for connections, and an end without cut answers. It
stands behind a web server that speaks TLS.
"""

from __future__ import annotations

import contextlib
import io
import signal
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import StreamRequestHandler, TCPServer, ThreadingMixIn
from typing import Final

from kept.archive.witness.connection import TimedReader, TooLongError
from kept.archive.witness.places import Places

TEXT: Final = "text/plain; charset=utf-8"
LONGEST_HEAD: Final = 16 * 1024  # bytes: the request line and all headers
LINGER: Final = 1.0  # seconds to let a refused client finish what it is sending
_LONGEST_LINE: Final = 8 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A complete request. `path` is without a query."""

    method: str
    path: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What goes back."""

    status: int
    body: bytes
    content_type: str = TEXT
    headers: dict[str, str] = field(default_factory=dict)


Answering = Callable[[Request], Response]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a client may ask of the server."""

    body: int = 16 * 1024  # bytes
    seconds: float = 10.0  # for a whole request, and for taking the answer
    idle: float = 30.0  # seconds between two requests on one connection
    connections: int = 128


class HttpServer(ThreadingMixIn, TCPServer):
    """Listens on one address and answers with `answering`, one thread a connection."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(
        self,
        address: tuple[str, int],
        answering: Answering,
        *,
        limits: Limits | None = None,
        report: Callable[[str], None] = lambda _line: None,
    ) -> None:
        self.answering = answering
        self.limits = limits or Limits()
        self.report = report
        self.places = Places(self.limits.connections)
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        super().__init__(address, _Handler)

    @property
    def port(self) -> int:
        """The port it listens on, also where 0 was asked for."""
        return int(self.server_address[1])

    def stop(self, seconds: float = 5.0) -> None:
        """Take no more connections, finish the answers under way, then close everything."""
        self.shutdown()
        self.places.close(seconds)
        self.server_close()

    def serve_until(self, *signals: signal.Signals) -> None:
        """Answer until this process gets one of these signals; in the main thread only."""
        for number in signals:
            signal.signal(number, lambda *_: threading.Thread(target=self.shutdown).start())
        self.serve_forever(poll_interval=0.1)
        self.stop()

    def process_request(
        self, request: socket.socket | tuple[bytes, socket.socket], client_address: object
    ) -> None:
        if isinstance(request, socket.socket) and self.places.take(request):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002
        self.report(f"a connection ended with an error: {sys.exception()!r}")


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: HttpServer
    protocol_version = "HTTP/1.1"
    server_version = "kept"
    sys_version = ""

    def setup(self) -> None:
        StreamRequestHandler.setup(self)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self.timed = TimedReader(self.connection)
        self.rfile = io.BufferedReader(self.timed)

    def finish(self) -> None:
        self.server.places.leave(self.connection)
        super().finish()

    def handle_one_request(self) -> None:
        self.close_connection = True
        self.command = self.requestline = ""
        self.request_version = self.protocol_version
        try:
            request = self._read()
            if request is None or not self.server.places.answering(self.connection):
                return
            self._send(self.server.answering(request))
            if not self.server.places.reading(self.connection):
                self.close_connection = True
        except _RefusedError as refused:
            self._refuse(refused.response)
        except (OSError, TooLongError):
            self.close_connection = True

    def _read(self) -> Request | None:
        limits = self.server.limits
        self.timed.allow(seconds=limits.idle, size=LONGEST_HEAD)
        self.raw_requestline = self.rfile.readline(_LONGEST_LINE + 1)
        if not self.raw_requestline:
            return None
        self.timed.allow(seconds=limits.seconds, size=LONGEST_HEAD + limits.body)
        if len(self.raw_requestline) > _LONGEST_LINE:
            raise _RefusedError(HTTPStatus.REQUEST_URI_TOO_LONG, "The address is too long.")
        if not self.parse_request():
            return None
        body = self._body()
        return Request(method=self.command, path=self.path.partition("?")[0], body=body)

    def _body(self) -> bytes:
        lengths = self.headers.get_all("Content-Length", [])
        if self.headers.get("Transfer-Encoding") is not None:
            raise _RefusedError(
                HTTPStatus.LENGTH_REQUIRED, "Send the length of the request (Content-Length)."
            )
        if not lengths:
            return b""
        if len(lengths) > 1 or not (lengths[0].isascii() and lengths[0].isdigit()):
            raise _RefusedError(HTTPStatus.BAD_REQUEST, "Content-Length is not one number.")
        if len(lengths[0]) > 9 or int(lengths[0]) > self.server.limits.body:
            raise _RefusedError(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"The request is too long: at most {self.server.limits.body:,} bytes are read.",
            )
        if self.headers.get("Expect", "").lower() == "100-continue":
            self.send_response_only(HTTPStatus.CONTINUE)
            self.end_headers()
        body = self.rfile.read(int(lengths[0]))
        if len(body) < int(lengths[0]):
            raise ConnectionError("The client left before its request was complete.")
        return body

    def _send(self, response: Response, *, close: bool = False) -> None:
        self.connection.settimeout(self.server.limits.seconds)
        self.send_response(response.status)
        self.send_header("Content-Type", response.content_type)
        self.send_header("Content-Length", str(len(response.body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in response.headers.items():
            self.send_header(name, value)
        if close:
            self.close_connection = True
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)

    def _refuse(self, response: Response) -> None:
        """Answer a request that was not read to its end, so that the answer is seen, and close."""
        self._send(response, close=True)
        with contextlib.suppress(OSError, TooLongError):
            # A connection closed with bytes unread is cut, and the answer with it.
            self.connection.shutdown(socket.SHUT_WR)
            self.timed.allow(seconds=LINGER, size=LONGEST_HEAD + 4 * self.server.limits.body)
            while self.rfile.read1():
                pass

    def send_error(
        self, code: int, message: str | None = None, explain: str | None = None
    ) -> None:
        """What the standard library refuses while it reads a request, as plain text."""
        self.request_version = self.protocol_version
        said = explain or message or HTTPStatus(code).description
        self._refuse(Response(status=code, body=f"{said}\n".encode("ascii", "replace")))

    def handle_expect_100(self) -> bool:
        return True  # first the length is looked at; then the client may go on

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Addresses of clients are written down nowhere."""


class _RefusedError(Exception):
    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.response = Response(status=status.value, body=f"{why}\n".encode())
