"""What a register adds, in words: which one was read and how far, entries, missing bodies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any, Final

from kept.assessment import Standing
from kept.ledger import Entered, LedgerHead, MissingBody
from kept.process.model import Process
from kept.report.wording import dates, names
from kept.report.wording.language import Language, counted, say, series

SHORT: Final = 12  # digits of a hash that are shown: enough to tell entries apart
SHOWN: Final = 2  # so many missing bodies are told; the others are counted


def head_line(head: LedgerHead, language: Language) -> str:
    """Which register was read, up to which size and root, and who vouches for it since when.

    >>> head_line(
    ...     LedgerHead(
    ...         origin="lakes.example/exercise",
    ...         size=120,
    ...         root="n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=",
    ...         grade="published",
    ...     ),
    ...     "en",
    ... )
    'read from the register lakes.example/exercise at size 120, root n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=, published by its keeper and not witnessed'
    """
    day = head.witnessed_at and dates.on(head.witnessed_at.astimezone(UTC).date(), language)
    key = f"register.{head.grade}"
    vouched = say(key, language, on=day) if day else say(f"{key}.undated", language)
    values = {"origin": head.origin, "size": head.size, "root": head.root}
    return say("register.head", language, **values, vouched=vouched)


def entry(entered: Entered, language: Language) -> str:
    """An entry by its number and the beginning of its hash.

    >>> entry(Entered(index=12, entry="3f2a9c41b7d0" + 52 * "0", author="aruna/desk"), "fr")
    'inscription 12, 3f2a9c41b7d0'
    """
    return say("register.entry", language, index=entered.index, hash=entered.entry[:SHORT])


def entered_line(entered: Entered, process: Process, language: Language) -> str:
    """The same, with who signed it and by which day witnesses had seen it."""
    told = say(
        "register.filed",
        language,
        entry=entry(entered, language),
        author=role(entered.author, process, language),
    )
    if entered.entered_on is None:
        return say("register.unwitnessed", language, told=told)
    on = dates.day(entered.entered_on.last, language)
    return say("register.entered", language, told=told, day=on)


def missing_line(body: MissingBody, process: Process, language: Language) -> str:
    """Which body cannot be read, who had filed it, and what became of it."""
    filed = say(
        "register.missing",
        language,
        index=body.index,
        hash=body.entry[:SHORT],
        author=role(body.author, process, language),
    )
    if body.reason == "withheld":
        return say("register.withheld", language, filed=filed)
    on = "" if body.on is None else dates.on(body.on, language)
    by = "" if body.erased_by is None else role(body.erased_by, process, language)
    key = "register.erased" + (".on" if on else "") + (".by" if by else "")
    told = say(key, language, filed=filed, on=on, by=by)
    if body.ground is None:
        return told
    ground = say(f"ground.{body.ground}", language)
    return say("register.ground", language, told=told, ground=ground)


def reason_line(facts: Mapping[str, Any], process: Process, language: Language) -> str:
    """The same of a reason `not-reproducible`, whose facts are a missing body."""
    return not_reproducible((MissingBody(**facts),), process, language)


def not_reproducible(missing: Sequence[MissingBody], process: Process, language: Language) -> str:
    """That what stands here cannot be worked out again, and for lack of which bodies."""
    told = [missing_line(each, process, language) for each in missing[:SHOWN]]
    if len(missing) > SHOWN:
        told.append(counted("more", len(missing) - SHOWN, language))
    erased = any(each.reason == "erased" for each in missing)
    key = "register.lost" if erased else "register.lost-here"
    return say(key, language, bodies=series(told, language))


def standing_line(line: str, standing: Standing, process: Process, language: Language) -> str:
    """The line of a standing that bodies are missing for.

    What would be told of a duty only because nobody else has spoken is not told at all.
    """
    lost = not_reproducible(standing.missing, process, language)
    told = standing.word != "cannot-be-judged" or standing.duty in ("active", "overdue")
    return series((line, lost), language) if told else lost


def role(name: str, process: Process, language: Language) -> str:
    """Who signed: the party by its name, where the process knows it, and its role."""
    party, _, part = name.partition("/")
    if party not in process.actors:
        return name
    return "/".join(filter(None, (names.actor(party, process, language), part)))
