"""One entry of the register: what everybody may know of it, and its words if they may be seen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from django.http import Http404

from kept.archive.recording import Folded
from kept.ledger.bundle.checking import instant
from kept.ledger.entries.entry import entry_code
from kept.web.pages.asked import Asked
from kept.web.pages.screen import Screen, Shown, Table
from kept.web.screens.ledger import folded_of, line, recorded, statements_of


def show(asked: Asked, *, index: int) -> Shown:
    """One entry by its number."""
    folded = folded_of()
    if folded is None or index >= folded.size:
        raise Http404
    data = _data(folded, index)
    return Shown(
        title=asked.t("ledger.entry", index=index),
        context=lambda: _context(asked, folded, index, data),
        data=lambda: data,
        table=lambda: Table(
            header=("member", "value"),
            rows=[(name, json.dumps(value)) for name, value in data["header"].items()],
        ),
    )


def _context(
    asked: Asked, folded: Folded, index: int, data: Mapping[str, Any]
) -> Mapping[str, Any]:
    named = statements_of(asked, ())
    return {
        "it": line(asked, folded, index, named),
        "recorded": recorded(asked, folded, index),
        "signers": 1 + len(folded.entries[index].header.with_),
        "about": list(folded.entries[index].header.about),
        "header": json.dumps(data["header"], indent=2, ensure_ascii=False),
        "spoken_of": [line(asked, folded, each["index"], named) for each in data["spoken_of_by"]],
        "first": index == 0,
        "last": index == folded.size - 1,
    }


def _data(folded: Folded, index: int) -> dict[str, Any]:
    entry, time = folded.entries[index], folded.times.of(index)
    return {
        "schema": "kept.entry/1",
        "index": index,
        "entry": entry.hash,
        "code": entry_code(entry.hash),
        "header": json.loads(entry.header.to_bytes()),
        "recorded": {"after": _instant(time.after), "until": _instant(time.until)},
        "spoken_of_by": [
            {"index": number, "type": each.header.type, "role": each.header.role}
            for number, each in enumerate(folded.entries)
            if entry.hash in each.header.refs
        ],
    }


def _instant(seconds: int | None) -> str | None:
    return None if seconds is None else instant(seconds)


ENTRY: Final = Screen(
    name="entry",
    path="ledger/<int:index>/",
    template="entry.html",
    show=show,
    about="One entry of the register by its number, counted from 0.",
    menu="ledger",
)
