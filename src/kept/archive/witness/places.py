"""Places for connections: so many at once, and a newcomer takes that of the slowest."""

from __future__ import annotations

import contextlib
import socket
from threading import Condition


class Places:
    """The open connections of a server; safe to use from several threads.

    Requests are read and answered in milliseconds. So when all places are taken, whoever has
    been silent or dribbling longest goes: slow clients cannot keep others out.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._reading: dict[socket.socket, None] = {}  # by the moment at which reading began
        self._answering: set[socket.socket] = set()
        self._changed = Condition()
        self._closed = False

    def __len__(self) -> int:
        return len(self._reading) + len(self._answering)

    def take(self, connection: socket.socket) -> bool:
        """Give `connection` a place; False if all others are being answered at this moment."""
        with self._changed:
            if self._closed:
                return False
            if len(self) >= self._most:
                if not self._reading:
                    return False
                slowest = next(iter(self._reading))
                del self._reading[slowest]
                _hang_up(slowest)
            self._reading[connection] = None
            return True

    def answering(self, connection: socket.socket) -> bool:
        """Its request is complete: from here on it keeps its place. False if it has lost it."""
        with self._changed:
            if connection not in self._reading:
                return False
            del self._reading[connection]
            self._answering.add(connection)
            return True

    def reading(self, connection: socket.socket) -> bool:
        """It was answered and may ask again; False if the server is closing."""
        with self._changed:
            self._answering.discard(connection)
            self._changed.notify_all()
            if self._closed:
                return False
            self._reading[connection] = None
            return True

    def leave(self, connection: socket.socket) -> None:
        """Its place is free."""
        with self._changed:
            self._reading.pop(connection, None)
            self._answering.discard(connection)
            self._changed.notify_all()

    def close(self, seconds: float) -> bool:
        """Hang up on all who are not being answered, and wait for the answers; False if too long."""
        with self._changed:
            self._closed = True
            for connection in self._reading:
                _hang_up(connection)
            self._reading.clear()
            return self._changed.wait_for(lambda: not self._answering, seconds)


def _hang_up(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it has gone by itself
        connection.shutdown(socket.SHUT_RDWR)
