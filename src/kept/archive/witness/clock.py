"""The clock of this machine."""

import time


def read_clock() -> int:
    """Seconds since 1970."""
    return int(time.time())
