"""Reading from a client that may be slow, huge or silent: so many bytes, and until when."""

from __future__ import annotations

import io
import socket
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class TooLongError(Exception):
    """A client sends more than it may."""


class TimedReader(io.RawIOBase):
    """What arrives on a connection, while time and bytes last.

    A time-out of the socket alone is for each packet: a byte every few seconds would hold a
    thread for ever. Here the whole request has one deadline.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._deadline = 0.0
        self._left = 0

    def allow(self, *, seconds: float, size: int) -> None:
        """From now on: at most so many seconds, and so many bytes, until this is called again."""
        self._deadline = time.monotonic() + seconds
        self._left = size

    def remaining(self) -> float:
        """Seconds until the deadline, at least a little: for writing the answer."""
        return max(self._deadline - time.monotonic(), 0.1)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Raises `TimeoutError` after the deadline, `TooLongError` beyond the size."""
        seconds = self._deadline - time.monotonic()
        if seconds <= 0:
            raise TimeoutError("The request took too long.")
        if self._left <= 0:
            raise TooLongError("The request is too long.")
        self._connection.settimeout(seconds)
        view = memoryview(buffer).cast("B")
        count = self._connection.recv_into(view[: self._left])
        self._left -= count
        return count
