"""The delegations of Aruna and Belva at a register, each with its keys, as they type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from click.testing import Result

from kept.archive.ledger import LedgerFolder

Run = Callable[..., Result]


@dataclass
class Delegation:
    """One party: its folder of keys, and the two who sign."""

    run: Run
    party: str
    keys: Path
    ledger: Path
    keeper: Path  # the keys of the register itself

    def publish(self) -> str:
        """What the keeper does when it comes round."""
        return self.run("ledger", "publish", str(self.ledger), "--keys", str(self.keeper)).output

    def size(self) -> int:
        return LedgerFolder(self.ledger).size()

    def kept(self, group: str, command: str, *more: str, code: int = 0) -> Result:
        """The command, with this party's keys where it takes any."""
        keys = () if command in ("write", "submit") else ("--keys", str(self.keys))
        return self.run(group, command, *more, *keys, code=code)

    def sign(self, draft: Path, *more: str) -> str:
        return self.kept("statement", "sign", str(draft), "--key", "pen", "--with", "seal",
                         "--ledger", str(self.ledger), "--yes", *more).output  # fmt: skip

    def second(self, paper: Path) -> str:
        return self.kept("statement", "sign", str(paper), "--key", "seal", "--yes").output

    def submit(self, paper: Path) -> str:
        return self.kept("statement", "submit", str(paper), "--ledger", str(self.ledger)).output

    def say(self, draft: Path, *more: str) -> int:
        """Write, sign, file and publish a statement; the number of its entry."""
        self.run("statement", "write", "lakes-exercise", "--out", str(draft), "--speaker",
                 self.party, "--claim-en", "The relief road is open since 18 November", "--claim-fr", "La route est ouverte",
                 *more)  # fmt: skip
        self.sign(draft)
        paper = draft.with_suffix(".paper")
        self.second(paper)
        self.submit(paper)
        self.publish()
        return self.size() - 1

    def found(self) -> list[str]:
        """Make the party's keys; the files of its roots."""
        for name in ("root-1", "root-2", "next-1", "next-2"):
            self.kept("key", "new", name, "--for", "root", "--no-passphrase")
        for name in ("pen", "seal"):
            self.kept("key", "new", name, "--no-passphrase")
        return [str(self.keys / f"root-{n}.pub") for n in (1, 2)]

    def name_keys(self, paper: Path) -> None:
        """File the party's first manifest, signed by both roots."""
        self.kept("key", "manifest", self.party, "--ledger", str(self.ledger), "--root", "root-1",
                  "--root", "root-2", "--next", "next-1", "--next", "next-2", "--role",
                  "delegation=pen,seal", "--out", str(paper))  # fmt: skip
        self.kept("key", "sign", str(paper), "--key", "root-1", "--key", "root-2", "--yes")
        self.submit(paper)
