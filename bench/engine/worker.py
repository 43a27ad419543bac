"""One engine in a process of its own: it makes ready, and then answers line by line.

`python -m bench.engine.worker NAME FOLDER`, where the folder holds a log as `save` left it.
"""

from __future__ import annotations

import gc
import json
import signal
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

import numpy as np
from bench.engine.engines import ENGINES, LIMIT
from bench.engine.generator import Generated, agreement
from bench.engine.question import Checksum, Question, ask, on_days
from bench.engine.rows import vocabulary

from kept.assessment.sweep.columns import Answers, Columns, Retractions, Words, arrays

_TABLES: Final = {"words": Words, "retractions": Retractions, "answers": Answers}


def save(generated: Generated, folder: Path) -> None:
    """Put a log where each process can read it."""
    for name in _TABLES:
        for column, array in arrays(getattr(generated.columns, name)).items():
            np.save(folder / f"{name}.{column}.npy", array)
    np.save(folder / "index.npy", generated.columns.index)
    told = {"size": generated.size, "seed": generated.seed}
    (folder / "log.json").write_text(json.dumps(told))


def load(folder: Path) -> Generated:
    """Read a log that was saved."""
    told = json.loads((folder / "log.json").read_text())
    process = agreement(told["seed"])
    tables: dict[str, Any] = {
        name: made(
            **{each.name: np.load(folder / f"{name}.{each.name}.npy") for each in fields(made)}
        )
        for name, made in _TABLES.items()
    }
    columns = Columns(
        vocabulary=vocabulary(process), index=np.load(folder / "index.npy"), **tables
    )
    return Generated(process=process, columns=columns, **told)


class Worker:
    """What one engine is asked, and what it answers."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.module: ModuleType = ENGINES[name].load()
        self.question: Question = ask(load(folder))
        log = self.question.generated
        self.state = self.module.prepare(log if name == LIMIT else self.question)
        gc.collect()
        self.held = _memory("VmRSS")
        # The highest memory from here on: what was needed to make ready does not count.
        Path("/proc/self/clear_refs").write_text("5")

    def ready(self) -> dict[str, Any]:
        return {"input": self.question.generated.columns.nbytes / 1e6, "held": self.held}

    def once(self) -> dict[str, Any]:
        """The limit, once."""
        return _timed(lambda: self.module.once(self.state))

    def bound(self) -> dict[str, Any]:
        """What memory alone would allow, and which version of the limit is the fastest."""
        read, copied = self.module.bandwidth(self.state)
        version = self.module.VERSIONS[self.state.version]
        seconds = self.module.bound(self.state)
        return {"read": read, "copied": copied, "bound": seconds, "version": version}

    def evidence(self) -> dict[str, Any]:
        """The whole question."""
        return _timed(lambda: self.module.evidence(self.state))

    def histories(self) -> dict[str, Any]:
        """All histories of all commitments; only kept can tell them."""
        try:
            return _timed(lambda: self.module.histories(self.state))
        except NotImplementedError as missing:
            return {"missing": str(missing)}

    def dates(self, *days: str) -> dict[str, Any]:
        """The question for some days alone."""
        several = [int(each) for each in days]
        return _timed(lambda: self.module.on_days(self.state, several).checksum())

    def runs(self, *days: str) -> dict[str, Any]:
        """How all stands on some days by the last answer."""
        found = on_days(self.module.runs(self.state), [int(each) for each in days])
        return {"checksum": _plain(found.checksum())}

    def memory(self) -> dict[str, Any]:
        """The most memory since all was ready."""
        peak = _memory("VmHWM")
        if hasattr(self.module, "memory"):
            return {"peak": peak + self.module.memory(self.state), "held": self.held}
        return {"peak": peak, "held": self.held}

    def close(self) -> None:
        if hasattr(self.module, "close"):
            self.module.close(self.state)


def _timed(work: Callable[[], object]) -> dict[str, Any]:
    gc.collect()
    began = perf_counter()
    found = work()
    seconds = perf_counter() - began
    return {"seconds": seconds, "checksum": _plain(found)}


def _plain(found: object) -> list[int] | None:
    return [found.runs, found.sum] if isinstance(found, Checksum) else None


def _memory(what: str) -> float:
    """Megabytes."""
    [line] = [
        each
        for each in Path("/proc/self/status").read_text().splitlines()
        if each[:5] == what[:5] and each.startswith(f"{what}:")
    ]
    return int(line.split()[1]) / 1000


def main() -> None:
    """Answer until the input ends."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    worker = Worker(sys.argv[1], Path(sys.argv[2]))
    try:
        print(json.dumps(worker.ready()), flush=True)
        for line in sys.stdin:
            name, *given = line.split()
            print(json.dumps(getattr(worker, name)(*given)), flush=True)
    finally:
        worker.close()


if __name__ == "__main__":
    main()
