"""Why a standing is what it is: each step of the reasons as one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kept.assessment import Basis, Reason
from kept.ledger import Statement
from kept.process.model import Process
from kept.report.wording.language import Language, sentence
from kept.report.wording.rules import RULES
from kept.report.wording.statements import statement_line

__all__ = ["reason", "statement_line", "tree"]


def reason(step: Reason, process: Process, language: Language) -> str:
    """One step as a sentence."""
    return sentence(RULES[step.rule](step, process, language))


def tree(
    reasons: Iterable[Reason],
    process: Process,
    language: Language,
    said: Mapping[str, Statement] | None = None,
    basis: Basis = "published",
) -> list[tuple[int, str]]:
    """Every step with its depth, each before what it rests on.

    With `said`, statements by id, the words that a step rests on follow it, each once.
    """

    def line(statement: Statement) -> str:
        return sentence(statement_line(statement, process, language, basis))

    told = {name: line(each) for name, each in (said or {}).items()}
    return list(_tree(reasons, process, language, told, 0))


def _tree(
    reasons: Iterable[Reason],
    process: Process,
    language: Language,
    said: dict[str, str],
    depth: int,
) -> Iterator[tuple[int, str]]:
    for each in reasons:
        yield depth, reason(each, process, language)
        for name in each.statements:
            if name in said:
                yield depth + 1, said.pop(name)
        yield from _tree(each.because, process, language, said, depth + 1)
