"""Readers, a delegation and checks at once: `python -m bench.site.load --minutes 10`.

The exercise with its register: readers go through every screen in both languages on any day,
while a delegation files and signs, and checks what it takes away with the program in the bundle.
Told are answers that are errors, receipts that do not hold, and how the server's memory grows.
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
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from bench.site.asking import BROWSER, share
from bench.site.delegation import Filed, NotFiledError, Visitor, file
from bench.site.processes import used
from bench.site.servers import Running, kept, running

READERS: Final = 4
PAUSE: Final = 0.05  # seconds a reader looks at a page
WARM: Final = 30.0  # seconds before memory is noted
BETWEEN: Final = 10.0  # seconds between two filings
DAYS: Final = ("2025-06-30", "2025-09-15", "2025-10-31", "2025-11-10", "2025-11-21")
FORMS: Final = ("", "", "", "", "data.json", "data.csv")
PAGES: Final = (
    *("/", "/commitments/", "/plan/", "/statements/", "/figures/", "/disarmament/"),
    *("/meetings/", "/situation/", "/instruments/", "/ledger/", "/about/", "/differ/"),
    *("/timeline/", "/checks/", "/corrections/", "/commitments/relief-road-opened/"),
    *("/actors/aruna/", "/actors/belva/", "/mechanisms/jvm/"),
)


@dataclass(slots=True)
class Seen:
    """What was answered so far."""

    answers: Counter[int] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)  # addresses, and what they answered
    filed: list[Filed] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)  # seconds, megabytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of it."""

    minutes: float
    pages: int
    p50_ms: float
    p99_ms: float
    errors: int  # of the server, and pages that are not there
    filed: int
    filing_p50_ms: float
    refused_receipts: int
    damaged_accepted: int
    first_minute_mb: float | None  # after warming up; None where the run was too short
    last_minute_mb: float | None
    cpu_seconds: float


class _Reader(threading.Thread):
    """Somebody who goes from page to page; two meet in a run only by chance."""

    def __init__(self, port: int, seed: int, seen: Seen, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self._port, self._seen, self._stop_at = port, seen, stop
        self._chance = random.Random(seed)  # noqa: S311 -- no secret

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        while not self._stop_at.wait(PAUSE):
            path = address(self._chance)
            began = time.perf_counter()
            try:
                connection.request("GET", path, headers=dict(BROWSER))
                answer = connection.getresponse()
                answer.read()
                status = answer.status
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                status, path = 599, f"{path} {error!r}"
            self._seen.waits.append(time.perf_counter() - began)
            self._seen.answers[status] += 1
            if status != 200:
                self._seen.failed[f"{status} {path}"] += 1
        connection.close()


def address(chance: random.Random) -> str:
    """A page somebody may ask for."""
    path, form = chance.choice(PAGES), chance.choice(FORMS)
    query = [f"lang={chance.choice(('en', 'fr'))}"]
    if chance.random() < 0.5:
        query.append(f"on={chance.choice(DAYS)}")
    return f"{path}{form}?{'&'.join(query)}"


class _Delegation(threading.Thread):
    """Files again and again, and checks each receipt."""

    def __init__(self, port: int, data: Path, seen: Seen, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self._visitor = Visitor(f"http://localhost:{port}", "aruna-2")
        self._data, self._seen, self._stop_at = data, seen, stop

    def run(self) -> None:
        signed_in = False
        number = 0
        while not self._stop_at.is_set():
            number += 1
            try:
                if not signed_in:
                    self._visitor.sign_in()
                    signed_in = True
                self._seen.filed.append(file(self._visitor, self._data, number))
            except (NotFiledError, OSError) as error:
                self._seen.failed[f"filing: {error}"] += 1
            self._stop_at.wait(BETWEEN)


def under_load(site: Running, data: Path, minutes: float) -> tuple[Seen, float]:
    """Everybody at once, for so long; and the processor time of the server."""
    seen, stop = Seen(), threading.Event()
    people = [_Reader(site.port, seed, seen, stop) for seed in range(READERS)]
    everybody = [*people, _Delegation(site.port, data, seen, stop)]
    before = used(site.pid).seconds
    began = time.monotonic()
    for each in everybody:
        each.start()
    while (passed := time.monotonic() - began) < minutes * 60:
        seen.memory.append((passed, used(site.pid).megabytes))
        time.sleep(1)
    stop.set()
    for each in everybody:
        each.join(120)
    return seen, used(site.pid).seconds - before


def told(seen: Seen, minutes: float, cpu: float) -> Told:
    """The figures of a run."""
    long = minutes * 60 >= WARM + 120
    first = [mb for at, mb in seen.memory if long and WARM <= at < WARM + 60]
    last = [mb for at, mb in seen.memory if long and at >= minutes * 60 - 60]
    filing = [each.seconds for each in seen.filed] or [0.0]
    return Told(
        minutes=minutes,
        pages=sum(seen.answers.values()),
        p50_ms=1000 * share(seen.waits or [0.0], 0.5),
        p99_ms=1000 * share(seen.waits or [0.0], 0.99),
        errors=sum(seen.failed.values()),
        filed=len(seen.filed),
        filing_p50_ms=1000 * median(filing),
        refused_receipts=sum(not each.holds for each in seen.filed),
        damaged_accepted=sum(each.damaged_holds for each in seen.filed),
        first_minute_mb=median(first) if first else None,
        last_minute_mb=median(last) if last else None,
        cpu_seconds=cpu,
    )


def report(it: Told, failed: Sequence[tuple[str, int]]) -> str:
    """The figures as text."""
    lines = [
        f"{it.minutes:g} minutes, {READERS} readers and a delegation",
        f"pages read            {it.pages:,}, half within {it.p50_ms:,.0f} ms, "
        f"99 of 100 within {it.p99_ms:,.0f} ms",
        f"statements filed      {it.filed:,}, half within {it.filing_p50_ms:,.0f} ms "
        "from the first question to the receipt",
        f"errors                {it.errors:,}",
        f"receipts refused      {it.refused_receipts:,} of {it.filed:,}",
        f"damaged and accepted  {it.damaged_accepted:,} of {it.filed:,}",
        f"memory                {_megabytes(it.first_minute_mb)} in the first minute, "
        f"{_megabytes(it.last_minute_mb)} in the last",
        f"processor             {it.cpu_seconds:,.0f} s",
    ]
    return "\n".join([*lines, *(f"  {many} × {each}" for each, many in failed)])


def _megabytes(value: float | None) -> str:
    return "not noted" if value is None else f"{value:,.0f} MB"


def main() -> None:
    """Run it, and fail where something did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, help="10")
    parser.add_argument("--workers", type=int, default=1, help="processes of the server; 1")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        server = kept(data, "lakes-exercise", "--demo", "--workers", str(asked.workers))
        with running(server, Path(folder) / "log") as site:
            seen, cpu = under_load(site, data, asked.minutes)
    found = told(seen, asked.minutes, cpu)
    print(json.dumps(asdict(found)) if asked.json else report(found, seen.failed.most_common(10)))
    if found.errors or found.refused_receipts or found.damaged_accepted or not found.filed:
        sys.exit("Something failed.")


if __name__ == "__main__":
    main()
