"""What the careful editor says of the sound process with something more in it."""

from tests.bad.sound_texts import TEXTS

from kept.process import Process, read_process
from kept.process.check import check_process
from kept.texts import Problem

PROTOCOL = """# Protocol / Protocole

```toml
[instrument.protocol]
track = "talks"
kind = "protocol"
sources = ["gazette"]
{}
```
"""


def process_with(more: str = "", instrument: str | None = None) -> Process:
    texts = {**TEXTS, "more.toml": more}
    if instrument is not None:
        texts["instruments/protocol.md"] = PROTOCOL.format(instrument)
    return read_process(list(texts.items()))


def problems_with(more: str = "", instrument: str | None = None) -> tuple[Problem, ...]:
    return check_process(process_with(more, instrument))


def said_with(more: str = "", instrument: str | None = None) -> list[str]:
    """What it says, without place and remedy."""
    return [each.what for each in problems_with(more, instrument)]


def commitment(name: str, fields: str, clause: str = "accord/1") -> str:
    return f"""
[commitment.{name}]
clause = "{clause}"
text = {{ en = "Do it", fr = "Le faire" }}
of = ["aruna"]
verified_by = ["commission"]
sources = ["gazette"]
{fields}
"""


def phase(name: str, fields: str = "") -> str:
    return f"""
[phase.{name}]
instrument = "accord"
name = {{ en = "Phase", fr = "Phase" }}
sources = ["gazette"]
{fields}
"""
