"""A meeting's record as TOML, as an analyst would write it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from kept.process import Process
from kept.texts import Words
from kept.web.minutes.minutes import Decided, Found, Minutes, day_before, id_of


def toml_of(minutes: Minutes, process: Process) -> str:
    """The tables that record a meeting, its source, its decisions and findings."""
    name = id_of(minutes, process)
    source = f"minutes-{name}"
    tables = [
        _source(minutes, process, source),
        _meeting(minutes, process, name, source),
        *(
            _decision(minutes, each, name, number, source)
            for number, each in enumerate(minutes.decisions, 1)
        ),
        *(
            _found(minutes, each, name, number, source)
            for number, each in enumerate(minutes.found, 1)
        ),
    ]
    return "".join(f"\n{each}" for each in tables)


def _table(head: str, lines: Iterable[tuple[str, str]]) -> str:
    return f"[{head}]\n" + "".join(f"{key} = {value}\n" for key, value in lines if value)


def _source(minutes: Minutes, process: Process, source: str) -> str:
    body = process.mechanisms[minutes.body].name.by_language[0][1]
    lines = (
        ("publisher", quoted(body)),
        ("kind", quoted("official-text")),
        ("published_on", str(minutes.known_on)),
    )
    return _table(f"source.{source}", lines)


def _meeting(minutes: Minutes, process: Process, name: str, source: str) -> str:
    on = minutes.on
    lines = (
        ("of", quoted(minutes.body)),
        ("number", str(minutes.number or "")),
        ("track", quoted(track_of(minutes, process))),
        ("on", str(on.first) if on.certain else quoted(str(on))),
        ("several", "" if on.certain else "true"),
        ("held", "true"),
        ("place", words(minutes.venue)),
        ("known_on", str(minutes.known_on)),
        ("attended", _ids(minutes.attended)),
        ("reviewed", _several(minutes.reviewed)),
        ("agreed", _several(minutes.agreed)),
        ("next", _next(minutes, source)),
        ("announced", _announced(minutes, process)),
        ("concerns", _ids(minutes.concerns)),
        ("note", words(minutes.dissent)),
        ("sources", _ids((source,))),
    )
    return _table(f"meeting.{name}", lines)


def track_of(minutes: Minutes, process: Process) -> str:
    """The track of a body; where none is written, that of its text, else the first."""
    body = process.mechanisms[minutes.body]
    if body.track is not None:
        return body.track
    if body.instrument is not None:
        return process.instruments[body.instrument].track
    return next(iter(process.tracks))


def _next(minutes: Minutes, source: str) -> str:
    if not minutes.next_on and minutes.next_text is None:
        return ""
    parts = [f"on = {quoted(minutes.next_on)}"] if minutes.next_on else []
    if minutes.next_text is not None:
        parts.append(f"text = {words(minutes.next_text)}")
    return f"{{ {', '.join([*parts, f'sources = {_ids((source,))}'])} }}"


def _announced(minutes: Minutes, process: Process) -> str:
    planned = day_before(process, minutes.planned_as)
    if planned is None or planned == minutes.on:
        return ""
    sources = process.meetings[minutes.planned_as].sources
    return f"[{{ on = {quoted(str(planned))}, sources = {_ids(sources)} }}]"


def _decision(minutes: Minutes, each: Decided, name: str, number: int, source: str) -> str:
    lines = (
        ("by", _ids((minutes.body,))),
        ("meeting", quoted(name)),
        ("on", str(minutes.on.last)),
        ("known_on", str(minutes.known_on)),
        ("text", words(each.text)),
        ("effect", _effect(each)),
        ("sources", _ids((source,))),
    )
    return _table(f"decision.{name}-decision-{number}", lines)


def _effect(each: Decided) -> str:
    if each.effect is None:
        return ""
    parts = [f"{each.effect} = {quoted(each.commitment)}"]
    if each.by:
        parts.append(f"by = {quoted(each.by)}")
    if each.to:
        parts.append(f"to = {quoted(each.to)}")
    return f"{{ {', '.join(parts)} }}"


def _found(minutes: Minutes, each: Found, name: str, number: int, source: str) -> str:
    lines = (
        ("kind", quoted(each.kind)),
        ("text", words(each.text)),
        ("found_by", _ids((minutes.body,))),
        ("meeting", quoted(name)),
        ("on", str(minutes.on.last)),
        ("known_on", str(minutes.known_on)),
        ("concerns", _ids(each.concerns)),
        ("sources", _ids((source,))),
    )
    return _table(f"gap.{name}-{each.kind}-{number}", lines)


def _ids(several: Iterable[str]) -> str:
    told = ", ".join(quoted(each) for each in several)
    return f"[{told}]" if told else ""


def _several(several: Iterable[Words]) -> str:
    told = ", ".join(words(each) for each in several)
    return f"[{told}]" if told else ""


def words(text: Words | None) -> str:
    """Words in each language as an inline table."""
    return f"{{ {', '.join(_by_language(text))} }}" if text is not None else ""


def _by_language(text: Words) -> Iterator[str]:
    for language, told in text.by_language:
        yield f"{language} = {quoted(told)}"


def quoted(text: str) -> str:
    r"""A TOML string, whatever it holds.

    >>> quoted('a "b"\n')
    '"a \\"b\\"\\n"'
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
