"""One question over HTTP, with an end: so many seconds, so many bytes, no other address."""

from __future__ import annotations

import contextlib
import socket
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Event, Timer
from typing import Final
from urllib.parse import urlsplit

LARGEST_ANSWER: Final = 64 * 1024  # bytes


class NoAnswerError(Exception):
    """Nobody answered, or not in time, or not in HTTP; the message says which, in a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What came back, whatever the status."""

    status: int
    content_type: str
    body: bytes


def ask(
    url: str, body: bytes | None = None, *, seconds: float, largest: int = LARGEST_ANSWER
) -> Heard:
    """POST `body` to `url`, or GET it if there is none, within `seconds` in all.

    Redirections are not followed: whoever is asked is named in a policy. Raises `NoAnswerError`.
    """
    try:
        connection = _connection(url, seconds)
    except ValueError:
        raise NoAnswerError(f"{url} is no address of a web server.") from None
    over = Event()
    timer = Timer(seconds, _cut, (connection, over))
    timer.daemon = True
    timer.start()
    try:
        heard = _exchange(connection, url, body, largest)
        if over.is_set():  # what was cut may look like an end
            raise TimeoutError
        return heard
    except TimeoutError:
        raise NoAnswerError(f"No answer from {_place(url)} in time.") from None
    except (OSError, HTTPException, ValueError) as error:
        raise NoAnswerError(f"No answer from {_place(url)}: {_told(error)}.") from None
    finally:
        timer.cancel()
        connection.close()


def _connection(url: str, seconds: float) -> HTTPConnection:
    parts = urlsplit(url)
    if parts.hostname is None or parts.scheme not in ("http", "https"):
        raise ValueError(url)
    if parts.scheme == "https":
        return HTTPSConnection(parts.hostname, parts.port, timeout=seconds)
    return HTTPConnection(parts.hostname, parts.port, timeout=seconds)


def _exchange(connection: HTTPConnection, url: str, body: bytes | None, largest: int) -> Heard:
    method, headers = ("GET", {}) if body is None else ("POST", {"Content-Type": "text/plain"})
    connection.request(method, urlsplit(url).path or "/", body=body, headers=headers)
    response = connection.getresponse()
    promised = response.length
    answer = response.read(largest + 1)
    if len(answer) > largest:
        raise ValueError(f"it sends more than {largest:,} bytes")
    if promised is not None and len(answer) < promised:
        raise ValueError("its answer breaks off")
    content_type = response.headers.get("Content-Type", "")
    return Heard(status=response.status, content_type=content_type, body=answer)


def _cut(connection: HTTPConnection, over: Event) -> None:
    """A server that sends a byte now and then never meets the time-out of a socket."""
    over.set()
    if (held := connection.sock) is not None:
        with contextlib.suppress(OSError):
            held.shutdown(socket.SHUT_RDWR)


def _place(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _told(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__
