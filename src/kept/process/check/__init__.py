"""A careful editor: what is wrong, doubtful or left open in a process that can be read."""

from __future__ import annotations

from kept.process.check.agreed import agreed_mentions
from kept.process.check.arithmetic import arithmetic_problems
from kept.process.check.bodies import body_mentions
from kept.process.check.days import day_problems
from kept.process.check.mentions import Kind, Mention, mention_of, mentions_of, unresolved
from kept.process.check.sense import sense_problems
from kept.process.check.stated import stated_problems
from kept.process.check.waiting import circle_problems
from kept.process.check.world import world_mentions
from kept.process.model import Process
from kept.texts import Problem

__all__ = ["Kind", "Mention", "check_process", "mention_of", "mentions_of", "unresolved"]


def check_process(process: Process) -> tuple[Problem, ...]:
    """All that a careful editor would point at in `process`, in the order of the text."""
    mentions = [
        *world_mentions(process),
        *agreed_mentions(process),
        *body_mentions(process),
    ]
    problems = [
        *unresolved(mentions, process),
        *circle_problems(process),
        *sense_problems(process),
        *day_problems(process),
        *arithmetic_problems(process),
        *stated_problems(process),
    ]
    return tuple(sorted(dict.fromkeys(problems), key=lambda each: (each.place, each.what)))
