"""The site on a large register: `python -m bench.site.large REGISTER --seconds 60`.

A register made with `bench.ledger.large`, and its columns made with `kept ledger columns`. Eight
readers, each on a connection of its own, go from page to page without a pause, in both languages.
First each of them is shown every page once: what a day costs that nobody asked about before is
told apart, for it is a matter of seconds and of once.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from bench.site.asking import BROWSER, CONNECTIONS, share
from bench.site.processes import used
from bench.site.servers import kept, running

PAGES: Final = (
    *("/", "/commitments/", "/commitments/?order=standing", "/ledger/", "/ledger/?before=5000"),
    *("/meetings/", "/about/", "/statements/", "/statements/?speaker=belva"),
    *("/statements/?kind=denies", "/statements/?about=front-leaves-towns"),
    *("/statements/?to=2025-06-30", "/statements/data.json"),
)


def addresses() -> list[str]:
    """Every page in both languages."""
    return [
        f"{each}{'&' if '?' in each else '?'}lang={language}"
        for each in PAGES
        for language in ("en", "fr")
    ]


class _Reader(threading.Thread):
    def __init__(self, port: int, seed: int, until: float) -> None:
        super().__init__(daemon=True)
        self._port, self._until = port, until
        self._chance = random.Random(seed)  # noqa: S311 -- no secret
        self.waits: dict[str, list[float]] = defaultdict(list)
        self.wrong: Counter[str] = Counter()

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        several = addresses()
        while time.perf_counter() < self._until:
            path = self._chance.choice(several)
            began = time.perf_counter()
            status = ask(connection, path)
            self.waits[path.partition("lang=")[0]].append(time.perf_counter() - began)
            if status != 200:
                self.wrong[f"{status} {path}"] += 1
        connection.close()


def ask(connection: http.client.HTTPConnection, path: str) -> int:
    """The status of one page, read to its end."""
    connection.request("GET", path, headers=dict(BROWSER))
    answer = connection.getresponse()
    answer.read()
    return answer.status


def warm(port: int, workers: int) -> float:
    """Seconds of the first page, from which on every worker has the review."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    began = time.perf_counter()
    ask(connection, "/?lang=en")
    first = time.perf_counter() - began
    connection.close()
    for _ in range(4 * workers):  # whichever worker answers
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        for each in addresses():
            ask(connection, each)
        connection.close()
    return first


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how long pages took; 1 where one was not answered."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("register", type=Path)
    parser.add_argument("--process", default="lakes-exercise")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--anew", action="store_true", help="no page is kept")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        options = ("--ledger", str(asked.register), "--workers", str(asked.workers))
        server = kept(Path(folder) / "site", asked.process, *options, keep_pages=not asked.anew)
        with running(server, Path(folder) / "log", "/about/") as site:
            first = warm(site.port, asked.workers)
            before = used(site.pid)
            until = time.perf_counter() + asked.seconds
            readers = [_Reader(site.port, seed, until) for seed in range(CONNECTIONS)]
            for each in readers:
                each.start()
            for each in readers:
                each.join()
            after = used(site.pid)
    wrong = sum((each.wrong for each in readers), Counter())
    by_page: dict[str, list[float]] = defaultdict(list)
    for each in readers:
        for name, waits in each.waits.items():
            by_page[name] += waits
    every = [wait for waits in by_page.values() for wait in waits]
    told = {
        "first_page_s": round(first, 2),
        "pages": len(every),
        "cpu_ms_a_page": round(1000 * (after.seconds - before.seconds) / len(every), 2),
        "p50_ms": round(1000 * share(every, 0.5), 1),
        "p99_ms": round(1000 * share(every, 0.99), 1),
        "megabytes": [round(before.megabytes), round(after.megabytes)],
        "p99_ms_by_page": {n: round(1000 * share(w, 0.99), 1) for n, w in by_page.items()},
        "not_answered": dict(wrong),
    }
    print(json.dumps(told, indent=1))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
